import { io } from 'socket.io-client'
import { registerGuest } from '../lib/protocol-client/rest'
import { register } from './support/admin'
import { expect, test } from './support/test'

/** More than the page holds at once; by LONG_THREAD any number, to see what it costs. */
const MESSAGES = Number(process.env['LONG_THREAD'] ?? 700)
const AT_ONCE = 100
/** Rows that the page may hold, whatever the length of the conversation. */
const HELD = 300
/** What a row with its actions takes of the page, with some for what is around them. */
const NODES_OF_ROW = 20
/** Parts of a pixel are nobody's jump. */
const STILL_PX = 2

// One person writes what a channel does in a week.
test.use({ serverEnv: { RATE_LIMIT_FACTOR: '2000' } })

/** Fills the general channel with lines of one to six lines on the screen. */
async function fill(url: string): Promise<void> {
  const account = { email: 'bob@example.org', password: 'a long enough password', displayName: 'Bob' }
  const { token } = await registerGuest(url, account)
  const socket = io(url, { transports: ['websocket'], auth: { token } })
  const ask = (event: string, payload: unknown) => socket.timeout(60_000).emitWithAck(event, payload)
  await ask('room:join', { roomId: 'channel:1' })
  for (let first = 1; first <= MESSAGES; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, MESSAGES - first + 1) }, (_, n) => first + n)
    // A hundred share one transaction; the next hundred come after them.
    // oxlint-disable-next-line no-await-in-loop
    await Promise.all(
      numbers.map((n) =>
        ask('message:send', { roomId: 'channel:1', message: `message ${n} ${'and so on '.repeat(n % 30)}` }),
      ),
    )
  }
  socket.disconnect()
}

test('a long conversation is read to its beginning without a jump, and costs what a short one does', async ({
  people,
  baseURL,
}, info) => {
  test.setTimeout(600_000)
  const ann = await people.invite()
  await register(ann, 'ann@example.org', 'Ann')
  await fill(baseURL ?? '')
  await ann.page.goto('/channels')
  await ann.button('Join').first().click()
  const rows = ann.page.locator('[data-seq]')
  await expect(rows.last()).toBeInViewport()

  const devtools = await ann.context.newCDPSession(ann.page)
  await devtools.send('Performance.enable')
  const memory = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    const { metrics } = await devtools.send('Performance.getMetrics')
    const valueOf = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
    return { heapMB: valueOf('JSHeapUsedSize') / 2 ** 20, nodes: valueOf('Nodes') }
  }
  const before = await memory()
  const read = await ann.page.evaluate(readToTheBeginning)
  const after = await memory()
  const figures = { messages: MESSAGES, ...read, before, after }
  await info.attach('what it costs', { body: JSON.stringify(figures), contentType: 'application/json' })
  if (process.env['LONG_THREAD'] !== undefined) console.log(JSON.stringify(figures))

  expect(read.first).toBe(1)
  expect(read.jumpPx).toBeLessThan(STILL_PX)
  expect(read.rows).toBeLessThanOrEqual(HELD)
  expect(after.nodes).toBeLessThan(HELD * NODES_OF_ROW)
})

/** Scrolls up as a finger does, and watches one message on the screen from one frame to the next. Runs in the page. */
async function readToTheBeginning() {
  const STEP_PX = 300
  const log = document.querySelector<HTMLElement>('[role=log]')
  if (!log) throw new Error('There is no log.')
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const all = () => [...log.querySelectorAll<HTMLElement>('[data-seq]')]
  const seqOf = (row: HTMLElement | undefined) => Number(row?.dataset['seq'])
  const topOf = (row: HTMLElement) => row.getBoundingClientRect().top
  const times: number[] = []
  let [jumpPx, rows, last, still] = [0, 0, await frame(), 0]
  while (still < 300) {
    const here = all()
    rows = Math.max(rows, here.length)
    const watched = here.find((row) => topOf(row) > log.getBoundingClientRect().top)
    const top = watched ? topOf(watched) : 0
    const wanted = Math.min(STEP_PX, log.scrollTop)
    log.scrollTop -= wanted
    // As a finger's movement is told: before anything else happens.
    log.dispatchEvent(new Event('scroll'))
    const now = await frame()
    times.push(now - last)
    last = now
    if (watched?.isConnected) jumpPx = Math.max(jumpPx, Math.abs(topOf(watched) - top - wanted))
    still = wanted === 0 ? still + 1 : 0
    if (still > 0 && seqOf(here[0]) === 1) break
  }
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
  return {
    first: seqOf(all()[0]),
    rows,
    jumpPx,
    frames: times.length,
    p50: at(0.5),
    p99: at(0.99),
    worst: at(0.9999),
  }
}
