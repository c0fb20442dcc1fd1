import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startTestServer } from '@/lib/testing/test-server'

/** What one attack cost: milliseconds of CPU, longest turn of the event loop, growth of the heap in megabytes. */
export interface Cost {
  readonly cpuMs: number
  readonly longestMs: number
  readonly heapMb: number
}

/** The server of `hostile-input.ts`: tells its address, then on `start` and `stop` what happened in between. */
const server = await startTestServer({ env: { LOG_LEVEL: 'silent' } })
const turns = monitorEventLoopDelay({ resolution: 1 })
const heapMb = () => process.memoryUsage().heapUsed / 1e6
let before = { cpu: process.cpuUsage(), heap: 0 }

process.on('message', (what) => {
  if (what === 'start') {
    globalThis.gc?.()
    turns.reset()
    turns.enable()
    before = { cpu: process.cpuUsage(), heap: heapMb() }
    process.send?.('started')
  } else {
    const { user, system } = process.cpuUsage(before.cpu)
    const cost: Cost = {
      cpuMs: (user + system) / 1_000,
      longestMs: turns.max / 1e6,
      heapMb: heapMb() - before.heap,
    }
    process.send?.(cost)
  }
})
process.on('disconnect', () => process.exit(0))
process.send?.(server.url)
