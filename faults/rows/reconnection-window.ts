import { setTimeout as wait } from 'node:timers/promises'
import type { Chance } from '../chance'
import { openPair, type Pair } from '../pair'
import { type Extent, keptOutcome, type Outcome, outcome, type Row } from '../row'
import { openSite, type Site } from '../site'
import { until } from '../until'

const WINDOW_S = 30
const AFTER_S = [1, 15, 29, 31] as const
const CASES = AFTER_S.flatMap((seconds) =>
  (['text', 'generic'] as const).map((dialect) => ({ seconds, dialect })),
)
const SOON_MS = 5_000

interface Case {
  readonly seconds: number
  readonly dialect: 'text' | 'generic'
}

/** Loses bob's connection, sends three messages, and brings bob back on another process after a while. */
async function goAndComeBack(pair: Pair, { seconds, dialect }: Case, elsewhere: number): Promise<Outcome[]> {
  const { ann, bob, proxy, crowd, leadTo } = pair
  ann.send()
  await until(() => ann.isSettled(), SOON_MS)
  leadTo([])
  proxy.cut()
  const since = performance.now()
  for (let count = 0; count < 3; count += 1) ann.send()
  await wait(seconds * 1_000 - (performance.now() - since))
  leadTo([elsewhere])
  bob.reconnect()
  const isInTime = seconds < WINDOW_S
  await until(() => (isInTime ? bob.isInSession() : bob.current() === undefined), SOON_MS)
  if (!isInTime) bob.send() // what a client does that has received nothing
  await until(() => bob.isInSession() || bob.current() === undefined, SOON_MS)
  const findings = await crowd.settle()
  const how = crowd.results.gone.find(({ client }) => client === bob.name)?.how
  const notice = how ?? (bob.received('ended') > 0 ? 'session-ended' : 'nothing was sent')
  const found = bob.current() ? 'resumed' : notice
  const refusal = dialect === 'text' ? 'text_reconnect_failed' : 'session-ended'
  const expected = isInTime ? 'resumed' : refusal
  const what = `back after ${seconds} s on another process (${dialect})`
  const partner = outcome(
    'the partner is notified of the end',
    'once',
    ann.received('ended'),
    ann.received('ended') === 1,
  )
  return [
    outcome(what, expected, found, found === expected),
    ...(isInTime ? [keptOutcome(findings)] : [partner]),
  ]
}

async function cases(site: Site, chance: Chance, all: readonly Case[]): Promise<Outcome[]> {
  const [first = 0, second = 0] = site.servers.map(({ port }) => port)
  const pairs: { pair: Pair; one: Case }[] = []
  for (const one of all) {
    const pair = await openPair({ site, chance, dialect: one.dialect, ports: [first] })
    pairs.push({ pair, one })
  }
  const outcomes = await Promise.all(pairs.map(({ pair, one }) => goAndComeBack(pair, one, second)))
  await Promise.all(pairs.map(({ pair }) => pair.close()))
  return outcomes.flat()
}

async function run({ chance }: Extent): Promise<readonly Outcome[]> {
  const site = await openSite({ processes: 2, chance: chance.fork() })
  try {
    return await cases(site, chance, CASES)
  } finally {
    await site.close()
  }
}

/** The 30 seconds in which a participant may come back, on a process other than before. */
export const reconnectionWindow: Row = {
  name: 'reconnection-window',
  title: 'coming back after 1, 15, 29 and 31 s on another process',
  needs: ['engines'],
  isQuiet: true,
  run,
}
