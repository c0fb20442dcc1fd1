import { expect, test } from 'vitest'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { advance, get, post, chat } = world
const put = (path: string, body: unknown, token: string) => request(world.url(), 'PUT', path, { body, token })
const remove = (path: string, token: string) => request(world.url(), 'DELETE', path, { token })

interface LoginRow {
  readonly id: string
  readonly device: string
  readonly place: string | null
  readonly createdAt: string
  readonly lastUsedAt: string
  readonly current: boolean
}
const loginsOf = async (token: string) =>
  ((await get('/api/auth/sessions', token)).body.data as { sessions: LoginRow[] }).sessions

test('people see where they are logged in, and end one of those', async () => {
  const deviceFingerprint = newDevice()
  const first = await registerGuest(world.url(), { deviceFingerprint })
  const start = world.server().clock.now()
  await advance(60_000)
  const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
  const body = { deviceFingerprint }
  const second = (await request(world.url(), 'POST', '/api/auth/login', { body, headers })).body.data as {
    token: string
  }
  const client = await world.client(second.token)
  await advance(60_000)
  await post('/api/auth/refresh', { refreshToken: first.refreshToken })
  const iso = (ms: number) => new Date(start + ms).toISOString()
  const logins = await loginsOf(first.token)
  expect(logins).toEqual([
    {
      id: expect.any(String),
      device: 'A program',
      place: null,
      createdAt: iso(0),
      lastUsedAt: iso(120_000),
      current: true,
    },
    {
      id: expect.any(String),
      device: 'Firefox on Linux',
      place: null,
      createdAt: iso(60_000),
      lastUsedAt: iso(60_000),
      current: false,
    },
  ])
  const other = logins[1]?.id ?? ''
  expect((await remove(`/api/auth/sessions/${other}`, first.token)).body).toEqual({
    success: true,
    data: { id: other },
  })
  await client.closed()
  expect((await get('/api/user/profile', second.token)).status).toBe(401)
  expect(await loginsOf(first.token)).toHaveLength(1)
  expect((await remove(`/api/auth/sessions/${other}`, first.token)).status).toBe(404)
})

test('another person’s login is answered as an absent one, and stays', async () => {
  const [ann, bob] = [await registerGuest(world.url()), await registerGuest(world.url())]
  const [{ id } = { id: '' }] = await loginsOf(ann.token)
  const [foreign, absent] = [
    await remove(`/api/auth/sessions/${id}`, bob.token),
    await remove('/api/auth/sessions/none', bob.token),
  ]
  expect(foreign.status).toBe(404)
  expect(foreign.body).toEqual(absent.body)
  expect((await get('/api/user/profile', ann.token)).status).toBe(200)
})

test('a display name is trimmed, kept and removed', async () => {
  const { token } = await registerGuest(world.url())
  const change = (displayName: unknown) => put('/api/user/profile', { displayName }, token)
  expect((await change('  Ann  ')).body.data).toMatchObject({ displayName: 'Ann', tier: 0, role: 'user' })
  expect((await get('/api/user/profile', token)).body.data).toMatchObject({ displayName: 'Ann' })
  for (const wrong of ['', '   ', 'x'.repeat(51), 7, undefined])
    expect((await change(wrong)).body.error).toMatchObject({ code: 9001 })
  expect((await change(null)).body.data).toMatchObject({ displayName: null })
})

test('the export holds what is kept of oneself, and nothing secret or of the other side', async () => {
  const { ann, bob, bobId, sessionId } = await chat()
  await ann.client.ask('send_text_message', { content: 'said by ann' })
  await bob.client.ask('send_text_message', { content: 'said by bob' })
  const about = { reportedUserId: bobId, violationType: 'spam', description: 'rude' }
  await ann.client.ask('report_text_chat', about)
  const [mine, theirs] = [
    (await get('/api/user/export', ann.token)).body.data as Record<string, Record<string, unknown>[]>,
    (await get('/api/user/export', bob.token)).body.data as Record<string, Record<string, unknown>[]>,
  ]
  expect(mine.account).toMatchObject({ id: ann.userId, tier: 0 })
  expect(mine.devices).toHaveLength(1)
  expect(mine.logins).toMatchObject([{ userId: ann.userId, device: 'A program' }])
  expect(mine.sessions).toMatchObject([{ messagesSent: 1, endReason: 'reported' }])
  expect(mine.reports).toMatchObject([{ description: 'rude', myMessages: [{ content: 'said by ann' }] }])
  expect(mine.blocks).toMatchObject([{ blockedAs: bobId, madeBy: 'report', sessionId }])
  expect(mine.audit).toMatchObject([{ action: 'report.submitted', details: { sessionId, type: 'spam' } }])
  expect(JSON.stringify(mine)).not.toContain(bob.userId)
  expect(JSON.stringify(theirs)).not.toContain(ann.userId)
  expect(JSON.stringify(mine)).not.toMatch(/hash|said by bob/i)

  expect(theirs.reportsAboutMe).toMatchObject([{ type: 'spam', myMessages: [{ content: 'said by bob' }] }])
  expect(theirs.reports).toEqual([])
  expect(JSON.stringify(theirs)).not.toMatch(/rude|said by ann/)
})

test('deleting ends the session, the sockets and the logins, and then the account', async () => {
  const deviceFingerprint = newDevice()
  const guest = await registerGuest(world.url(), { deviceFingerprint })
  const ann = { ...guest, client: await world.client(guest.token) }
  const bob = await world.person()
  const { roomId } = await world.meet(ann, bob)
  expect((await remove('/api/user', ann.token)).body).toEqual({ success: true, data: {} })
  expect(await bob.client.next('text_room_ended')).toEqual({ reason: 'partner_left', roomId })
  await ann.client.closed()
  expect((await get('/api/user/profile', ann.token)).status).toBe(401)
  expect((await post('/api/auth/refresh', { refreshToken: ann.refreshToken })).status).toBe(401)
  expect((await post('/api/auth/login', { deviceFingerprint })).body.error).toMatchObject({ code: 1008 })
  expect(await world.server().sql('SELECT 1 FROM users WHERE id = $1', [ann.userId])).toEqual([])
  const again = await registerGuest(world.url(), { deviceFingerprint })
  expect(again.userId).not.toBe(ann.userId)
  const history = (await get('/api/chat/history', bob.token)).body.data as { sessions: unknown[] }
  expect(history.sessions).toHaveLength(1)
})

test('deleting removes a waiting person from the queue', async () => {
  const waiter = await world.person()
  await waiter.client.ask('join_text_queue')
  await remove('/api/user', waiter.token)
  expect(world.server().runtime.services.live().waiting).toBe(0)
})

test('a name loses line breaks and direction overrides, and is refused only when none of it is visible', async () => {
  const { token } = await registerGuest(world.url(), { deviceFingerprint: newDevice() })
  const change = (displayName: string) => put('/api/user/profile', { displayName }, token)
  const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'
  expect((await change(`\u202EAnn\n\u2066${family}\u2069`)).body.data).toMatchObject({
    displayName: `Ann ${family}`,
  })
  for (const nothing of ['\u200B', '\u2060\u2800', '\u202E\n', '\u3164\uFE0F'])
    expect((await change(nothing)).status, JSON.stringify(nothing)).toBe(400)
  const registering = { age: 30, termsAccepted: true, privacyAccepted: true }
  const register = (displayName: string) =>
    post('/api/auth/register', { ...registering, deviceFingerprint: newDevice(), displayName })
  expect((await register('\u200B')).status).toBe(400)
  expect((await register('\u200FAnn\u0000\u202E')).status).toBe(200)
})
