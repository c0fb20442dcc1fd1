import { setTimeout as wait } from 'node:timers/promises'
import type { SessionNews } from '../../lib/protocol-client/dialect'
import { TEXT } from '../../lib/protocol-client/dialects/text'
import { connectSession, type SessionClient } from '../../lib/protocol-client/session-client'
import { registerGuests } from '../guests'
import { percentile } from '../results'
import { type Extent, type Outcome, outcome, pace, type Row } from '../row'
import { always, withSetup } from '../setup'
import type { Site } from '../site'
import { until } from '../until'

const PACE = { everyMs: [60, 240], leaveOnceIn: 0 } as const
const FLOOD_MS = 30_000
const CATCH_UP_MS = 10_000
const AT_ONCE = 20
const MEGABYTE = 1_048_576
const MOST_MORE_MB = 96
/** How much later than beside a partner who reads, and at that much more, ms. */
const TIMES_LATER = 3
const LATER_MS = 200
/** As long as a message may be. */
const LONG = '1 2 3 4 5 6 7 8 9 0 '.repeat(50).trim()

interface Flood {
  readonly sent: number
  /** Most resident memory of the reader's process during it, bytes. */
  readonly most: number
  /** Whether the author was notified that the reader is gone. */
  readonly isNotified: boolean
  /** A reader that was not disconnected has received so much in the end. */
  readonly received: number
}

interface Two {
  readonly author: SessionClient
  readonly reader: SessionClient
  isNotified(): boolean
  received(): number
}

/** An author, and a reader on the first process, in a session. */
async function twoWhoMeet({ servers, proxy }: Site): Promise<Two> {
  const accounts = await registerGuests(proxy.url, 2)
  let matched = 0
  let isNotified = false
  let received = 0
  const listen =
    (isReader: boolean) =>
    ({ kind }: SessionNews) => {
      if (kind === 'found') matched += 1
      if (kind === 'partner-disconnected') isNotified = true
      if (kind === 'message' && isReader) received += 1
    }
  const [author, reader] = await Promise.all(
    accounts.map(({ token }, index) =>
      connectSession(servers[0]?.url ?? '', { token, dialect: TEXT, onNews: listen(index === 1) }),
    ),
  )
  if (!author || !reader) throw new Error('There are two')
  for (const client of [author, reader]) await client.join()
  while (matched < 2) await wait(20)
  return { author, reader, isNotified: () => isNotified, received: () => received }
}

/** Sends to a reader as fast as the server takes it, until the reader is gone or the time is over. */
async function flood(site: Site, how: 'reads' | 'sips' | 'does not read', enough = Infinity): Promise<Flood> {
  const { author, reader, isNotified, received } = await twoWhoMeet(site)
  const [server] = site.servers
  let sent = 0
  let most = 0
  if (how !== 'reads') reader.socket.pause()
  const sips = setInterval(() => {
    if (how !== 'sips') return
    reader.socket.resume()
    setImmediate(() => reader.socket.pause())
  }, 250)
  const since = performance.now()
  const isOver = () => isNotified() || performance.now() - since > FLOOD_MS || sent > enough
  while (!isOver()) {
    const sends = Array.from({ length: AT_ONCE }, () => author.send(LONG))
    await Promise.all(sends)
    sent += AT_ONCE
    most = Math.max(most, server?.memory() ?? 0)
  }
  clearInterval(sips)
  reader.socket.resume()
  if (!isNotified()) await until(() => received() >= sent, CATCH_UP_MS)
  for (const { socket } of [author, reader]) socket.terminate()
  return { sent, most, isNotified: isNotified(), received: received() }
}

async function run({ chance, isShort }: Extent): Promise<readonly Outcome[]> {
  return withSetup({ processes: 1, size: 8, chance }, async ({ site, crowd }) => {
    crowd.startSending(PACE)
    const usual = await flood(site, 'reads', isShort ? 6_000 : 20_000)
    const before = percentile(crowd.results.latencies.splice(0), 99)
    const slow = isShort ? [] : [{ how: 'sips' as const, ...(await flood(site, 'sips')) }]
    const floods = [...slow, { how: 'does not read' as const, ...(await flood(site, 'does not read')) }]
    const common = await always({ site, crowd })
    const p99 = Math.round(percentile(crowd.results.latencies, 99))
    const most = Math.round(TIMES_LATER * before + LATER_MS)
    return [
      ...floods.flatMap(({ how, sent, most, isNotified, received }) => {
        const more = Math.round((most - usual.most) / MEGABYTE)
        return [
          outcome(
            `a partner who ${how}, sent ${sent} long messages: memory beyond that of one who reads (${usual.sent})`,
            `at most ${MOST_MORE_MB} MB`,
            `${more} MB`,
            more <= MOST_MORE_MB,
          ),
          outcome(
            `a partner who ${how}`,
            'disconnected, or sent everything',
            isNotified ? 'disconnected' : `received ${received} of ${sent}`,
            isNotified || received >= sent,
          ),
        ]
      }),
      pace('messages of others meanwhile', `p99 within ${most} ms`, `${p99} ms`, p99 <= most),
      ...common,
    ]
  })
}

/** Clients that read nothing, or little, of what they are sent. */
export const slowReader: Row = {
  name: 'slow-reader',
  title: 'a client that reads slowly, and one that does not read',
  needs: ['engines'],
  isQuiet: true,
  run,
}
