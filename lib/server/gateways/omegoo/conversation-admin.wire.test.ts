import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { account, member, telehealth, caas } = createMembers(world)

interface Row {
  readonly conversationId: string
  readonly name: string | null
  readonly [field: string]: unknown
}
interface Page {
  readonly conversations: readonly Row[]
  readonly hasMore: boolean
}

const dataOf = <T>({ status, body }: Awaited<ReturnType<typeof world.get>>): T => {
  expect(status).toBe(200)
  return body.data as T
}
const list = async ({ token }: { token: string }, query = '') =>
  dataOf<Page>(await world.get(`/api/admin/conversations${query}`, token))
const one = async ({ token }: { token: string }, id: string) =>
  dataOf<Row & { audit: readonly { action: string; details: object; actorId: string }[] }>(
    await world.get(`/api/admin/conversations/${id}`, token),
  )
async function channel(maker: Member, name: string, memberIds: readonly string[], isPrivate = false) {
  const made = await world.post('/api/channels', { name, memberIds, isPrivate }, maker.token)
  return dataOf<{ conversationId: string }>(made).conversationId
}
const change = (method: string, path: string, { token }: { token: string }, body?: object) =>
  request(world.url(), method, path, { token, ...(body && { body }) })

test('moderators see channels with who is in them, how much is written and by whom they were made, and never what', async () => {
  const [ann, bob] = [await member('agent', 'Ann'), await member('user', 'Bob')]
  const moderator = await account('moderator')
  const id = await channel(ann, 'quiet place', [bob.userId], true)
  await bob.client.ask('chat:send_message', { channelId: id, message: 'between us' })
  const about = {
    conversationId: id,
    kind: 'channel',
    name: 'quiet place',
    description: null,
    isPrivate: true,
    isGeneral: false,
    maker: { userId: ann.userId, displayName: 'Ann' },
    memberCount: 2,
    messages: 1,
    lastMessageAt: expect.any(String),
    visit: null,
  }
  const day = new Date(world.server().clock.now()).toISOString().slice(0, 10)
  // Figures of days are written some seconds late.
  await expect
    .poll(async () => (await list(moderator, '?search=QUIET')).conversations, { timeout: 10_000 })
    .toMatchObject([{ ...about, days: [{ day, messages: 1 }] }])
  const alone = await world.get(`/api/admin/conversations/${id}`, moderator.token)
  expect(alone.body.data).toMatchObject({ ...about, audit: [] })
  expect(alone.text).not.toContain('between us')
  expect((await list(moderator, '?search=Ann')).conversations.map(({ name }) => name)).toContain(
    'quiet place',
  )
  const membersAfter = async (query: string) =>
    dataOf<{ members: readonly { userId: string }[]; hasMore: boolean }>(
      await world.get(`/api/admin/conversations/${id}/members?limit=1${query}`, moderator.token),
    )
  const first = await membersAfter('')
  const second = await membersAfter(`&after=${first.members[0]?.userId}`)
  expect([first.hasMore, second.hasMore]).toEqual([true, false])
  const expected = [
    { userId: ann.userId, displayName: 'Ann', role: 'agent', mayWrite: true, mayManage: true },
    { userId: bob.userId, displayName: 'Bob', role: 'user', mayWrite: true, mayManage: false },
  ]
  expect([...first.members, ...second.members]).toHaveLength(2)
  expect([...first.members, ...second.members]).toEqual(
    expect.arrayContaining(expected.map((one) => expect.objectContaining(one))),
  )
})

test('pages go on after the last one, and two people’s own conversation is in none', async () => {
  const [ann, bob] = [await member('agent'), await member()]
  const moderator = await account('moderator')
  const made = [await channel(ann, 'page one', []), await channel(ann, 'page two', [])]
  const pair = await (
    await telehealth(ann.token)
  ).ask('room:join', {
    roomId: `chat:${ann.userId}:${bob.userId}`,
  })
  const seen: string[] = []
  for (let query = '?search=page&limit=1', more = true; more;) {
    const { conversations, hasMore } = await list(moderator, query)
    seen.push(...conversations.map(({ conversationId }) => conversationId))
    const last = conversations.at(-1)
    query = `?search=page&limit=1&before=${String(last?.['createdAt'])}&beforeId=${last?.conversationId}`
    more = hasMore
  }
  expect(seen.toSorted()).toEqual(made.toSorted())
  const conversationId = String(pair['conversationId'])
  for (const path of ['', '/members'])
    expect(
      (await world.get(`/api/admin/conversations/${conversationId}${path}`, moderator.token)).status,
    ).toBe(404)
})

test('visits are shown with their host, who is invited and who waits', async () => {
  const [host, guest] = [await member('agent', 'Dr Host'), await member()]
  const moderator = await account('moderator')
  const visit = { participantIds: [guest.userId], waitingRoom: true }
  const made = dataOf<{ visitId: string }>(await world.post('/api/v1/visits', visit, host.token))
  const { conversations } = await list(moderator, '?kind=visit&search=Dr%20Host')
  expect(conversations).toMatchObject([
    {
      kind: 'visit',
      name: null,
      maker: { userId: host.userId },
      visit: { visitId: made.visitId, invited: 2, waiting: 0, scheduledAt: null, endedAt: null },
    },
  ])
})

test('privacy, members and the end of a channel: changed by permission, noted, and told to its members', async () => {
  const [ann, bob, cem] = [await member('agent', 'Ann'), await member(), await member()]
  const moderator = await account('moderator')
  const id = await channel(ann, 'moderated', [bob.userId])
  const [app, chat] = [await telehealth(bob.token), await caas(bob.token)]
  const path = `/api/channels/${id}`
  expect((await change('PUT', path, bob, { isPrivate: true })).status).toBe(403)
  expect((await change('PUT', path, moderator, { isPrivate: true })).body.data).toMatchObject({
    isPrivate: true,
  })
  const changes = { isPrivate: true }
  expect(await bob.client.next('channel_updated')).toMatchObject({ channelId: id, changes })
  expect(await app.next('room:updated')).toMatchObject({ conversationId: id, changes })
  expect(await chat.next('room:updated')).toMatchObject({ changes: { is_private: true } })
  expect(await cem.client.ask('join_channel', id)).toMatchObject({ success: false, code: 3007 })

  const removed = await change('DELETE', `${path}/members`, moderator, { userIds: [bob.userId, cem.userId] })
  expect(removed.body.data).toEqual({ removed: [bob.userId] })
  expect(await app.next('room:membersChanged')).toMatchObject({ removed: [bob.userId] })
  // Its maker needs no permission, and is not noted.
  await change('PUT', path, ann, { name: 'of Ann' })
  expect((await one(moderator, id)).audit).toMatchObject([
    { action: 'channel.member-removed', actorId: moderator.userId, details: { user: bob.userId } },
    { action: 'channel.changed', actorId: moderator.userId, details: { isPrivate: true } },
  ])

  const hers = await telehealth(ann.token)
  expect((await change('DELETE', path, moderator)).status).toBe(200)
  expect(await hers.next('room:deleted')).toMatchObject({ conversationId: id, deletedBy: moderator.userId })
  expect((await world.get(`/api/admin/conversations/${id}`, moderator.token)).status).toBe(404)
  const { sql } = world.server()
  const noted = await sql(`SELECT action FROM audit_log WHERE target_id = $1 ORDER BY id`, [id])
  expect(noted.map((row) => row['action'])).toContain('channel.deleted')
})

test('the general channel stays open to everybody', async () => {
  const moderator = await account('moderator')
  expect((await change('PUT', '/api/channels/1', moderator, { isPrivate: true })).status).toBe(403)
  expect(await one(moderator, '1')).toMatchObject({ isGeneral: true, isPrivate: false })
})

test('broadcasts are counted by day, with how many connections they reached', async () => {
  const chief = await member('admin')
  const ann = await member()
  const days = async () =>
    dataOf<{ days: { day: string; sent: number; reached: number }[] }>(
      await world.get('/api/admin/broadcasts/days?days=2', chief.token),
    ).days
  const before = (await days()).at(-1) ?? { sent: 0, reached: 0 }
  await world.post('/api/admin/broadcasts', { message: 'to all' }, chief.token)
  await ann.client.next('system_broadcast_received')
  await world.advance(1_000)
  await expect.poll(days).toMatchObject([{ sent: before.sent + 1, reached: before.reached + 2 }])
  const engagement = dataOf<{ broadcasts: readonly object[] }>(
    await world.get('/api/admin/analytics/engagement', chief.token),
  )
  expect(engagement.broadcasts).toEqual(await days())
})

test('another tenant’s channels and broadcasts are not there', async () => {
  const chief = await account('admin')
  const made = await world.post('/api/admin/tenants', { name: 'another' }, chief.token)
  const { tenantId, tenantKey } = dataOf<{ tenantId: string; tenantKey: string }>(made)
  const email = 'their-admin@example.org'
  const registered = await request(world.url(), 'POST', '/api/auth/register', {
    headers: { 'x-tenant-key': tenantKey },
    body: {
      deviceFingerprint: crypto.randomUUID() + crypto.randomUUID(),
      age: 30,
      termsAccepted: true,
      privacyAccepted: true,
      email,
      password: 'a long enough password',
    },
  })
  const theirs = dataOf<{ token: string }>(registered)
  await world.post(`/api/admin/tenants/${tenantId}/administrators`, { email }, chief.token)
  const ann = await member('agent')
  const id = await channel(ann, 'ours', [])
  const { conversations } = await list(theirs)
  expect(conversations).toMatchObject([{ isGeneral: true, memberCount: 0 }])
  for (const path of ['', '/members'])
    expect((await world.get(`/api/admin/conversations/${id}${path}`, theirs.token)).status).toBe(404)
  expect((await change('PUT', `/api/channels/${id}`, theirs, { isPrivate: true })).status).toBe(404)
  expect(dataOf(await world.get('/api/admin/broadcasts/days', theirs.token))).toEqual({ days: [] })
})
