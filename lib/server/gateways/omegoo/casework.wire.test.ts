import { describe, expect, test } from 'vitest'
import { CLAIM_MS } from '@/lib/domain/claims'
import { retentionLimits } from '@/lib/domain/retention'
import { request } from '@/lib/protocol-client/rest'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld()
const { advance, chat, get, person, post } = world

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const ask = (method: 'PUT' | 'DELETE', by: Person, path: string, body?: unknown) =>
  request(world.url(), method, path, { token: by.token, ...(body !== undefined && { body }) })
const claim = (by: Person, id: string) => post(`/api/admin/cases/${id}/claim`, undefined, by.token)
const decide = (by: Person, id: string, status = 'resolved') =>
  ask('PUT', by, `/api/admin/reports/${id}`, { status })
const CLAIMED = { status: 409, body: { error: { code: 9011, message: 'CASE_CLAIMED' } } }
const DECIDED = { status: 409, body: { error: { code: 9009, message: 'ALREADY_DECIDED' } } }

async function reported() {
  const pair = await chat()
  const complaint = { sessionId: pair.sessionId, reportType: 'spam', description: '' }
  const { body } = await post('/api/moderation/report', complaint, pair.ann.token)
  return { ...pair, reportId: (body.data as { reportId: string }).reportId }
}
const moderators = async () => [await person('moderator'), await person('moderator')] as const

test('a case that one moderator has is decided by no other, until it is given back', async () => {
  const { reportId, bob } = await reported()
  const [mia, tom] = await moderators()
  const watching = await world.client(tom.token, { namespace: '/admin' })
  const { body } = await claim(mia, reportId)
  expect(body.data).toEqual({ moderatorId: mia.userId, until: expect.stringMatching(/Z$/) })
  expect(await watching.next('admin:case-claimed')).toMatchObject({
    caseId: reportId,
    claim: { moderatorId: mia.userId },
  })
  expect(await claim(tom, reportId)).toMatchObject({
    ...CLAIMED,
    body: { error: { code: 9011, retryAfter: 60 } },
  })
  expect(await decide(tom, reportId)).toMatchObject(CLAIMED)
  const banning = { userId: bob.userId, reason: 'spam', reportId }
  expect(await post('/api/admin/ban-user', banning, tom.token)).toMatchObject(CLAIMED)
  expect((await get('/api/admin/reports?limit=100', tom.token)).body.data).toMatchObject({
    reports: expect.arrayContaining([
      expect.objectContaining({ reportId, claim: expect.objectContaining({ moderatorId: mia.userId }) }),
    ]),
  })
  await ask('DELETE', mia, `/api/admin/cases/${reportId}/claim`)
  expect(await watching.next('admin:case-claimed')).toEqual({ caseId: reportId, claim: null })
  expect(await decide(tom, reportId)).toMatchObject({ status: 200 })
  expect(await claim(mia, reportId)).toMatchObject(DECIDED)
})

test('a claim ends by itself unless it is renewed', async () => {
  const { reportId } = await reported()
  const [mia, tom] = await moderators()
  await claim(mia, reportId)
  await advance(CLAIM_MS - 1)
  await claim(mia, reportId)
  await advance(CLAIM_MS - 1)
  expect(await claim(tom, reportId)).toMatchObject(CLAIMED)
  await advance(1)
  expect(await claim(tom, reportId)).toMatchObject({ status: 200 })
})

test('of many moderators who decide one case at once, one does', async () => {
  const { reportId } = await reported()
  const [mia, tom] = await moderators()
  const answers = await Promise.all(
    [mia, tom, mia, tom].map((one, index) => decide(one, reportId, index % 2 ? 'dismissed' : 'resolved')),
  )
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
})

test('a warning reaches the person at once, stands in their account, and is confirmed there', async () => {
  const [mia] = await moderators()
  const bob = await person()
  const text = 'Please keep it friendly'
  const { body } = await post(`/api/admin/users/${bob.userId}/warnings`, { text }, mia.token)
  const { warningId } = body.data as { warningId: string }
  expect(await bob.client.next('moderation-alert')).toEqual({ type: 'warning', message: text, warningId })
  const standing = () => get('/api/moderation/standing', bob.token)
  expect((await standing()).body.data).toEqual({
    warnings: [{ warningId, text, createdAt: expect.stringMatching(/Z$/), seen: false }],
    appeal: null,
    pausedUntil: null,
  })
  expect((await post('/api/moderation/standing/confirm', undefined, bob.token)).body.data).toEqual({
    confirmed: 1,
  })
  expect((await standing()).body.data).toMatchObject({ warnings: [{ seen: true }] })
})

test('moderators see a person’s warnings and notes, with who wrote them; the person sees no notes', async () => {
  const [mia, tom] = await moderators()
  const bob = await person()
  await post(`/api/admin/users/${bob.userId}/warnings`, { text: 'be kind' }, mia.token)
  await post(`/api/admin/users/${bob.userId}/notes`, { text: 'came back under a new name' }, tom.token)
  expect((await get(`/api/admin/users/${bob.userId}/record`, mia.token)).body.data).toMatchObject({
    warnings: [{ text: 'be kind', by: mia.userId, seen: false }],
    notes: [{ text: 'came back under a new name', by: tom.userId }],
  })
  expect((await get('/api/user/export', bob.token)).text).not.toContain('came back')
})

test('a report is assigned to moderators only, and the queue shows to whom', async () => {
  const { reportId, ann } = await reported()
  const [mia, tom] = await moderators()
  const assign = (userId: string | null) =>
    ask('PUT', mia, `/api/admin/reports/${reportId}/assignee`, { userId })
  expect(await assign(ann.userId)).toMatchObject({
    status: 404,
    body: { error: { message: 'USER_NOT_FOUND' } },
  })
  expect(await assign(tom.userId)).toMatchObject({ status: 200 })
  expect((await get(`/api/admin/reports/${reportId}`, tom.token)).body.data).toMatchObject({
    assigneeId: tom.userId,
  })
  expect(await assign(null)).toMatchObject({ body: { data: { reportId, assigneeId: null } } })
})

test('saved replies are shared by the moderators of a tenant', async () => {
  const [mia, tom] = await moderators()
  const { body } = await post(
    '/api/admin/saved-replies',
    { title: 'Spam', text: 'Please do not sell' },
    mia.token,
  )
  const saved = body.data as { replyId: string }
  expect((await get('/api/admin/saved-replies', tom.token)).body.data).toEqual({ replies: [saved] })
  const better = { title: 'Adverts', text: 'Please do not advertise' }
  const changed = await ask('PUT', tom, `/api/admin/saved-replies/${saved.replyId}`, better)
  expect(changed.body.data).toEqual({ replyId: saved.replyId, ...better })
  expect((await get('/api/admin/saved-replies', mia.token)).body.data).toEqual({
    replies: [{ replyId: saved.replyId, ...better }],
  })
  await ask('DELETE', tom, `/api/admin/saved-replies/${saved.replyId}`)
  expect((await ask('PUT', tom, `/api/admin/saved-replies/${saved.replyId}`, better)).status).toBe(404)
  expect((await get('/api/admin/saved-replies', mia.token)).body.data).toEqual({ replies: [] })
})

test('moderators see what the nightly deletion removed, and when', async () => {
  const [mia] = await moderators()
  const { database, clock } = world.server()
  const at = clock.now()
  await database.retention.purge(retentionLimits(at))
  expect((await get('/api/admin/retention', mia.token)).body.data).toMatchObject({
    runs: [{ at: new Date(at).toISOString(), deleted: { evidence: 0, audit: 0 } }],
    keptDays: { evidence: 90, audit: 365 },
  })
})

describe('a report in which a moderator is a side', () => {
  const OWN = { status: 403, body: { error: { code: 9020, message: 'OWN_CASE' } } }
  const GONE = { status: 404, body: { error: { code: 9002 } } }
  const assign = (by: Person, id: string, userId: string) =>
    ask('PUT', by, `/api/admin/reports/${id}/assignee`, { userId })
  const listed = async (by: Person) =>
    JSON.stringify((await get('/api/admin/reports?limit=100', by.token)).body.data)

  /** Both are moderators, Ann reports Bob. */
  async function betweenModerators() {
    const [ann, bob, tom] = [await person(), await person(), await person('moderator')]
    const { sessionId } = await world.meet(ann, bob)
    for (const { userId } of [ann, bob]) await world.promote(userId, 'moderator')
    const feed = await world.client(bob.token, { namespace: '/admin' })
    const theirs = await world.client(tom.token, { namespace: '/admin' })
    const complaint = { sessionId, reportType: 'spam', description: '', evidence: { screenshots: [PNG] } }
    const { body } = await post('/api/moderation/report', complaint, ann.token)
    const { reportId } = body.data as { reportId: string }
    expect(await theirs.next('admin:report')).toMatchObject({ reportId })
    return { ann, bob, tom, reportId, feed }
  }

  test('is hidden from whom it is about, in the queue, by its id and in the feed', async () => {
    const { bob, tom, reportId, feed } = await betweenModerators()
    expect(await listed(tom)).toContain(reportId)
    expect(await listed(bob)).not.toContain(reportId)
    for (const path of ['', '/screenshots/1'])
      expect(await get(`/api/admin/reports/${reportId}${path}`, bob.token), path).toMatchObject(GONE)
    expect(await claim(bob, reportId)).toMatchObject(GONE)
    await claim(tom, reportId)
    await feed.next('admin:case-claimed')
    expect(feed.received.map(({ event }) => event)).not.toContain('admin:report')
  })

  test('is handled by neither side', async () => {
    const { ann, bob, tom, reportId } = await betweenModerators()
    for (const side of [ann, bob]) {
      expect(await decide(side, reportId, 'dismissed')).toMatchObject(OWN)
      expect(await assign(side, reportId, tom.userId)).toMatchObject(OWN)
      expect(await assign(tom, reportId, side.userId)).toMatchObject(OWN)
    }
    expect(await claim(ann, reportId)).toMatchObject(OWN)
    const banning = { userId: bob.userId, reason: 'spam', reportId }
    expect(await post('/api/admin/ban-user', banning, ann.token)).toMatchObject(OWN)
    expect((await get('/api/user/profile', bob.token)).status).toBe(200)
    expect(await decide(tom, reportId)).toMatchObject({ status: 200 })
  })
})

test('a warning names a report of that person that is not one’s own, or none', async () => {
  const { ann, bob, reportId } = await reported()
  const [mia] = await moderators()
  const warn = (by: Person, userId: string, report = reportId) =>
    post(`/api/admin/users/${userId}/warnings`, { text: 'be kind', reportId: report }, by.token)
  const none = { status: 404, body: { error: { code: 9002 } } }
  expect(await warn(mia, ann.userId)).toMatchObject(none)
  expect(await warn(mia, bob.userId, 'no-such-report')).toMatchObject(none)
  await world.promote(ann.userId, 'moderator')
  expect(await warn(ann, bob.userId)).toMatchObject({ status: 403, body: { error: { code: 9020 } } })
  expect((await warn(mia, bob.userId)).status).toBe(200)
})
