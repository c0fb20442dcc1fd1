import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { startTestServer, type TestServer } from '@/lib/testing/test-server'
import { connect } from '@/lib/testing/client'
import { registerGuest } from '@/lib/protocol-client/rest'

const SECRET = 'a secret of the tests, long enough'
const MINUTE = 60_000

const posted: { headers: IncomingMessage['headers']; body: string }[] = []
let refusing = false
const receiver = createServer((incoming, response) => {
  void text(incoming).then((body) => {
    posted.push({ headers: incoming.headers, body })
    response.writeHead(refusing ? 503 : 200).end()
  })
})
let server: TestServer
beforeAll(async () => {
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  server = await startTestServer({
    env: { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: SECRET, DEV_OUTBOX: '1' },
  })
})
afterAll(async () => {
  receiver.closeAllConnections()
  receiver.close()
  await server.close()
})

async function administrator(): Promise<{ token: string; email: string }> {
  const { userId, token } = await registerGuest(server.url)
  const email = `${randomUUID()}@example.org`
  await server.sql(`UPDATE users SET role = 'admin', email = $2, email_verified_at = now() WHERE id = $1`, [
    userId,
    email,
  ])
  return { token, email }
}

const ask = (method: string, path: string, token: string, body?: object) =>
  request(server.url, method, path, { token, ...(body && { body }) })

test('an alert is told on the feed, by mail and by a signed webhook, and so is its end', async () => {
  const { token, email } = await administrator()
  const watcher = await connect(server.url, token, { namespace: '/admin' })
  await watcher.next('admin:snapshot')
  for (let n = 0; n < 30; n += 1)
    await server.runtime.bus.signal({ type: 'failure.noticed', kind: 'test', at: server.clock.now() })
  await server.clock.advance(3 * MINUTE)
  const raised = await watcher.next('admin:alert')
  expect(raised).toMatchObject({ kind: 'errors', unit: 'count', value: 30, threshold: 20, clearedAt: null })
  const { body } = await ask('GET', '/api/admin/alerts', token)
  expect(body.data).toMatchObject({ open: [raised], alerts: [raised], hasMore: false })

  await server.clock.advance(8 * MINUTE)
  expect(await watcher.next('admin:alert')).toMatchObject({
    alertId: raised.alertId,
    clearedAt: expect.any(String),
  })
  expect(posted.map((one) => JSON.parse(one.body).event)).toEqual(['alert.raised', 'alert.cleared'])
  for (const { headers, body: sent } of posted) {
    const [, seconds, given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['omegoo-signature'])) ?? []
    expect(given).toBe(createHmac('sha256', SECRET).update(`${seconds}.${sent}`).digest('hex'))
  }
  const mails = server.runtime.services.sentMail?.newest().filter(({ to }) => to === email) ?? []
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Over: Errors on the server',
    'Alert: Errors on the server',
  ])
  expect(mails[1]?.body).toContain('/admin?minutes=60#kinds')
  watcher.disconnect()
})

test('an attempt that comes later is signed at its own time, over the same body', async () => {
  refusing = true
  const from = posted.length
  for (let n = 0; n < 30; n += 1)
    await server.runtime.bus.signal({ type: 'failure.noticed', kind: 'test', at: server.clock.now() })
  await server.clock.advance(6 * MINUTE)
  refusing = false
  const raised = posted.slice(from).filter((one) => JSON.parse(one.body).event === 'alert.raised')
  const times = raised.map(({ headers }) => Number(/^t=(\d+)/.exec(String(headers['omegoo-signature']))?.[1]))
  expect(times.length).toBeGreaterThan(3)
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(60)
  expect(new Set(raised.map(({ body }) => body)).size).toBe(1)
  await server.clock.advance(20 * MINUTE)
})

test('an administrator sets a threshold within its bounds, which the audit log notes', async () => {
  const { token } = await administrator()
  const path = '/api/admin/alerts/thresholds'
  const set = { isOn: true, raise: 12.5, clear: 3 }
  const { body } = await ask('PUT', `${path}/packet-loss`, token, set)
  const find = (data: unknown) =>
    (data as { thresholds: { kind: string }[] }).thresholds.find(({ kind }) => kind === 'packet-loss')
  expect(find(body.data)).toEqual({ kind: 'packet-loss', unit: 'percent', ...set, min: 0.1, max: 100 })
  expect(find((await ask('GET', path, token)).body.data)).toMatchObject(set)
  expect(await server.sql(`SELECT details FROM audit_log WHERE action = 'alert.threshold-changed'`)).toEqual([
    { details: { kind: 'packet-loss', ...set } },
  ])
})

test.each([
  ['/packet-loss', { isOn: true, raise: 200, clear: 3 }, 400, 9018],
  ['/packet-loss', { isOn: true, raise: 5, clear: 5 }, 400, 9018],
  ['/packet-loss', { isOn: 'yes', raise: 5, clear: 1 }, 400, 9001],
  ['/packet-loss', { raise: 5 }, 400, 9001],
  ['/weather', { isOn: true, raise: 5, clear: 1 }, 400, 9001],
])('%s %o is refused', async (kind, body, status, code) => {
  const { token } = await administrator()
  const answer = await ask('PUT', `/api/admin/alerts/thresholds${kind}`, token, body)
  expect([answer.status, answer.body.error?.code]).toEqual([status, code])
})
