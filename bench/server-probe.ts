import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ProbeAsk, ProbeReading } from './server-process'

/**
 * Preloaded into every server that is measured, this product's and the bare ones alike: answers its starter what the process
 * has used so far. What it costs is the same for all.
 */
const RESOLUTION_MS = 10

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()

/** The monitor measures the pause between two looks, so a loop that is never late shows its resolution. */
const lateMs = (percentile: number) => Math.max(0, delay.percentile(percentile) / 1e6 - RESOLUTION_MS)

function read(): ProbeReading {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, external } = process.memoryUsage()
  return {
    cpuUs: user + system,
    rss,
    heap: heapUsed + external,
    delayP99Ms: lateMs(99),
    delayMaxMs: lateMs(100),
  }
}

process.on('message', ({ id, clean, restart }: ProbeAsk) => {
  // Twice: what the first frees may be what the second finds free.
  for (let times = clean ? 2 : 0; times > 0; times -= 1) globalThis.gc?.()
  process.send?.({ id, reading: read() })
  if (restart) delay.reset()
})
// The channel keeps nobody alive: a server that drains must end.
process.channel?.unref()
