import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createMembers } from '@/lib/testing/members'
import { startTestServer, type TestServer } from '@/lib/testing/test-server'
import { registerGuest } from '@/lib/protocol-client/rest'

const SECRET = 'a secret of the webhook'
const asked: {
  path: string | undefined
  authorization: string | undefined
  body: Record<string, unknown>
}[] = []
let provider: Server
let server: TestServer
let answers = 201

beforeAll(async () => {
  provider = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
      asked.push({ path: incoming.url, authorization: incoming.headers.authorization, body })
      outgoing
        .writeHead(answers, { 'content-type': 'application/json' })
        .end(JSON.stringify({ id: `vapi-${asked.length}` }))
    })
  }).listen(0, '127.0.0.1')
  await once(provider, 'listening')
  const { port } = provider.address() as AddressInfo
  server = await startTestServer({
    env: {
      VAPI_API_KEY: 'a key of the tests',
      VAPI_BASE_URL: `http://127.0.0.1:${port}`,
      VAPI_WEBHOOK_SECRET: SECRET,
      VAPI_PHONE_NUMBER_ID: 'a number',
    },
  })
})
afterAll(async () => {
  await server.close()
  provider.close()
})

const { account } = createMembers({
  url: () => server.url,
  client: () => Promise.reject(new Error('no sockets here')),
  promote: async (userId, role) =>
    void (await server.sql('UPDATE users SET role = $2 WHERE id = $1', [userId, role])),
})

const place = (token: string) =>
  request(server.url, 'POST', '/api/v6/call', {
    token,
    body: { customerNumber: '+15550100', assistantId: 'an assistant' },
  })
const tell = (message: object, secret = SECRET) =>
  request(server.url, 'POST', '/api/v6/call/webhook', {
    headers: { 'x-vapi-secret': secret },
    body: { message },
  })
const update = (id: string, status: string, more = {}) => ({
  type: 'status-update',
  status,
  call: { id },
  ...more,
})
const statusOf = async (token: string, callId: string) =>
  (await request(server.url, 'GET', `/api/v6/call/${callId}`, { token })).body.data

test('an agent’s call is made by the provider, whose webhook says what becomes of it, twice and late', async () => {
  const agent = await account('agent')
  const { body } = await place(agent.token)
  const { callId } = body.data as { callId: string }
  expect(asked.at(-1)).toEqual({
    path: '/call',
    authorization: 'Bearer a key of the tests',
    body: {
      assistantId: 'an assistant',
      phoneNumberId: 'a number',
      customer: { number: '+15550100' },
      metadata: { callId },
    },
  })
  const id = `vapi-${asked.length}`
  for (const message of [
    update(id, 'ringing'),
    update('another name', 'in-progress', { call: { id: 'another name', metadata: { callId } } }),
    update(id, 'ended', { endedReason: 'customer-did-not-answer' }),
    update(id, 'ended', { endedReason: 'again' }),
    update(id, 'ringing'),
    update('of nobody', 'ended'),
    { type: 'transcript', transcript: 'hello', call: { id } },
  ])
    expect((await tell(message)).status).toBe(200)
  expect(await statusOf(agent.token, callId)).toMatchObject({
    status: 'ended',
    endedReason: 'customer-did-not-answer',
  })
  expect((await tell(update(id, 'ended'), 'a wrong secret of it')).status).toBe(401)
})

test('who is no agent may not, and a provider that refuses fails the call', async () => {
  const user = await account()
  const before = asked.length
  expect([(await place(user.token)).status, asked.length]).toEqual([403, before])
  const guest = await registerGuest(server.url)
  expect((await place(guest.token)).status).toBe(403)
  answers = 500
  const agent = await account('agent')
  const refused = await place(agent.token)
  answers = 201
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([
    503,
    expect.stringContaining('Vapi answers 500'),
  ])
  const [row] = await server.sql(`SELECT status, ended_reason FROM telephone_calls WHERE placer_id = $1`, [
    agent.userId,
  ])
  expect(row).toEqual({ status: 'failed', ended_reason: 'provider-error' })
})

test('a call of which nothing is heard any more fails', async () => {
  const agent = await account('agent')
  const { callId } = (await place(agent.token)).body.data as { callId: string }
  await server.clock.sleep(4 * 60 * 60_000 + 61_000)
  const [row] = await server.sql(`SELECT status, ended_reason FROM telephone_calls WHERE id = $1`, [callId])
  expect(row).toEqual({ status: 'failed', ended_reason: 'no-status' })
})
