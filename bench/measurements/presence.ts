import { setTimeout as pause } from 'node:timers/promises'
import type { Contender } from '../contenders/contender'
import { gather, type Member } from '../crowd'
import type { ServerProcess } from '../server-process'

/** Two rounds of pings. */
const IDLE_SECONDS = 50

/** What connecting costs, and then being connected. */
export interface PresenceFigures {
  /** All servers' user and system time for each connection made, µs. */
  readonly connectUs: number
  /** Of a core, while nobody does anything: 1 is all of it. */
  readonly idle: number
}

export async function measurePresence<P extends Member['person']>(
  contender: Contender<P>,
  servers: readonly ServerProcess[],
  connections: number,
): Promise<PresenceFigures & { members: Member<P>[] }> {
  const cpu = async () =>
    (await Promise.all(servers.map((server) => server.read({ restart: true })))).reduce(
      (sum, { cpuUs }) => sum + cpuUs,
      0,
    )
  const before = await cpu()
  const members = await gather(contender, servers, { from: 0, to: connections })
  const connected = await cpu()
  await pause(IDLE_SECONDS * 1_000)
  const idle = (await cpu()) - connected
  return {
    members,
    connectUs: (connected - before) / connections,
    idle: idle / (IDLE_SECONDS * 1_000_000),
  }
}
