/**
 * Preloaded into a server to let an hour pass in ten minutes: clocks run, and timers come, FASTER times as fast.
 * What Node itself times (sockets, keep-alive) goes by the real clock.
 */
const FASTER = Number(process.env.BENCH_FASTER)

const realNow = performance.now.bind(performance)
const realDate = Date.now
const startedAt = realDate()
performance.now = () => realNow() * FASTER
Date.now = () => startedAt + (realDate() - startedAt) * FASTER

type Timer = (action: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => NodeJS.Timeout

function sooner(timer: Timer): Timer {
  const hurried: Timer = (action, ms = 0, ...args) => timer(action, ms / FASTER, ...args)
  // What `promisify` looks for.
  return Object.defineProperties(hurried, Object.getOwnPropertyDescriptors(timer))
}
Object.assign(globalThis, {
  setTimeout: sooner(setTimeout as Timer),
  setInterval: sooner(setInterval as Timer),
})
