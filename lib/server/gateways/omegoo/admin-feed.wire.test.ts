import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld()
const { advance, person, post, chat } = world

const watching = ({ token }: Person) => world.client(token, { namespace: '/admin' })
const setRole = (by: Person, userId: string, role: string) =>
  request(world.url(), 'PUT', `/api/admin/users/${userId}/role`, { body: { role }, token: by.token })
const FIGURES = ['kinds', 'live', 'messages', 'pairing', 'points', 'sessions', 'trouble']
const live = async (watcher: Awaited<ReturnType<typeof watching>>) => {
  const { at: _, ...counts } = await watcher.next('admin:live')
  return counts
}

test.each(['user', 'agent'] as const)('the namespace refuses the role %s', async (role) => {
  const { token } = await person(role)
  await expect(world.client(token, { namespace: '/admin' })).rejects.toThrow('This account may not do that')
})

test('the namespace refuses connections without a valid token', async () => {
  const refusal = 'Authentication error: Invalid token'
  await expect(world.client(undefined, { namespace: '/admin' })).rejects.toThrow(refusal)
  await expect(world.client('none', { namespace: '/admin' })).rejects.toThrow(refusal)
})

test('an administrator receives within a second who is here, waits and chats', async () => {
  const admin = await person('admin')
  const watcher = await watching(admin)
  await watcher.next('admin:snapshot')
  await advance(1_000)
  await live(watcher)
  await watcher.next('admin:pairing')
  const bob = await person()
  await bob.client.ask('join_text_queue')
  await advance(1_000)
  expect(await live(watcher)).toEqual({ online: 2, waiting: 1, talking: 0 })
  const ann = await person()
  await ann.client.ask('join_text_queue')
  await advance(1_000)
  expect(await live(watcher)).toEqual({ online: 3, waiting: 0, talking: 2 })
  expect(await watcher.next('admin:pairing')).toMatchObject({ count: 2, underOneSecond: expect.any(Number) })
})

test('messages, ends and their causes are sent once a second, however many there were', async () => {
  const watcher = await watching(await person('admin'))
  const { ann, bob } = await chat()
  await advance(60_000)
  await watcher.settled()
  const before = watcher.count('admin:messages')
  for (const content of ['1', '2', '3']) await ann.client.ask('send_text_message', { content })
  await bob.client.ask('leave_text_room')
  await advance(1_000)
  await watcher.settled()
  expect(watcher.count('admin:messages')).toBe(before + 1)
  const last = (event: string) => watcher.received.findLast((one) => one.event === event)?.data
  expect(last('admin:messages')).toMatchObject({ perMinute: 3 })
  expect(last('admin:sessions')).toMatchObject({ causes: { left: expect.any(Number) } })
  await advance(60_000)
  await watcher.settled()
  expect(last('admin:messages')).toMatchObject({ perMinute: 0 })
})

test('nothing is sent while nothing changes, except the next point', async () => {
  const watcher = await watching(await person('admin'))
  await advance(70_000)
  await watcher.settled()
  const before = watcher.names().filter((name) => name !== 'admin:point')
  const points = watcher.count('admin:point')
  await advance(30_000)
  await watcher.settled()
  expect(watcher.names().filter((name) => name !== 'admin:point')).toEqual(before)
  expect(watcher.count('admin:point')).toBe(points + 3)
})

test('a refreshed page gets the last hour, and no more', async () => {
  const admin = await person('admin')
  await advance(3_700_000)
  const renewed = await post('/api/auth/refresh', { refreshToken: admin.refreshToken })
  const { token } = renewed.body.data as Person
  const first = await world.client(token, { namespace: '/admin' })
  const snapshot = await first.next('admin:snapshot')
  expect(Object.keys(snapshot).toSorted()).toEqual(FIGURES)
  const points = snapshot.points as { at: number; online: number }[]
  expect(points).toHaveLength(360)
  expect(points.slice(1).every(({ at }, index) => at - (points[index]?.at ?? 0) === 10_000)).toBe(true)
  expect(points.at(-1)).toMatchObject({ online: 1, waiting: 0, talking: 0, messages: 0 })
})

test('moderators and administrators are notified of a report at once, and of its decision', async () => {
  const [moderator, admin] = [await person('moderator'), await person('admin')]
  const watchers = [await watching(moderator), await watching(admin)]
  const { ann, bob, bobId, sessionId } = await chat()
  const { reportId } = await ann.client.ask('report_text_chat', {
    reportedUserId: bobId,
    violationType: 'spam',
  })
  const put = { body: { status: 'resolved' }, token: moderator.token }
  await request(world.url(), 'PUT', `/api/admin/reports/${String(reportId)}`, put)
  for (const watcher of watchers) {
    expect(await watcher.next('admin:report')).toEqual({
      reportId,
      sessionId,
      conversationId: null,
      reportType: 'spam',
      chatType: 'text',
      reporterId: ann.userId,
      reportedId: bob.userId,
      createdAt: expect.any(String),
    })
    expect(await watcher.next('admin:report-reviewed')).toEqual({ reportId, status: 'resolved' })
  }
})

test('who registers is told to administrators within a second, and to moderators not at all', async () => {
  const [admin, moderator] = [await person('admin'), await person('moderator')]
  const [watcher, other] = [await watching(admin), await watching(moderator)]
  await advance(1_000)
  await watcher.settled()
  const before = watcher.count('admin:acquisition')
  await person()
  await person()
  await advance(1_000)
  await watcher.settled()
  const told = watcher.count('admin:acquisition') - before
  expect(told).toBeGreaterThanOrEqual(1)
  expect(told).toBeLessThanOrEqual(2)
  expect(watcher.received.findLast(({ event }) => event === 'admin:acquisition')?.data).toEqual({
    at: expect.any(String),
  })
  await other.settled()
  expect(other.names()).toEqual([])
})

test('what people do is told to administrators once it is counted', async () => {
  const admin = await person('admin')
  const bob = await person()
  const watcher = await watching(admin)
  await advance(1_000)
  await watcher.settled()
  const before = watcher.count('admin:engagement')
  await bob.client.ask('join_text_queue')
  // Reading the figures writes what waits to be written.
  await world.get('/api/admin/analytics/engagement?days=1', admin.token)
  await advance(1_000)
  await watcher.settled()
  expect(watcher.count('admin:engagement')).toBe(before + 1)
})

test('moderators are notified of reports only', async () => {
  const watcher = await watching(await person('moderator'))
  await chat()
  await advance(20_000)
  await watcher.settled()
  expect(watcher.names()).toEqual([])
})

test('the chats’ namespace carries nothing of administration', async () => {
  const admin = await person('admin')
  await chat()
  await advance(20_000)
  await admin.client.settled()
  expect(admin.client.names()).toEqual([])
})

test('a person who only watches is not here', async () => {
  const { token, client } = await person('admin')
  client.disconnect()
  const watcher = await world.client(token, { namespace: '/admin' })
  await watcher.next('admin:snapshot')
  await advance(1_000)
  expect(world.server().runtime.services.live().online).toBe(0)
})

test('a changed role holds at once: a lower one receives less, and one without permission nothing', async () => {
  const [chief, other] = [await person('admin'), await person('admin')]
  const watcher = await watching(other)
  await watcher.next('admin:snapshot')
  await setRole(chief, other.userId, 'moderator')
  expect(await watcher.next('admin:role')).toEqual({ role: 'moderator' })
  await watcher.settled()
  const before = watcher.count('admin:point')
  await advance(20_000)
  await watcher.settled()
  expect(watcher.count('admin:point')).toBe(before)
  await setRole(chief, other.userId, 'user')
  await watcher.closed()
  await expect(watching(other)).rejects.toThrow('This account may not do that')
})

test('only the person concerned is notified of a changed role', async () => {
  const [chief, other] = [await person('admin'), await person('moderator')]
  const watcher = await watching(chief)
  await setRole(chief, other.userId, 'agent')
  await watcher.settled()
  expect(watcher.names()).not.toContain('admin:role')
  expect(other.client.names()).not.toContain('admin:role')
})

test('a banned moderator is disconnected', async () => {
  const [admin, moderator] = [await person('admin'), await person('moderator')]
  const watcher = await watching(moderator)
  await post('/api/admin/ban-user', { userId: moderator.userId, reason: 'spam' }, admin.token)
  await watcher.closed()
})

test('the dashboard has the figures, the accounts and the open reports', async () => {
  const admin = await person('admin')
  const before = (await world.get('/api/admin/dashboard', admin.token)).body.data as {
    users: { total: number; newToday: number }
    reports: { pending: number }
  }
  await advance(40_000) // earlier participants are gone
  const { ann, bobId } = await chat()
  await ann.client.ask('report_text_chat', { reportedUserId: bobId, violationType: 'spam' })
  const { status, body } = await world.get('/api/admin/dashboard', admin.token)
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      data: {
        live: { online: 3, waiting: 0, talking: 0 },
        sessions: { causes: { reported: expect.any(Number) } },
        trouble: { errors: {} },
        users: { total: before.users.total + 2 },
        reports: { pending: before.reports.pending + 1 },
      },
    },
  })
})
