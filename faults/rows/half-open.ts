import { openPair } from '../pair'
import { noSessionLost } from '../promises'
import { type Extent, keptOutcome, type Outcome, outcome, type Row } from '../row'
import { openSite } from '../site'
import { until } from '../until'

const NOTICED_WITHIN_MS = 45_000
const BACK_WITHIN_MS = 20_000

async function run({ chance }: Extent): Promise<readonly Outcome[]> {
  const site = await openSite({ processes: 2, chance: chance.fork() })
  try {
    const [first, second] = site.servers.map(({ port }) => port)
    const pair = await openPair({ site, chance, dialect: 'text', ports: [first ?? 0] })
    const { ann, bob, proxy, crowd } = pair
    ann.send()
    await until(() => ann.isSettled(), NOTICED_WITHIN_MS)
    proxy.partition()
    bob.send() // into the void
    const noticed = await until(() => ann.received('partner-disconnected') > 0, NOTICED_WITHIN_MS)
    for (let count = 0; count < 3; count += 1) ann.send()
    pair.leadTo([second ?? 0])
    proxy.heal()
    bob.reconnect()
    const back = await until(() => bob.isInSession() && ann.received('partner-returned') > 0, BACK_WITHIN_MS)
    const findings = await crowd.settle()
    await pair.close()
    return [
      outcome(
        'a connection through which nothing comes any more: the partner is notified',
        `within ${NOTICED_WITHIN_MS} ms`,
        noticed === undefined ? 'never' : `${Math.round(noticed)} ms`,
        noticed !== undefined,
      ),
      outcome(
        'coming back on another process after that',
        'resumed',
        back === undefined ? 'refused' : 'resumed',
        back !== undefined,
      ),
      noSessionLost(crowd.results),
      keptOutcome(findings),
    ]
  } finally {
    await site.close()
  }
}

/** A connection through which nothing comes any more, and which neither side has closed. */
export const halfOpen: Row = {
  name: 'half-open',
  title: 'a connection that falls silent without being closed',
  needs: ['engines'],
  isQuiet: true,
  run,
}
