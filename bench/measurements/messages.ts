import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Member } from '../crowd'
import { atPace, until } from '../pace'
import type { ServerProcess } from '../server-process'
import { percentile } from '../statistics'

export interface MessageFigures {
  /** All servers' user and system time for each delivered message, µs. */
  readonly cpuUs: number
  readonly delivered: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  /** Acknowledged and never delivered. */
  readonly lost: number
  /** Delivered twice, or after a later one of the same person. */
  readonly disordered: number
  /** Sent and not acknowledged. */
  readonly refused: number
  /** How late the worst server's event loop was. */
  readonly loopP99Ms: number
  /** The same of the swarm, which shares the machine: delivery cannot look better than this. */
  readonly swarmLoopP99Ms: number
}

const WARM_UP_SECONDS = 2
const LATE_MS = 10_000
const RESOLUTION_MS = 10

/** Everybody of the crowd, all of them in talks, says something in turn, at a rate that does not wait for answers. */
export async function measureMessages(
  servers: readonly ServerProcess[],
  members: readonly Member[],
  { rate, seconds }: { rate: number; seconds: number },
): Promise<MessageFigures> {
  await talk(members, { rate, seconds: WARM_UP_SECONDS })
  const before = await Promise.all(servers.map((server) => server.read({ restart: true })))
  const swarmLoop = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  swarmLoop.enable()
  const { delays, acknowledged, refused, disordered } = await talk(members, { rate, seconds })
  swarmLoop.disable()
  const after = await Promise.all(servers.map((server) => server.read()))
  const cpuUs = after.reduce((sum, reading, place) => sum + reading.cpuUs - (before[place]?.cpuUs ?? 0), 0)
  return {
    cpuUs: cpuUs / delays.length,
    delivered: delays.length,
    p50Ms: percentile(delays, 0.5),
    p95Ms: percentile(delays, 0.95),
    p99Ms: percentile(delays, 0.99),
    lost: acknowledged - delays.length + disordered,
    disordered,
    refused,
    loopP99Ms: Math.max(...after.map(({ delayP99Ms }) => delayP99Ms)),
    swarmLoopP99Ms: Math.max(0, swarmLoop.percentile(99) / 1e6 - RESOLUTION_MS),
  }
}

/** Each text says who sent it, as which of theirs, and when. */
async function talk(members: readonly Member[], pace: { rate: number; seconds: number }) {
  const spoken = new Map<number, number>()
  const received = new Map<number, number>()
  const delays: number[] = []
  let [acknowledged, refused, disordered] = [0, 0, 0]

  for (const member of members) {
    member.onText = (text) => {
      const [who = -1, which = 0, at = 0] = text.split(' ', 3).map(Number)
      if (which <= (received.get(who) ?? 0)) disordered += 1
      else received.set(who, which)
      delays.push(performance.now() - at)
    }
  }
  const sent = await atPace(pace, (turn) => {
    const member = members[turn % members.length]
    if (!member) return
    const which = (spoken.get(member.index) ?? 0) + 1
    spoken.set(member.index, which)
    member.person.send(`${member.index} ${which} ${performance.now()} hello there, how was your day?`).then(
      () => (acknowledged += 1),
      () => (refused += 1),
    )
  })
  await until(() => acknowledged + refused >= sent && delays.length >= acknowledged, LATE_MS)
  return { delays, acknowledged, refused: sent - acknowledged, disordered }
}
