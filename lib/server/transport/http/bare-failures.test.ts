import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { inForm } from './bare-failures'
import { createRefusals } from './port-refusals'

const refusals = createRefusals((status) => ({ html: `<h1>${status}</h1>`, policy: `default-src 'none'` }))
let fail: (response: ServerResponse) => void = () => undefined
const server = createServer((request, response) => {
  const handle = inForm((_, answer) => fail(answer), refusals)
  void handle(request, response)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => void server.close())
const ask = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)

test.each<[string, (response: ServerResponse) => void]>([
  ['a word', (response) => Object.assign(response, { statusCode: 500 }).end('Internal Server Error')],
  [
    'a plain text',
    (response) =>
      response.setHeader('content-type', 'text/plain') &&
      Object.assign(response, { statusCode: 500 }).end('x'),
  ],
  [
    'a word, its head first',
    (response) => response.writeHead(500) && response.write('Internal') && response.end(' Server Error'),
  ],
  [
    'a word, through a library in between',
    (response) => {
      const { end } = response
      Object.assign(response, {
        statusCode: 500,
        end: (text: string) => response.flushHeaders() ?? end.call(response, text, 'utf8'),
      }).end('x')
    },
  ],
  ['nothing', (response) => Object.assign(response, { statusCode: 502 }).end()],
])('a failure sent as %s becomes a refusal in the form of its path', async (_, how) => {
  fail = how
  const page = await ask('/chat')
  expect([page.status, await page.text()]).toEqual([500, '<h1>500</h1>'])
  expect(page.headers.get('content-security-policy')).toBe(`default-src 'none'`)
  const api = await ask('/api/auth/csrf')
  expect([api.status, await api.json()]).toMatchObject([500, { success: false, error: { code: 9008 } }])
})

test.each<[string, number, (response: ServerResponse) => void]>([
  ['an answer', 200, (response) => response.end('fine')],
  ['a refusal of its own', 404, (response) => Object.assign(response, { statusCode: 404 }).end('fine')],
  [
    'a page about a failure',
    500,
    (response) => response.writeHead(500, { 'content-type': 'text/html' }).end('fine'),
  ],
  [
    'a failure in JSON',
    503,
    (response) =>
      response.setHeader('content-type', 'application/json') &&
      Object.assign(response, { statusCode: 503 }).end('fine'),
  ],
])('%s stays as it is', async (_, status, how) => {
  fail = how
  const answer = await ask('/chat')
  expect([answer.status, await answer.text()]).toEqual([status, 'fine'])
})
