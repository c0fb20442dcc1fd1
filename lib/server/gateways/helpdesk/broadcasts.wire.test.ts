import { expect, test } from 'vitest'
import { createMembers } from '@/lib/testing/members'
import { createWorld, UUID } from '@/lib/testing/world'

const world = createWorld()
const { member, helpdesk, telehealth } = createMembers(world)
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const message = 'System maintenance in 10 minutes'

interface Listed {
  readonly broadcasts: readonly Record<string, unknown>[]
  readonly hasMore: boolean
}
const listed = async (token: string, query = '') =>
  (await world.get(`/api/admin/broadcasts${query}`, token)).body.data as unknown as Listed

test('a broadcast reaches every helpdesk connection, its sender’s too, and is counted by those that it reached', async () => {
  const [chief, ann] = [await member('admin', 'Chief'), await member()]
  const again = await helpdesk(ann.token)
  const elsewhere = await telehealth(ann.token)
  const sent = await chief.client.ask('system_broadcast', { message, priority: 'high' })
  expect(sent).toEqual({
    success: true,
    broadcastId: expect.stringMatching(UUID),
    broadcastAt: expect.stringMatching(TIME),
  })
  for (const client of [chief.client, ann.client, again])
    expect(await client.next('system_broadcast_received')).toEqual({
      message,
      priority: 'high',
      from: 'Chief',
      broadcastAt: sent.broadcastAt,
      broadcastId: sent.broadcastId,
    })
  await elsewhere.settled()
  expect(elsewhere.count('system_broadcast_received')).toBe(0)

  await world.advance(1_000)
  const { broadcastId, broadcastAt } = sent
  expect((await listed(chief.token)).broadcasts[0]).toEqual({
    broadcastId,
    broadcastAt,
    message,
    priority: 'high',
    from: 'Chief',
    reached: 3,
  })
  const entries = await world
    .server()
    .sql(`SELECT actor_id, details FROM audit_log WHERE action = 'broadcast.sent' AND target_id = $1`, [
      broadcastId,
    ])
  expect(entries).toEqual([{ actor_id: chief.userId, details: { priority: 'high' } }])
})

test('administrators send one without a socket, and read what was sent page by page', async () => {
  const [chief, ann] = [await member('admin'), await member()]
  const first = await world.post('/api/admin/broadcasts', { message: ' one ' }, chief.token)
  expect(first.body.data).toMatchObject({ message: 'one', priority: 'normal', from: chief.displayName })
  expect(await ann.client.next('system_broadcast_received')).toMatchObject({ message: 'one' })
  await world.advance(1_000)
  await world.post('/api/admin/broadcasts', { message: 'two', priority: 'low' }, chief.token)
  const page = await listed(chief.token, '?limit=1')
  expect(page).toMatchObject({ broadcasts: [{ message: 'two', priority: 'low' }], hasMore: true })
  const last = page.broadcasts[0]
  const next = `?limit=1&before=${String(last?.broadcastAt)}&beforeId=${String(last?.broadcastId)}`
  expect(await listed(chief.token, next)).toMatchObject({ broadcasts: [{ message: 'one', reached: 2 }] })
})

test('who may not send one is told so, and nobody is sent anything', async () => {
  const [moderator, ann] = [await member('moderator'), await member()]
  moderator.client.socket.emit('system_broadcast', { message })
  expect(await moderator.client.next('broadcast:error')).toBe('This account may not do that')
  await ann.client.settled()
  expect(ann.client.count('system_broadcast_received')).toBe(0)
})

test.each([
  ['nothing', '  ', 5002],
  ['only what nobody sees', '\u200b', 5002],
  ['too much', 'a'.repeat(1_001), 5003],
])('a broadcast of %s is refused', async (_, text, code) => {
  const chief = await member('admin')
  expect(await chief.client.ask('system_broadcast', { message: text, priority: 'low' })).toMatchObject({
    success: false,
    code,
  })
})

test('administrators of another tenant neither receive a broadcast nor find it', async () => {
  const chief = await member('admin')
  const made = await world.post('/api/admin/tenants', { name: 'another' }, chief.token)
  const { tenantKey } = made.body.data as { tenantKey: string }
  const account = { email: 'head@example.org', password: 'a long enough password', displayName: 'Head' }
  const consent = { age: 30, termsAccepted: true, privacyAccepted: true }
  const registered = await fetch(`${world.url()}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tenant-key': tenantKey },
    body: JSON.stringify({ ...account, ...consent, deviceFingerprint: crypto.randomUUID() }),
  })
  const head = ((await registered.json()) as { data: { token: string; user: { id: string } } }).data
  await world.server().sql(`UPDATE users SET role = 'admin' WHERE email = $1`, [account.email])
  const client = await helpdesk(head.token)
  await chief.client.ask('system_broadcast', { message, priority: 'high' })
  await chief.client.next('system_broadcast_received')
  await client.settled()
  expect(client.count('system_broadcast_received')).toBe(0)
  expect(await listed(head.token)).toEqual({ broadcasts: [], hasMore: false })
})
