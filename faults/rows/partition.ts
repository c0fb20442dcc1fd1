import { setTimeout as wait } from 'node:timers/promises'
import { type Door, openDoor } from '../door'
import { noTalkLost } from '../promises'
import { type Extent, type Outcome, outcome, type Row } from '../row'
import { always, withScene } from '../scene'

const PACE = { everyMs: [60, 240], leaveOnceIn: 80 } as const
/** Shorter than a process' patience with Redis (5 s), longer, and longer than its lease (6 s). */
const SILENCES_MS = [1_500, 5_500, 9_000, 14_000] as const
const BETWEEN_MS = 4_000

async function run({ chance, isShort }: Extent): Promise<readonly Outcome[]> {
  const doors: Door[] = []
  const redisUrlOf = async (_: number, url: string): Promise<string> => {
    const door = await openDoor({ chance: chance.fork(), targets: () => [Number(new URL(url).port)] })
    doors.push(door)
    return `redis://127.0.0.1:${door.port}`
  }
  const silences = isShort ? [SILENCES_MS[2]] : SILENCES_MS
  try {
    return await withScene({ processes: 2, size: 12, chance, redisUrlOf }, async ({ site, crowd }) => {
      crowd.talk(PACE)
      for (const [index, silence] of silences.entries()) {
        const between = doors[index % doors.length]
        await crowd.nextSend()
        between?.fallSilent()
        await wait(silence)
        between?.speakAgain()
        await wait(BETWEEN_MS)
      }
      const common = await always({ site, crowd })
      const { tryAgain } = crowd.ledger
      return [
        outcome('partitions healed', `${silences.length}`, silences.length, doors.length === 2),
        outcome('sends refused with "try again" meanwhile', 'some', tryAgain, tryAgain > 0),
        noTalkLost(crowd.ledger),
        ...common,
      ]
    })
  } finally {
    await Promise.all(doors.map((door) => door.close()))
  }
}

/** Nothing gets through between a process and Redis, and nothing is closed. */
export const partition: Row = {
  name: 'partition',
  title: 'a process and its Redis do not hear each other for a while',
  needs: ['engines'],
  isQuiet: true,
  run,
}
