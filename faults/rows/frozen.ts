import { setTimeout as wait } from 'node:timers/promises'
import { ANSWER_WITHIN_MS } from '../client'
import { noSessionLost } from '../promises'
import { type Extent, type Outcome, outcome, type Row } from '../row'
import { always, withSetup } from '../setup'

const PACE = { everyMs: [60, 240], leaveOnceIn: 0 } as const
/** Shorter than a process' lease (6 s), longer, and longer than its clients' patience (40 s). */
const FROZEN_MS = [3_000, 9_000, 42_000] as const
const BETWEEN_MS = 4_000
/** One in so many does not wait, and comes back to another process. */
const MOVES_ONCE_IN = 2

async function run({ chance, isShort }: Extent): Promise<readonly Outcome[]> {
  const times = isShort ? [FROZEN_MS[1]] : FROZEN_MS
  return withSetup({ processes: 2, size: 16, chance }, async ({ site, crowd }) => {
    crowd.startSending(PACE)
    let moved = 0
    for (const [index, ms] of times.entries()) {
      const server = site.servers[index % site.servers.length]
      const { silences } = crowd.results
      const before = silences.length
      await crowd.nextSend()
      server?.freeze()
      await wait(1_000)
      const impatient = crowd.clients.filter(() => chance.onceIn(MOVES_ONCE_IN))
      for (const client of impatient) client.reconnect()
      moved += impatient.length
      await wait(ms - 1_000)
      server?.thaw()
      await wait(BETWEEN_MS)
      // Longer than a client waits for an answer: that none came is no news then; that nothing is lost is what counts.
      if (ms > ANSWER_WITHIN_MS) silences.splice(before)
    }
    const common = await always({ site, crowd })
    return [
      outcome('processes frozen', `${times.length}`, times.length, moved > 0),
      noSessionLost(crowd.results),
      ...common,
    ]
  })
}

/** SIGSTOP, and SIGCONT a while later. */
export const frozen: Row = {
  name: 'frozen',
  title: 'a process stands still for a while and goes on',
  needs: ['engines'],
  isQuiet: true,
  run,
}
