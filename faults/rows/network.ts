import { setTimeout as wait } from 'node:timers/promises'
import { backInTheirSessions } from '../promises'
import { type Extent, type Outcome, outcome, type Row } from '../row'
import { always, withSetup } from '../setup'

const PACE = { everyMs: [60, 240], leaveOnceIn: 80 } as const
const TOXICS = { delayMs: [5, 150], stallOnceIn: 150, stallMs: 1_500, cutOnceIn: 250 } as const

async function run({ chance, times }: Extent): Promise<readonly Outcome[]> {
  return withSetup({ processes: 2, size: 16, chance }, async ({ site, crowd }) => {
    site.proxy.toxics(TOXICS)
    crowd.startSending(PACE)
    await wait(times(60_000, 10_000))
    crowd.stopSending()
    site.proxy.toxics(undefined)
    const common = await always({ site, crowd })
    const { length } = crowd.results.returns
    return [
      outcome('connections broken and made again', 'some', length, length > 0),
      backInTheirSessions(crowd.results),
      ...common,
    ]
  })
}

/** Delay, jitter, stalls and broken connections. */
export const network: Row = {
  name: 'network',
  title: 'a bad network: 5 to 150 ms late, stalls of 1.5 s, cut connections',
  needs: ['engines'],
  run,
}
