import type { ServerProcess } from '../server-process'

/** Bytes of all processes, after their garbage was collected. */
export interface MemoryReading {
  readonly rss: number
  readonly heap: number
}

export async function readMemory(servers: readonly ServerProcess[]): Promise<MemoryReading> {
  const readings = await Promise.all(servers.map((server) => server.read({ clean: true })))
  return {
    rss: readings.reduce((sum, { rss }) => sum + rss, 0),
    heap: readings.reduce((sum, { heap }) => sum + heap, 0),
  }
}

/** What each of so many more connections added, bytes. */
export const perConnection = (
  before: MemoryReading,
  after: MemoryReading,
  connections: number,
): MemoryReading => ({
  rss: (after.rss - before.rss) / connections,
  heap: (after.heap - before.heap) / connections,
})
