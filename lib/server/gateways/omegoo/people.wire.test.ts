import { PERMISSIONS } from '@/lib/domain/permissions'
import { describe, expect, test } from 'vitest'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld()
const { advance, get, person, post, chat } = world

const FORBIDDEN = { status: 403, body: { error: { code: 2004 } } }
const setRole = (by: Person, userId: string, role: string) =>
  request(world.url(), 'PUT', `/api/admin/users/${userId}/role`, { body: { role }, token: by.token })
const users = async (by: Person, query: string) => {
  const { body } = await get(`/api/admin/users?${query}`, by.token)
  return (body.data as { users: { userId: string }[] }).users.map(({ userId }) => userId)
}

/** An administrator, the only one. */
async function onlyAdministrator(): Promise<Person> {
  await world.server().sql(`UPDATE users SET role = 'user'`)
  return person('admin')
}

test('people are found by the beginning of their id, address or name', async () => {
  const admin = await person('admin')
  const mark = newDevice().slice(0, 12)
  const email = `${mark}@example.org`
  const { userId } = await registerGuest(world.url(), {
    email,
    password: 'correct horse battery',
    displayName: `100%_${mark}`,
  })
  for (const search of [userId, userId.slice(0, 20).toUpperCase(), mark, `${mark.toUpperCase()}@EX`, '100%_'])
    expect(await users(admin, `search=${encodeURIComponent(search)}`)).toContain(userId)
  for (const search of ['%', '_', mark.slice(1), '100_', String.raw`100\%`])
    expect(await users(admin, `search=${encodeURIComponent(search)}`)).toEqual([])
})

test('people are filtered by role, tier and ban, and paged from the newest', async () => {
  const admin = await onlyAdministrator()
  await advance(1_000) // so that those two are the newest
  const [agent, banned] = [await person('agent'), await person('agent')]
  await post('/api/admin/ban-user', { userId: banned.userId, reason: 'spam' }, admin.token)
  expect(await users(admin, 'role=agent&banned=false')).toEqual([agent.userId])
  expect(await users(admin, 'role=agent&banned=true')).toEqual([banned.userId])
  expect(await users(admin, 'role=agent&tier=0')).toHaveLength(2)
  expect(await users(admin, 'role=agent&tier=2')).toEqual([])
  await world.server().sql('UPDATE users SET tier = 2 WHERE id = $1', [agent.userId])
  expect(await users(admin, 'role=agent&tier=0')).toEqual([banned.userId])
  expect(await users(admin, 'role=agent&tier=')).toHaveLength(2)
  for (const tier of ['%20', '0x1', '1e0', '-0', '٠', 'true', '0.0', '3'])
    expect(await get(`/api/admin/users?tier=${tier}`, admin.token), tier).toMatchObject({ status: 400 })
  const { body } = await get('/api/admin/users?limit=1', admin.token)
  expect(body.data).toMatchObject({ users: [{ displayName: null }], hasMore: true })
  expect(await get('/api/admin/users?role=king', admin.token)).toMatchObject({ status: 400 })
})

test('a person’s page has sessions, reports for and against, bans and the audit log', async () => {
  const admin = await person('admin')
  const { ann, bob, sessionId } = await chat()
  const complaint = { sessionId, reportType: 'spam', description: '' }
  const { body } = await post('/api/moderation/report', complaint, ann.token)
  const { reportId } = body.data as { reportId: string }
  const expiresAt = new Date(world.server().clock.now() + 60_000).toISOString()
  await post('/api/admin/ban-user', { userId: bob.userId, reason: 'spam', expiresAt }, admin.token)

  const page = (await get(`/api/admin/users/${bob.userId}`, admin.token)).body.data
  expect(page).toMatchObject({
    userId: bob.userId,
    role: 'user',
    tier: 0,
    banned: true,
    bannedUntil: expiresAt,
    seenAt: expect.any(String),
    emailVerified: false,
    sessions: [{ sessionId, chatType: 'text', endReason: 'reported', messagesSent: 0 }],
    reportsBy: [],
    reportsAgainst: [{ reportId }],
    bans: [{ actorId: admin.userId, details: { reason: 'spam', until: expiresAt } }],
    audit: [{ action: 'account.banned' }],
    conversations: { channelsMade: 0, memberOf: {} },
    permissions: PERMISSIONS.user,
  })
  expect((await get(`/api/admin/users/${ann.userId}`, admin.token)).body.data).toMatchObject({
    banned: false,
    bannedUntil: null,
    reportsBy: [{ reportId }],
    reportsAgainst: [],
    audit: [{ action: 'report.submitted' }],
  })
  expect(await get('/api/admin/users/unknown', admin.token)).toMatchObject({ status: 404 })
})

test('a person’s page says how many channels they made, what they are a member of by kind, and what their role may do', async () => {
  const [admin, agent, other] = [await person('admin'), await person('agent'), await person('agent')]
  const made = async (name: string) => {
    const { body } = await post('/api/channels', { name, memberIds: [other.userId] }, agent.token)
    return (body.data as { channelId: string }).channelId
  }
  await made('one')
  const second = await made('two')
  await post('/api/v1/visits', { participantIds: [other.userId] }, agent.token)
  const pageOf = async (userId: string) => (await get(`/api/admin/users/${userId}`, admin.token)).body.data
  const memberOf = { channel: 2, visit: 1 }
  expect(await pageOf(agent.userId)).toMatchObject({
    conversations: { channelsMade: 2, memberOf },
    permissions: PERMISSIONS.agent,
  })
  expect(await pageOf(other.userId)).toMatchObject({ conversations: { channelsMade: 0, memberOf } })
  await request(world.url(), 'DELETE', `/api/channels/${second}`, { token: agent.token })
  expect(await pageOf(agent.userId)).toMatchObject({
    conversations: { channelsMade: 1, memberOf: { channel: 1, visit: 1 } },
  })
})

test('who has talked was seen when that ended, however long ago they signed in', async () => {
  const admin = await person('admin')
  const { ann, sessionId } = await chat()
  await advance(5 * 60_000)
  await post('/api/moderation/report', { sessionId, reportType: 'spam', description: '' }, ann.token)
  const { data } = (await get(`/api/admin/users/${ann.userId}`, admin.token)).body
  const { seenAt, sessions } = data as { seenAt: string; sessions: { endedAt: string }[] }
  expect(seenAt).toBe(sessions[0]?.endedAt)
})

test('a new role holds at once, and is in the audit log with the one before', async () => {
  const admin = await person('admin')
  const bob = await person()
  expect(await get('/api/admin/reports', bob.token)).toMatchObject(FORBIDDEN)
  expect((await setRole(admin, bob.userId, 'moderator')).body).toEqual({
    success: true,
    data: { userId: bob.userId, role: 'moderator' },
  })
  expect(await get('/api/admin/reports', bob.token)).toMatchObject({ status: 200 })
  const { body } = await get(`/api/admin/users/${bob.userId}`, admin.token)
  expect(body.data).toMatchObject({
    audit: [{ action: 'account.role-changed', details: { role: 'moderator', from: 'user' } }],
  })
})

test('the last administrator stays one', async () => {
  const admin = await onlyAdministrator()
  expect(await setRole(admin, admin.userId, 'user')).toMatchObject(FORBIDDEN)
  const other = await person('admin')
  expect(await setRole(admin, admin.userId, 'user')).toMatchObject({ status: 200 })
  expect(await get('/api/admin/users', admin.token)).toMatchObject(FORBIDDEN)
  expect(await setRole(other, other.userId, 'user')).toMatchObject(FORBIDDEN)
})

test('of two administrators who remove each other’s role at once, one stays', async () => {
  const admin = await onlyAdministrator()
  const other = await person('admin')
  const answers = await Promise.all([
    setRole(admin, other.userId, 'user'),
    setRole(other, admin.userId, 'user'),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403])
})

describe('the last administrator who can act', () => {
  const ban = (by: Person, userId: string) =>
    world.post('/api/admin/ban-user', { userId, reason: 'spam' }, by.token)
  const leave = (by: Person) => request(world.url(), 'DELETE', '/api/user', { token: by.token, body: {} })
  const demote = (by: Person, userId: string) =>
    request(world.url(), 'PUT', `/api/admin/users/${userId}/role`, {
      token: by.token,
      body: { role: 'user' },
    })
  const REFUSED = {
    status: 403,
    body: { error: { code: 2004, description: 'The last administrator stays one' } },
  }

  /** Nobody else administers from now on. */
  async function two(): Promise<readonly [Person, Person]> {
    await world.server().sql(`UPDATE users SET role = 'user' WHERE role = 'admin'`)
    return [await world.person('admin'), await world.person('admin')]
  }

  test('stays when two ban each other at once', async () => {
    const [ann, bob] = await two()
    await Promise.all([ban(ann, bob.userId), ban(bob, ann.userId)])
    const rows = await world
      .server()
      .sql(`SELECT id FROM users WHERE role = 'admin' AND banned_until IS NULL`)
    expect(rows).toHaveLength(1)
  })

  test('neither steps back nor deletes the account while the other one is banned', async () => {
    const [ann, bob] = await two()
    expect((await ban(ann, bob.userId)).status).toBe(200)
    expect(await demote(ann, ann.userId)).toMatchObject(REFUSED)
    expect(await leave(ann)).toMatchObject(REFUSED)
    expect((await world.get('/api/admin/users', ann.token)).status).toBe(200)
    await world.promote((await world.person()).userId, 'admin')
    expect((await leave(ann)).status).toBe(200)
  })
})
