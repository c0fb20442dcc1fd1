import { openPair } from '../pair'
import { noTalkLost } from '../promises'
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
    const { ann, bob, door, crowd } = pair
    ann.say()
    await until(() => ann.isSettled(), NOTICED_WITHIN_MS)
    door.fallSilent()
    bob.say() // into the void
    const told = await until(() => ann.received('partner-disconnected') > 0, NOTICED_WITHIN_MS)
    for (let count = 0; count < 3; count += 1) ann.say()
    pair.leadTo([second ?? 0])
    door.speakAgain()
    bob.reconnect()
    const back = await until(() => bob.isTalking() && ann.received('partner-returned') > 0, BACK_WITHIN_MS)
    const findings = await crowd.settle()
    await pair.close()
    return [
      outcome(
        'a connection that says nothing any more: the partner is told',
        `within ${NOTICED_WITHIN_MS} ms`,
        told === undefined ? 'never' : `${Math.round(told)} ms`,
        told !== undefined,
      ),
      outcome(
        'coming back on another process after that',
        'resumed',
        back === undefined ? 'refused' : 'resumed',
        back !== undefined,
      ),
      noTalkLost(crowd.ledger),
      keptOutcome(findings),
    ]
  } finally {
    await site.close()
  }
}

/** A connection through which nothing comes any more, and which nobody has closed. */
export const halfOpen: Row = {
  name: 'half-open',
  title: 'a connection that falls silent without being closed',
  needs: ['engines'],
  isQuiet: true,
  run,
}
