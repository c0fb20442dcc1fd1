import { setTimeout as pause } from 'node:timers/promises'
import type { Contender, Person } from '../contenders/contender'
import { gather, type Member, pairUp } from '../crowd'
import type { ServerProcess } from '../server-process'
import { percentile } from '../statistics'

export interface StormFigures {
  /** Until half, and until all of them were admitted again, from the moment all were cut off. */
  readonly halfBackMs: number
  readonly allBackMs: number
  /** All servers' user and system time for each who came back, µs. */
  readonly cpuUs: number
  /** Handshakes that failed and were tried again. */
  readonly retries: number
}

/** A client tries again after this; the official one waits a second or more. */
const RETRY_AFTER_MS = 200

/** Everybody, in talks, is cut off in one moment and comes back in the next, with their tokens. */
export async function measureStorm<P extends Person>(
  contender: Contender<P>,
  count: number,
): Promise<StormFigures> {
  const servers = await contender.start()
  try {
    const members = await gather(contender, servers, { from: 0, to: count })
    await pairUp(members)
    const cpu = await cpuOf(servers)
    for (const { person } of members) person.drop()
    const started = performance.now()
    let retries = 0
    const delays = await Promise.all(
      members.map(async (member) => {
        retries += await comeBack(contender, servers, member)
        return performance.now() - started
      }),
    )
    const cpuUs = ((await cpuOf(servers)) - cpu) / count
    for (const { person } of members) person.drop()
    return { halfBackMs: percentile(delays, 0.5), allBackMs: percentile(delays, 1), cpuUs, retries }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

/** @returns how often it failed before */
async function comeBack<P extends Person>(
  contender: Contender<P>,
  servers: readonly ServerProcess[],
  member: Member<P>,
): Promise<number> {
  for (let failures = 0; ; failures += 1) {
    try {
      member.person = await contender.connect(servers, member.index, member)
      return failures
    } catch (error) {
      if (failures > 50) throw error
      await pause(RETRY_AFTER_MS)
    }
  }
}

async function cpuOf(servers: readonly ServerProcess[]): Promise<number> {
  const readings = await Promise.all(servers.map((server) => server.read()))
  return readings.reduce((sum, { cpuUs }) => sum + cpuUs, 0)
}
