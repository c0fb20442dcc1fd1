import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '@/lib/testing/client'
import { registerGuest } from '@/lib/protocol-client/rest'
import { percentile } from './statistics'

/**
 * The round trip of an event while 40 clients ask for pages, against a running server (RATE_LIMIT_FACTOR=1000).
 *
 *     tsx bench/pages-beside-events.ts http://localhost:3000
 */
const CLIENTS = 40
const SAMPLES = 300
const BETWEEN_MS = 20
const PATHS = ['/', '/chat', '/sign-in', '/terms']
const [url = 'http://localhost:3000'] = process.argv.slice(2)

const { token } = await registerGuest(url)
const person = await connect(url, token)

async function measure(what: string): Promise<void> {
  const times: number[] = []
  for (let count = 0; count < SAMPLES; count += 1) {
    const start = performance.now()
    await person.ask('leave_text_queue')
    times.push(performance.now() - start)
    await pause(BETWEEN_MS)
  }
  const [p50, p95, p99] = [percentile(times, 0.5), percentile(times, 0.95), percentile(times, 0.99)]
  console.log(`${what}: event p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`)
}

let isOver = false
const statuses = new Map<number, number>()
async function ask(index: number): Promise<void> {
  for (let turn = index; !isOver; turn += 1) {
    const answer = await fetch(url + PATHS[turn % PATHS.length])
    await answer.arrayBuffer()
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
  }
}

await measure('nobody asks for pages')
const began = performance.now()
const clients = Array.from({ length: CLIENTS }, (_, index) => ask(index))
await measure(`${CLIENTS} ask for pages`)
isOver = true
await Promise.all(clients)
const seconds = (performance.now() - began) / 1_000
const counted = [...statuses].map(
  ([status, count]) => `${(count / seconds).toFixed(1)} a second with ${status}`,
)
console.log(`pages: ${counted.join(', ')}`)
process.exit(0)
