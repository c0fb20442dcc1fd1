import type { Person } from '../contenders/contender'
import type { Member } from '../crowd'
import { until } from '../pace'
import type { ServerProcess } from '../server-process'
import { percentile } from '../statistics'

export interface SignallingFigures {
  readonly signals: number
  /** From the first signal to the last, ms. */
  readonly allMs: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** The server's user and system time for each relayed signal, µs. */
  readonly cpuUs: number
  /** Sent and not relayed, or refused. */
  readonly lost: number
}

const CANDIDATES = 10
const LATE_MS = 180_000
/** About as long as what browsers send. */
const DESCRIPTION = 'v=0 '.repeat(500)
const CANDIDATE = 'candidate:1 1 udp 2113937151 '.repeat(4)

/** Every session is set up at once: an offer, its answer as soon as it comes, and ten candidates each way. */
export async function measureSignalling(
  servers: readonly ServerProcess[],
  members: readonly Member[],
): Promise<SignallingFigures> {
  const delays: number[] = []
  const signals = members.length * (1 + CANDIDATES)
  let refused = 0
  const refuse = (): void => void (refused += 1)
  const send = (person: Person, kind: string, body: string): void =>
    void person.send(`${kind} ${performance.now()} ${body}`).catch(refuse)
  const sendCandidates = (person: Person): void => {
    for (let index = 0; index < CANDIDATES; index += 1) send(person, 'ice-candidate', CANDIDATE)
  }

  for (const member of members) {
    member.onText = (text) => {
      const [kind, at] = text.split(' ', 2)
      delays.push(performance.now() - Number(at))
      if (kind !== 'offer') return
      send(member.person, 'answer', DESCRIPTION)
      sendCandidates(member.person)
    }
  }
  const before = await cpuOf(servers)
  const since = performance.now()
  for (const { index, partner, person } of members) {
    if (!partner || index > partner.index) continue
    send(person, 'offer', DESCRIPTION)
    sendCandidates(person)
  }
  await until(() => delays.length + refused >= signals, LATE_MS)
  const allMs = performance.now() - since
  const cpuUs = ((await cpuOf(servers)) - before) / delays.length
  const lost = signals - delays.length
  return { signals, allMs, p50Ms: percentile(delays, 0.5), p99Ms: percentile(delays, 0.99), cpuUs, lost }
}

export async function cpuOf(servers: readonly ServerProcess[]): Promise<number> {
  const readings = await Promise.all(servers.map((server) => server.read()))
  return readings.reduce((sum, { cpuUs }) => sum + cpuUs, 0)
}
