import { setTimeout as wait } from 'node:timers/promises'
import { backInTheirSessions, noSessionLost, servingAgain } from '../promises'
import { type Extent, type Outcome, outcome, type Row } from '../row'
import { always, withSetup } from '../setup'
import type { Start } from '../server'

const PACE = { everyMs: [60, 240], leaveOnceIn: 80 } as const
const GONE_WITHIN_MS = 25_000
const BETWEEN_MS = 1_000

async function run({ chance, times }: Extent): Promise<readonly Outcome[]> {
  const rounds = times(4, 1)
  return withSetup({ processes: 2, size: times(40, 16), chance }, async ({ site, crowd }) => {
    crowd.startSending(PACE)
    const ends: { code: number | null; ms: number }[] = []
    const starts: Start[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const server of site.servers) {
        await crowd.nextSend()
        ends.push(await server.end())
        starts.push(await server.start())
        await wait(BETWEEN_MS)
      }
    }
    const common = await always({ site, crowd })
    const slowest = Math.max(...ends.map(({ ms }) => ms))
    const codes = [...new Set(ends.map(({ code }) => String(code)))].join(', ')
    return [
      outcome(`exit codes of ${ends.length} processes`, '0', codes, codes === '0'),
      outcome('gone', `within ${GONE_WITHIN_MS} ms`, `${Math.round(slowest)} ms`, slowest < GONE_WITHIN_MS),
      servingAgain(starts),
      backInTheirSessions(crowd.results),
      noSessionLost(crowd.results),
      ...common,
    ]
  })
}

/** SIGTERM of one process after the other. */
export const deploy: Row = {
  name: 'deploy',
  title: 'a new version: each process is ended in mid-session, and started again',
  needs: ['engines'],
  run,
}
