import type { Person } from '../contenders/contender'
import type { Member } from '../crowd'
import { atPace, until } from '../pace'
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

/**
 * Every session is set up: an offer, its answer as soon as it comes, and ten candidates each way.
 *
 * @param withinSeconds - the sessions begin one after the other, spread over so long; 0: in one moment
 */
export async function measureSignalling(
  servers: readonly ServerProcess[],
  members: readonly Member[],
  withinSeconds: number,
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
  const callers = members.filter(({ index, partner }) => partner && index < partner.index)
  const begin = ({ person }: Member): void => {
    send(person, 'offer', DESCRIPTION)
    sendCandidates(person)
  }
  if (withinSeconds === 0) callers.forEach(begin)
  else
    await atPace({ rate: callers.length / withinSeconds, seconds: withinSeconds }, (turn) =>
      begin(callers[turn]!),
    )
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
