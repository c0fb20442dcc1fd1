import { setTimeout as wait } from 'node:timers/promises'
import { temporaryFolder } from '../../scripts/testing/throwaway.mjs'
import { openCrowd } from '../crowd'
import { openDoor } from '../door'
import { type Account, missingAccounts, register } from '../guests'
import { servingAgain } from '../promises'
import { type Extent, keptOutcome, none, type Outcome, outcome, type Row } from '../row'
import { createServer, type Start } from '../server'
import { until } from '../until'

const PACE = { everyMs: [60, 240], leaveOnceIn: 0 } as const
const AFTER_A_SEND_MS = [0, 12] as const
const TALK_MS = 500
const TOLD_WITHIN_MS = 15_000
const DOCUMENTED = new Set(['text_reconnect_failed', 'session-ended'])

async function run({ chance, times, say }: Extent): Promise<readonly Outcome[]> {
  const kills = times(20, 1)
  const server = await createServer({ name: 'server', env: { DATA_DIR: temporaryFolder('faults') } })
  await server.start()
  const door = await openDoor({ chance, targets: () => (server.isServing() ? [server.port] : []) })
  const crowd = await openCrowd({
    size: 8,
    registerAt: server.url,
    url: () => door.url,
    chance: chance.fork(),
  })
  try {
    const accounts: Account[] = []
    const starts: Start[] = []
    const untold: string[] = []
    for (let kill = 1; kill <= kills; kill += 1) {
      await crowd.meet()
      crowd.talk(PACE)
      const rooms = crowd.people.map((person) => ({ person, room: person.current()?.room }))
      const before = await register(server.url)
      const registering = Array.from({ length: 8 }, () => register(server.url))
      await wait(TALK_MS)
      await crowd.nextSend()
      await wait(chance.between(...AFTER_A_SEND_MS))
      await server.kill()
      accounts.push(...[before, ...(await Promise.all(registering))].filter((one) => typeof one !== 'number'))
      starts.push(await server.start())
      const believe = () => rooms.filter(({ person, room }) => person.current()?.room === room)
      await until(() => believe().length === 0, TOLD_WITHIN_MS)
      untold.push(...believe().map(({ person }) => `${person.name} was not told`))
      if (kill % 5 === 0) say(`${kill} of ${kills}`)
    }
    const gone = await missingAccounts(server.url, accounts)
    const kept = keptOutcome(await crowd.settle())
    const { ledger } = crowd
    const otherwise = ledger.gone.filter(({ how }) => !DOCUMENTED.has(how))
    return [
      outcome('the one process killed', `at least ${kills}`, kills, kills > 0),
      servingAgain(starts),
      {
        ...none(`${accounts.length} registrations acknowledged before a kill: gone`, gone),
        isMet: gone.length === 0 && accounts.length > 0,
      },
      none('people who were not told that their talk is over', untold),
      none(
        'people told by another event than the documented one',
        otherwise.map(({ person, how }) => `${person}: ${how}`),
      ),
      kept,
      none('requests without an answer', ledger.silences),
      none('answers that nobody expects', ledger.surprises),
      none('ends that nobody asked for', server.crashes() > 0 ? [server.output()] : []),
    ]
  } finally {
    crowd.close()
    await door.close()
    await server.kill()
  }
}

/** kill -9 of the embedded default: talks are in its memory, everything else is not. */
export const embeddedKills: Row = {
  name: 'embedded-kills',
  title: 'kill -9 of the one process of the embedded default',
  needs: [],
  run,
}
