import type { Skipper } from '../contenders/contender'
import type { Member } from '../crowd'
import { atPace, until } from '../pace'
import type { ServerProcess } from '../server-process'
import { percentile } from '../statistics'

export interface SkipFigures {
  /** All servers' user and system time for each join with its match and its leave, µs. */
  readonly cpuUs: number
  /** People who found a partner, by second. */
  readonly joinsPerSecond: number
  /** From joining to hearing whom one met, the documented delay included. */
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly unpaired: number
  readonly loopP99Ms: number
}

const LATE_MS = 10_000

/** People who are in sessions part, and both search again at once: `rate` joins a second, whatever becomes of them. */
export async function measureSkips(
  servers: readonly ServerProcess[],
  members: readonly Member<Skipper>[],
  { rate, seconds }: { rate: number; seconds: number },
): Promise<SkipFigures> {
  const pairs = members.flatMap((one) =>
    one.partner && one.index < one.partner.index ? [[one, one.partner] as const] : [],
  )
  const waiting = new Map<string, Member<Skipper>>()
  const delays: number[] = []
  let joins = 0

  async function search(member: Member<Skipper>): Promise<void> {
    joins += 1
    const at = performance.now()
    const room = await member.person.meet()
    delays.push(performance.now() - at)
    const partner = waiting.get(room)
    if (!partner) return void waiting.set(room, member)
    waiting.delete(room)
    member.partner = partner
    partner.partner = member
    pairs.push([partner, member])
  }

  async function skip(): Promise<void> {
    const pair = pairs.shift()
    if (!pair) return // everybody is searching
    await pair[0].person.part()
    await Promise.all(pair.map(search))
  }

  const before = await Promise.all(servers.map((server) => server.read({ restart: true })))
  const started = performance.now()
  const failed: unknown[] = []
  await atPace({ rate: rate / 2, seconds }, () => void skip().catch((error: unknown) => failed.push(error)))
  const elapsedMs = performance.now() - started
  const during = delays.length
  await until(() => delays.length >= joins, LATE_MS)
  const after = await Promise.all(servers.map((server) => server.read()))
  if (failed.length > 0) throw failed[0]
  const cpuUs = after.reduce((sum, reading, index) => sum + reading.cpuUs - (before[index]?.cpuUs ?? 0), 0)
  return {
    cpuUs: cpuUs / delays.length,
    joinsPerSecond: during / (elapsedMs / 1_000),
    p50Ms: percentile(delays, 0.5),
    p95Ms: percentile(delays, 0.95),
    p99Ms: percentile(delays, 0.99),
    unpaired: joins - delays.length,
    loopP99Ms: Math.max(...after.map(({ delayP99Ms }) => delayP99Ms)),
  }
}
