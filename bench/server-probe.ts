import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { join } from 'node:path'
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

/** Writes a CPU profile of each part of a measurement: a new one begins where the event loop is measured anew. */
function profileInto(folder: string): () => void {
  const session = new Session()
  session.connect()
  let part = 0
  const begin = () => session.post('Profiler.start')
  const end = () =>
    session.post('Profiler.stop', (error, { profile }) => {
      const name = `${process.pid}-${(part += 1)}.cpuprofile`
      if (!error) writeFileSync(join(folder, name), JSON.stringify(profile))
    })
  session.post('Profiler.enable')
  begin()
  process.once('exit', end)
  return () => {
    end()
    begin()
  }
}

const nextProfile = process.env.BENCH_PROFILES ? profileInto(process.env.BENCH_PROFILES) : () => undefined

process.on('message', ({ id, clean, restart }: ProbeAsk) => {
  // Twice: what the first frees may be what the second finds free.
  for (let times = clean ? 2 : 0; times > 0; times -= 1) globalThis.gc?.()
  process.send?.({ id, reading: read() })
  if (!restart) return
  delay.reset()
  nextProfile()
})
// The channel keeps nobody alive: a server that drains must end.
process.channel?.unref()
