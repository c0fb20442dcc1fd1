import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { TEXT } from '../../lib/protocol-client/dialects/text'
import { type Client, connect } from '../../lib/testing/client'
import { ROOT } from '../../scripts/setup/project.mjs'
import { temporaryFolder } from '../../scripts/testing/throwaway.mjs'
import { registerGuests } from '../guests'
import { openPair } from '../pair'
import { noSessionLost } from '../promises'
import { type Extent, none, type Outcome, outcome, type Row } from '../row'
import { always, withSetup } from '../setup'
import type { Site } from '../site'
import { until } from '../until'

const HOUR_MS = 3_600_000
/** One after the other; the last one puts it right again. */
const OFFSETS_MS = [HOUR_MS, -HOUR_MS, 30 * 24 * HOUR_MS, 0] as const
const PACE = { everyMs: [60, 240], leaveOnceIn: 0 } as const
const BETWEEN_MS = 3_000
/** @see spec/omegoo.md "Rate Limiting", times the factor that the servers here have */
const FACTOR = 20
const MESSAGES = 10 * FACTOR
const LIMIT_WINDOW_MS = 10_000

/** Sets the clocks of all processes. */
function clockIn(file: string, { servers }: Pick<Site, 'servers'>) {
  return (offset: number): void => {
    writeFileSync(file, String(offset))
    for (const server of servers) server.signal('SIGUSR2')
  }
}

async function twoWhoMeet(url: string): Promise<[Client, Client]> {
  const [ann, bob] = await Promise.all((await registerGuests(url, 2)).map(({ token }) => connect(url, token)))
  if (!ann || !bob) throw new Error('There are two')
  for (const client of [ann, bob]) await client.ask(...TEXT.join)
  await Promise.all([ann, bob].map((client) => client.next(TEXT.found)))
  return [ann, bob]
}

/** Sends as much as the limit allows, and sees what a jump makes of the limit. */
async function limits(url: string, jump: (offset: number) => void): Promise<Outcome[]> {
  const [ann, bob] = await twoWhoMeet(url)
  const send = async () => ann.ask(...TEXT.send('', 'hello there'))
  const since = performance.now()
  const allowed = (await Promise.all(Array.from({ length: MESSAGES + 20 }, send))).filter(
    ({ success }) => success,
  )
  const isFast = performance.now() - since < LIMIT_WINDOW_MS / 2
  jump(HOUR_MS)
  const forward = await send()
  jump(-HOUR_MS)
  const released = await until(async () => (await send()).success, 2 * LIMIT_WINDOW_MS)
  jump(0)
  for (const client of [ann, bob]) client.disconnect()
  return [
    outcome(
      `messages allowed in ten seconds, with a factor of ${FACTOR}`,
      `${MESSAGES}`,
      allowed.length,
      allowed.length === MESSAGES || !isFast,
    ),
    outcome(
      'one more after the clock was set forward an hour',
      'refused',
      forward.success ? 'allowed' : 'refused',
      !forward.success || !isFast,
    ),
    outcome(
      'and after it was set back two hours',
      `allowed within ${LIMIT_WINDOW_MS} ms and a little`,
      released === undefined ? 'refused' : `${Math.round(released)} ms`,
      released !== undefined,
    ),
  ]
}

/** A participant is disconnected while the clock jumps. */
async function comesBack(site: Site, { chance }: Extent, jump: (offset: number) => void): Promise<Outcome[]> {
  const [first = 0, second = 0] = site.servers.map(({ port }) => port)
  const pair = await openPair({ site, chance, dialect: 'text', ports: [first] })
  const { ann, bob, proxy, leadTo, crowd } = pair
  leadTo([])
  proxy.cut()
  await until(() => ann.received('partner-disconnected') > 0, BETWEEN_MS)
  for (const offset of [HOUR_MS, -HOUR_MS]) {
    jump(offset)
    await wait(BETWEEN_MS)
  }
  const over = ann.received('ended')
  leadTo([second])
  bob.reconnect()
  const back = await until(() => bob.isInSession(), BETWEEN_MS * 2)
  jump(0)
  await pair.close()
  return [
    outcome(
      'the window of a disconnected participant',
      'stays open',
      over === 0 ? 'stays open' : 'is over',
      over === 0,
    ),
    outcome('and they come back', 'resumed', back === undefined ? 'refused' : 'resumed', back !== undefined),
    none('surprises of these two', crowd.results.surprises),
  ]
}

async function run(extent: Extent): Promise<readonly Outcome[]> {
  const { chance, isShort } = extent
  const file = join(temporaryFolder('faults-clock'), 'offset')
  const flags = [`--import=${pathToFileURL(join(ROOT, 'faults/shifted-clock.mjs')).href}`]
  const env = { FAULTS_CLOCK: file, RATE_LIMIT_FACTOR: String(FACTOR) }
  return withSetup({ processes: 2, size: 8, chance, flags, env }, async ({ site, crowd }) => {
    const jump = clockIn(file, site)
    crowd.startSending(PACE)
    for (const offset of isShort ? [HOUR_MS, -HOUR_MS, 0] : OFFSETS_MS) {
      jump(offset)
      await wait(isShort ? BETWEEN_MS / 2 : BETWEEN_MS)
    }
    const window = await comesBack(site, extent, jump)
    const rate = await limits(site.proxy.url, jump)
    const common = await always({ site, crowd })
    return [...window, ...rate, noSessionLost(crowd.results), ...common]
  })
}

/** The wall clock of the processes jumps; the machine's is left alone. */
export const clock: Row = {
  name: 'clock',
  title: 'the clock is set forward and back',
  needs: ['engines'],
  isQuiet: true,
  run,
}
