import { setTimeout as wait } from 'node:timers/promises'
import { backInTheirTalks } from '../promises'
import { type Extent, type Outcome, outcome, type Row } from '../row'
import { always, withScene } from '../scene'

const PACE = { everyMs: [60, 240], leaveOnceIn: 80 } as const
const TROUBLE = { delayMs: [5, 150], stallOnceIn: 150, stallMs: 1_500, cutOnceIn: 250 } as const

async function run({ chance, times }: Extent): Promise<readonly Outcome[]> {
  return withScene({ processes: 2, size: 16, chance }, async ({ site, crowd }) => {
    site.door.trouble(TROUBLE)
    crowd.talk(PACE)
    await wait(times(60_000, 10_000))
    crowd.hush()
    site.door.trouble(undefined)
    const common = await always({ site, crowd })
    const { length } = crowd.ledger.returns
    return [
      outcome('connections broken and made again', 'some', length, length > 0),
      backInTheirTalks(crowd.ledger),
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
