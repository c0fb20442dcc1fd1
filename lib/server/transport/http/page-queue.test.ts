import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { inTurns } from './page-queue'
import { createRefusals } from './port-refusals'

const begun: ServerResponse[] = []
/** Requests that have arrived and are not closed. */
let open = new Set<ServerResponse>()
const server = createServer()
afterEach(() => {
  server.closeAllConnections()
  server.close()
  begun.length = 0
})

async function serve(): Promise<string> {
  const handle = inTurns({
    handle: (_, response) => void begun.push(response),
    addressOf: ({ headers }) => String(headers['x-test-address']),
    refusals: createRefusals(() => ({ html: '<h1>later</h1>', policy: '' })),
    isFile: (path) => path === '/icon.svg',
    size: { atOnce: 1, waiting: 2 },
  })
  const arrived = (open = new Set())
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    arrived.add(response)
    response.once('close', () => arrived.delete(response))
    void handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const ask = (url: string, address: string, how: RequestInit = {}) =>
  fetch(url, { ...how, headers: { 'x-test-address': address } })
const begins = (count: number) => vi.waitFor(() => expect(begun).toHaveLength(count), { interval: 2 })

test('an address that asks too often is sent a page with Retry-After, and one that asks once is not', async () => {
  const url = await serve()
  const first = ask(url, 'a')
  await begins(1)
  const statuses: number[] = []
  const greedy = Array.from({ length: 4 }, async () => {
    const answer = await ask(url, 'a')
    statuses.push(answer.status)
    return answer
  })
  const refused = await Promise.race(greedy)
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('5')
  expect(refused.headers.get('content-type')).toContain('text/html')
  const other = ask(url, 'b')
  // The other address has displaced the newest request of the first.
  await vi.waitFor(() => expect(statuses).toEqual([503, 503, 503]), { interval: 2 })
  begun[0]?.end('first')
  expect(await (await first).text()).toBe('first')
  for (let count = 2; count <= 3; count += 1) {
    await begins(count)
    begun[count - 1]?.end('page')
  }
  expect((await other).status).toBe(200)
  await Promise.all(greedy)
  expect(statuses).toEqual([503, 503, 503, 200])
})

test('no page is made for a client that went away while waiting', async () => {
  const url = await serve()
  const first = ask(url, 'a')
  await begins(1)
  const gone = new AbortController()
  const left = ask(url, 'a', { signal: gone.signal }).catch(() => 'left')
  const stays = ask(url, 'b')
  await vi.waitFor(() => expect(open.size).toBe(3), { interval: 2 })
  gone.abort()
  expect(await left).toBe('left')
  await vi.waitFor(() => expect(open.size).toBe(2), { interval: 2 })
  begun[0]?.end('first')
  await first
  await begins(2)
  begun[1]?.end('for b')
  expect(await (await stays).text()).toBe('for b')
  expect(begun).toHaveLength(2)
})

test.each(['/icon.svg', '/_next/static/a.js', '/api/stats/live'])(
  'cheap requests do not wait for pages: %s',
  async (path) => {
    const url = await serve()
    void ask(url, 'a').catch(() => undefined)
    await begins(1)
    const cheap = ask(url + path, 'a')
    await begins(2)
    begun[1]?.end('there')
    expect(await (await cheap).text()).toBe('there')
  },
)
