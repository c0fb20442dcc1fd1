import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld()
const { advance, get, person, post, chat } = world

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const put = (by: Person, id: string, body: unknown) =>
  request(world.url(), 'PUT', `/api/admin/reports/${id}`, { body, token: by.token })
const queue = async (by: Person, query = '') => (await get(`/api/admin/reports${query}`, by.token)).body.data

/** A conversation, and a report of Bob by Ann; a second later than the one before. */
async function reported(reportType = 'spam', bob?: Person) {
  await advance(1_000)
  const pair = bob ? await world.meet(await person(), bob) : await chat()
  const { sessionId, ann } = pair
  await ann.client.ask('send_text_message', { content: 'hello' })
  const complaint = {
    sessionId,
    reportType,
    description: 'sold things',
    evidence: { screenshots: [PNG], timestamp: '2026-01-02T03:04:05.000Z' },
  }
  const { body } = await post('/api/moderation/report', complaint, ann.token)
  return { ...pair, reportId: (body.data as { reportId: string }).reportId }
}

test('the queue shows both sides and how often the reported person was reported, newest first', async () => {
  const moderator = await person('moderator')
  const first = await reported()
  const second = await reported('harassment', first.bob)
  const { reports } = (await queue(moderator, '?limit=2')) as { reports: object[] }
  expect(reports).toMatchObject([{ reportId: second.reportId }, { reportId: first.reportId }])
  expect(reports[0]).toEqual({
    reportId: second.reportId,
    sessionId: second.sessionId,
    conversationId: null,
    conversation: null,
    reportType: 'harassment',
    description: 'sold things',
    status: 'pending',
    chatType: 'text',
    createdAt: expect.stringMatching(/Z$/),
    reporter: { userId: second.ann.userId, displayName: null, banned: false },
    reported: { userId: first.bob.userId, displayName: null, banned: false },
    reportsAgainst: 2,
    assigneeId: null,
    claim: null,
  })
})

test('the queue is filtered by status and type, and paged', async () => {
  const moderator = await person('moderator')
  const spam = await reported('spam')
  const harassment = await reported('harassment')
  await put(moderator, harassment.reportId, { status: 'resolved' })
  expect(await queue(moderator, '?status=resolved&limit=1')).toMatchObject({
    reports: [{ reportId: harassment.reportId }],
  })
  expect(await queue(moderator, '?status=pending&reportType=spam&limit=1')).toMatchObject({
    reports: [{ reportId: spam.reportId }],
  })
  const first = (await queue(moderator, '?limit=1')) as {
    reports: { createdAt: string; reportId: string }[]
    hasMore: boolean
  }
  expect(first).toMatchObject({ reports: [{ reportId: harassment.reportId }], hasMore: true })
  const before = first.reports[0]?.createdAt ?? ''
  expect(await queue(moderator, `?limit=1&before=${before}`)).toMatchObject({
    reports: [{ reportId: spam.reportId }],
  })
  // An id beyond the position is of the same millisecond, and on the next page.
  expect(
    await queue(moderator, `?limit=1&before=${before}&beforeId=${first.reports[0]?.reportId}`),
  ).toMatchObject({
    reports: [{ reportId: spam.reportId }],
  })
  expect(await queue(moderator, `?limit=1&before=${before}&beforeId=0`)).toMatchObject({
    reports: [{ reportId: harassment.reportId }],
  })
  expect(await get('/api/admin/reports?status=open', moderator.token)).toMatchObject({ status: 400 })
})

test('a report is read with its messages, its screenshots and what was decided', async () => {
  const moderator = await person('moderator')
  const { ann, bob, reportId, sessionId } = await reported()
  expect(await put(moderator, reportId, { status: 'reviewed', note: ' asked Bob ' })).toMatchObject({
    status: 200,
    body: { success: true, data: { reportId, status: 'reviewed' } },
  })
  const { body } = await get(`/api/admin/reports/${reportId}`, moderator.token)
  expect(body.data).toMatchObject({
    reportId,
    sessionId,
    status: 'reviewed',
    occurredAt: '2026-01-02T03:04:05.000Z',
    session: { startedAt: expect.any(String), endedAt: null },
    messages: [{ senderId: ann.userId, content: 'hello', type: 'text', timestamp: expect.any(String) }],
    screenshots: [`/api/admin/reports/${reportId}/screenshots/1`],
    reported: { userId: bob.userId },
    audit: [
      {
        actorId: moderator.userId,
        action: 'report.reviewed',
        targetId: reportId,
        details: { status: 'reviewed', note: 'asked Bob' },
      },
      { actorId: ann.userId, action: 'report.submitted' },
    ],
  })
})

test('a picture is not in the report: it is opened by itself, and each time that is noted before', async () => {
  const moderator = await person('moderator')
  const { reportId } = await reported()
  const path = `/api/admin/reports/${reportId}/screenshots/1`
  const headers = { Authorization: `Bearer ${moderator.token}` }
  const read = () => get(`/api/admin/reports/${reportId}`, moderator.token)
  expect(JSON.stringify((await read()).body)).not.toContain(PNG.slice(0, 40))
  const openings = async () =>
    ((await read()).body.data as { audit: { action: string }[] }).audit.filter(
      ({ action }) => action === 'report.picture-opened',
    )
  expect(await openings()).toEqual([])

  const answer = await fetch(`${world.url()}${path}`, { headers })
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect(answer.headers.get('cache-control')).toBe('private, no-cache, no-transform')
  expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(PNG)
  const part = await fetch(`${world.url()}${path}`, { headers: { ...headers, Range: 'bytes=1-3' } })
  expect([part.status, await part.text()]).toEqual([206, 'PNG'])
  const noted = {
    actorId: moderator.userId,
    targetId: reportId,
    details: { screenshot: 1 },
    at: expect.stringMatching(/Z$/),
  }
  expect(await openings()).toMatchObject([noted, noted])
})

test('a picture of the conversation is opened in the same way, by its message', async () => {
  const moderator = await person('moderator')
  const { sessionId, ann, bob } = await chat()
  const sent = { sessionId, message: PNG, type: 'image' }
  const messageId = String((await bob.client.ask('send-message', sent))['messageId'])
  const complaint = { sessionId, reportType: 'spam', description: '' }
  const { body } = await post('/api/moderation/report', complaint, ann.token)
  const path = `/api/admin/reports/${(body.data as { reportId: string }).reportId}`
  const before = await get(path, moderator.token)
  expect(before.text).not.toContain(PNG.slice(0, 40))
  const picture = `${path}/messages/${messageId}/picture`
  expect(before.body.data).toMatchObject({ messages: [{ messageId, type: 'image', content: picture }] })

  const answer = await get(picture, moderator.token)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect((await get(path, moderator.token)).body.data).toMatchObject({
    audit: [{ actorId: moderator.userId, action: 'report.picture-opened', details: { messageId } }, {}],
  })
  expect((await get(`${path}/messages/none/picture`, moderator.token)).status).toBe(404)
  expect((await get(picture, ann.token)).status).toBe(403)
})

test.each(['2', '0', '4', 'x', '1e0'])('picture %s, which there is not, leaves no entry', async (number) => {
  const moderator = await person('moderator')
  const { reportId } = await reported()
  const answer = await get(`/api/admin/reports/${reportId}/screenshots/${number}`, moderator.token)
  expect(answer.status).toBe(number === '2' ? 404 : 400)
  const { body } = await get(`/api/admin/reports/${reportId}`, moderator.token)
  expect(JSON.stringify(body)).not.toContain('report.picture-opened')
})

test('who may not see evidence opens no picture, and leaves no entry', async () => {
  const [moderator, agent] = await Promise.all([person('moderator'), person('agent')])
  const { ann, reportId } = await reported()
  for (const { token } of [ann, agent]) {
    const answer = await get(`/api/admin/reports/${reportId}/screenshots/1`, token)
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 2004 } } })
  }
  const { body } = await get(`/api/admin/reports/${reportId}`, moderator.token)
  expect(JSON.stringify(body)).not.toContain('report.picture-opened')
})

test('only the reporter sees the outcome', async () => {
  const moderator = await person('moderator')
  const { ann, bob, reportId } = await reported()
  await put(moderator, reportId, { status: 'dismissed' })
  expect((await get('/api/moderation/user-reports', ann.token)).body.data).toMatchObject({
    reports: [{ reportId, status: 'dismissed' }],
  })
  expect((await get('/api/moderation/user-reports', bob.token)).body.data).toMatchObject({ reports: [] })
})

test('the reporter is notified of the outcome at once, and no one else is', async () => {
  const moderator = await person('moderator')
  const { ann, bob, reportId } = await reported()
  const stranger = await person()
  await put(moderator, reportId, { status: 'resolved' })
  expect(await ann.client.next('report-updated')).toEqual({
    reportId,
    status: 'resolved',
    updatedAt: expect.stringMatching(/Z$/),
  })
  for (const other of [bob, stranger, moderator]) {
    await other.client.settled()
    expect(other.client.names()).not.toContain('report-updated')
  }
})

test('a report shows what else is known of the reported person, and which report waits longest', async () => {
  const moderator = await person('moderator')
  const first = await reported()
  const second = await reported('harassment', first.bob)
  const read = async (id: string) =>
    (await get(`/api/admin/reports/${id}`, moderator.token)).body.data as {
      history: { against: { reportId: string }[]; by: unknown[] }
      nextReportId: string | null
    }
  const { history, nextReportId } = await read(second.reportId)
  expect(history).toMatchObject({ against: [{ reportId: first.reportId }], by: [] })
  expect(nextReportId).toEqual(expect.any(String))
  expect(nextReportId).not.toBe(second.reportId)
  await put(moderator, String(nextReportId), { status: 'dismissed' })
  expect((await read(second.reportId)).nextReportId).not.toBe(nextReportId)
})

test('a banned person is shown as banned, with who did it and why', async () => {
  const moderator = await person('moderator')
  const { bob, reportId } = await reported()
  await post('/api/admin/ban-user', { userId: bob.userId, reason: 'spam' }, moderator.token)
  expect(await queue(moderator, '?limit=1')).toMatchObject({ reports: [{ reported: { banned: true } }] })
  const { body } = await get(`/api/admin/reports/${reportId}`, moderator.token)
  expect(body.data).toMatchObject({
    audit: [{ action: 'account.banned', details: { reason: 'spam' } }, { action: 'report.submitted' }],
  })
})

test.each([
  ['a status that no outcome has', { status: 'pending' }, 400],
  ['no status', {}, 400],
])('%s is refused', async (_, body, status) => {
  const moderator = await person('moderator')
  expect(await put(moderator, 'none', body)).toMatchObject({ status })
})

test('an unknown report is not found', async () => {
  const moderator = await person('moderator')
  expect(await put(moderator, 'none', { status: 'reviewed' })).toMatchObject({ status: 404 })
  expect(await get('/api/admin/reports/none', moderator.token)).toMatchObject({ status: 404 })
})

const DECIDED = { status: 409, body: { error: { code: 9009, message: 'ALREADY_DECIDED' } } }

test('of two moderators who decide a report at once, the second is refused, and the reporter is notified once', async () => {
  const [one, other] = [await person('moderator'), await person('moderator')]
  const { ann, reportId } = await reported()
  const answers = await Promise.all([
    put(one, reportId, { status: 'resolved' }),
    put(other, reportId, { status: 'dismissed' }),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)).toMatchObject(DECIDED)
  await ann.client.next('report-updated')
  await ann.client.settled()
  expect(ann.client.count('report-updated')).toBe(1)
  expect(await put(one, reportId, { status: 'reviewed' })).toMatchObject(DECIDED)
})

test('banning from a report resolves it in the same step, with its note, and a decided one bans no one', async () => {
  const moderator = await person('moderator')
  const { ann, bob, reportId } = await reported()
  const other = await reported()
  const ban = (userId: string, id: string) =>
    post(
      '/api/admin/ban-user',
      { userId, reason: 'spam', reportId: id, note: ' third time ' },
      moderator.token,
    )
  expect(await ban(other.bob.userId, reportId)).toMatchObject({ status: 404 })
  await put(moderator, other.reportId, { status: 'dismissed' })
  expect(await ban(other.bob.userId, other.reportId)).toMatchObject(DECIDED)
  expect(await get('/api/user/profile', other.bob.token)).toMatchObject({ status: 200 })

  expect(await ban(bob.userId, reportId)).toMatchObject({ status: 200 })
  expect(await get('/api/user/profile', bob.token)).toMatchObject({ status: 401 })
  expect(await ann.client.next('report-updated')).toMatchObject({ reportId, status: 'resolved' })
  const { body } = await get(`/api/admin/reports/${reportId}`, moderator.token)
  expect(body.data).toMatchObject({ status: 'resolved', reported: { banned: true } })
  const { audit } = body.data as { audit: { action: string; details: object }[] }
  const actions = audit.map(({ action }) => action)
  const decision = audit.find(({ action }) => action === 'report.reviewed')
  expect(decision?.details).toEqual({ status: 'resolved', note: 'third time' })
  expect(actions.toSorted()).toEqual(['account.banned', 'report.reviewed', 'report.submitted'])
})

test.each(['status=', 'status=&reportType=&before=', 'limit=&beforeId='])(
  'a filter that holds nothing is none: %s',
  async (query) => {
    const moderator = await person('moderator')
    const { reportId } = await reported()
    expect(await queue(moderator, `?${query}`)).toMatchObject({
      reports: expect.arrayContaining([expect.objectContaining({ reportId })]),
    })
  },
)

test('an outcome goes to its reporter by the outbox, which stays empty without a consumer', async () => {
  const moderator = await person('moderator')
  const { outboxRelay } = world.server().runtime
  const before = await reported()
  await put(moderator, before.reportId, { status: 'reviewed' })
  const delivered: unknown[] = []
  outboxRelay.consume(
    'report-outcome',
    async ({ user, payload }) => void delivered.push({ user, ...payload }),
  )
  const { ann, reportId } = await reported()
  await put(moderator, reportId, { status: 'reviewed' })
  await put(moderator, reportId, { status: 'dismissed' })
  await advance(1_000)
  expect(delivered).toEqual([
    { user: ann.userId, report: reportId, outcome: 'reviewed' },
    { user: ann.userId, report: reportId, outcome: 'dismissed' },
  ])
})
