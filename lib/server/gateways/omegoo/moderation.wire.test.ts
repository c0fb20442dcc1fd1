import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createWorld, expectMatch, join, MATCHING_DELAY_MS, type Person, UUID } from '@/lib/testing/world'

const world = createWorld()
const { advance, person, chat } = world

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const FOUL = 'fuck you'
const send = ({ client }: Person, content: string) => client.ask('send_text_message', { content })
const complaint = (reportedUserId: string) => ({
  reportedUserId,
  violationType: 'harassment',
  description: ' abusive ',
})

async function expectNeverToMeet(ann: Person, bob: Person): Promise<void> {
  const before = [ann, bob].map(({ client }) => client.count('text_match_found'))
  await join(ann, 'text')
  await join(bob, 'text')
  await advance(10_000)
  await ann.client.settled()
  await bob.client.settled()
  expect([ann, bob].map(({ client }) => client.count('text_match_found'))).toEqual(before)
  expect(world.server().runtime.services.live().waiting).toBe(2)
}

test('a report ends the room for both, is confirmed to the reporter only, and keeps the last messages of both', async () => {
  const { ann, bob, bobId, roomId, sessionId } = await chat()
  for (let index = 1; index <= 70; index += 1) await send(index % 2 ? ann : bob, `number ${index}`)
  const ack = await ann.client.ask('report_text_chat', complaint(bobId))
  expect(ack).toEqual({ success: true, reportId: expect.any(String) })
  expect(await ann.client.next('report_submitted')).toEqual({ reportId: ack.reportId, roomId })
  expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'reported', roomId })
  expect(await bob.client.next('text_room_ended')).toEqual({ reason: 'reported', roomId })
  await bob.client.settled()
  expect(bob.client.names()).not.toContain('report_submitted')

  const [report] = await world.server().sql('SELECT * FROM reports WHERE id = $1', [ack.reportId])
  expect(report).toMatchObject({
    reporter_id: ann.userId,
    reported_id: bob.userId,
    session_id: sessionId,
    type: 'harassment',
    description: 'abusive',
    status: 'pending',
    chat_type: 'text',
    session_ended_at: null,
  })
  const [evidence] = await world
    .server()
    .sql('SELECT messages FROM report_evidence WHERE report_id = $1', [ack.reportId])
  const messages = evidence?.messages as object[]
  expect(messages).toHaveLength(60)
  expect(messages).toMatchObject(
    Array.from({ length: 60 }, (_, index) => ({
      content: `number ${index + 11}`,
      senderId: index % 2 ? bob.userId : ann.userId,
      timestamp: expect.any(Number),
    })),
  )
  const audit = await world.server().sql('SELECT action FROM audit_log WHERE target_id = $1', [ack.reportId])
  expect(audit).toEqual([{ action: 'report.submitted' }])
  await expectNeverToMeet(ann, bob)
})

test('thirty dots after a foul message do not displace it from the evidence', async () => {
  const { ann, bob, bobId } = await chat()
  await send(bob, FOUL)
  await send(bob, 'where do you live')
  await send(ann, 'leave me alone')
  for (let count = 0; count < 30; count += 1) await send(ann, '.')
  for (let count = 0; count < 28; count += 1) await send(bob, '.')
  const { reportId } = await ann.client.ask('report_text_chat', complaint(bobId))
  const [evidence] = await world
    .server()
    .sql('SELECT messages FROM report_evidence WHERE report_id = $1', [reportId])
  const messages = evidence?.messages as { content: string; flagged: boolean }[]
  expect(messages.filter(({ content }) => content !== '.')).toMatchObject([
    { content: FOUL, senderId: bob.userId, flagged: true },
    { content: 'where do you live', flagged: false },
  ])
})

test.each(['text', 'generic'] as const)(
  'a foul message is flagged to the partner only (%s)',
  async (dialect) => {
    const { ann, bob, sessionId } = await chat('text', dialect)
    await send(ann, 'hello')
    await send(ann, FOUL)
    const event = dialect === 'text' ? 'text_message_received' : 'message-received'
    expect(await bob.client.next(event)).not.toHaveProperty('flagged')
    expect(await bob.client.next(event)).toMatchObject({ flagged: true })
    await ann.client.next('text_message_received')
    expect(await ann.client.next('text_message_received')).not.toHaveProperty('flagged')
    await bob.client.ask('send-message', { sessionId, message: FOUL })
    expect(await ann.client.next('text_message_received')).toMatchObject({ flagged: true })
  },
)

test('a missed foul message is flagged when its reader returns', async () => {
  const { ann, bob } = await chat()
  await send(ann, FOUL)
  for (const [{ client }, flagged] of [
    [bob, true],
    [ann, undefined],
  ] as const) {
    await client.ask('attempt_text_reconnect', { lastSeq: 0 })
    const { messages } = await client.next('text_reconnected')
    expect(messages).toHaveLength(1)
    expect((messages as { flagged?: boolean }[])[0]?.flagged).toBe(flagged)
  }
})

test('a partner who seems under 18 is reported as such, on the socket and by REST', async () => {
  const first = await chat()
  const { reportId } = await first.ann.client.ask('report_text_chat', {
    reportedUserId: first.bobId,
    violationType: 'underage',
  })
  const second = await chat()
  const body = { sessionId: second.sessionId, reportType: 'underage' }
  const byRest = await world.post('/api/moderation/report', body, second.ann.token)
  expect(byRest.status).toBe(200)
  const types = await world
    .server()
    .sql('SELECT type FROM reports WHERE id = ANY($1)', [
      [reportId, (byRest.body.data as { reportId: string }).reportId],
    ])
  expect(types).toEqual([{ type: 'underage' }, { type: 'underage' }])
})

test('both words for inappropriate content are one category', async () => {
  for (const violationType of ['inappropriate', 'inappropriate_content']) {
    const { ann, bobId } = await chat()
    const { reportId } = await ann.client.ask('report_text_chat', {
      reportedUserId: bobId,
      violationType,
    })
    const [report] = await world.server().sql('SELECT type FROM reports WHERE id = $1', [reportId])
    expect(report).toEqual({ type: 'inappropriate_content' })
  }
})

test('only the partner can be reported, and only by the id of the session', async () => {
  const { ann, bob, annId } = await chat()
  const other = await person()
  for (const userId of [other.userId, 'unknown', ann.userId, annId, bob.userId]) {
    expect(await ann.client.ask('report_text_chat', complaint(userId))).toEqual({
      success: false,
      error: 'No active text chat room',
      code: 3002,
    })
  }
  await bob.client.settled()
  expect(bob.client.names()).toEqual(['text_queue_joined', 'text_match_found'])
})

test.each([
  ['no reported user', { violationType: 'spam', description: '' }],
  ['an unknown violation', { reportedUserId: 'x', violationType: 'rudeness' }],
  [
    'a description of 2001 characters',
    { reportedUserId: 'x', violationType: 'spam', description: 'x'.repeat(2_001) },
  ],
])('a report of the wrong form is refused: %s', async (_, payload) => {
  const { ann } = await chat()
  expect(await ann.client.ask('report_text_chat', payload)).toMatchObject({ success: false, code: 9001 })
  expect(await ann.client.next('text_chat_error')).toMatchObject({ code: 9001 })
})

test.each([
  { ms: 4 * 60_000, ok: true },
  { ms: 5 * 60_000, ok: true },
  { ms: 5 * 60_000 + 1, ok: false },
])('a session that ended $ms ms ago can be reported: $ok', async ({ ms, ok }) => {
  const { ann, bob, bobId, sessionId } = await chat()
  await send(bob, 'something bad')
  await bob.client.ask('leave_text_room')
  await ann.client.next('text_room_ended')
  await advance(ms)
  const ack = await ann.client.ask('report_text_chat', complaint(bobId))
  expect(ack.success).toBe(ok)
  const byRest = await world.post('/api/moderation/report', { sessionId, reportType: 'spam' }, ann.token)
  expect(byRest.status).toBe(ok ? 200 : 404)
  if (!ok) expect(byRest.body.error).toMatchObject({ code: 3002, message: 'SESSION_NOT_FOUND' })
  const rows = await world
    .server()
    .sql('SELECT messages FROM report_evidence WHERE report_id = $1', [ack.reportId ?? ''])
  if (ok) expect(rows).toMatchObject([{ messages: [{ content: 'something bad', senderId: bob.userId }] }])
  await ann.client.settled()
  expect(ann.client.count('text_room_ended')).toBe(1)
})

test('a report by REST ends the live session, with screenshots kept by what they are', async () => {
  const { ann, bob, sessionId, roomId } = await chat('text', 'generic')
  await send(ann, 'evidence')
  const timestamp = new Date(world.server().clock.now()).toISOString()
  const { status, body } = await world.post(
    '/api/moderation/report',
    {
      sessionId,
      reportType: 'inappropriate_content',
      description: 'Detailed description',
      evidence: { screenshots: [PNG, `data:image/jpeg;base64,${PNG}`], timestamp },
    },
    ann.token,
  )
  expect(status).toBe(200)
  expect(body).toEqual({
    success: true,
    data: { reportId: expect.any(String), status: 'pending', createdAt: timestamp },
  })
  expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'reported', roomId })
  expect(await bob.client.next('session-ended')).toEqual({
    sessionId,
    reason: 'violation',
    detail: 'reported',
  })
  const { reportId } = body.data as { reportId: string }
  const rows = await world
    .server()
    .sql('SELECT media_type, position FROM report_screenshots WHERE report_id = $1', [reportId])
  expect(rows).toEqual([
    { media_type: 'image/png', position: 0 },
    { media_type: 'image/png', position: 1 },
  ])

  const mine = await world.get('/api/moderation/user-reports', ann.token)
  expect(mine.body.data).toEqual({
    reports: [
      {
        reportId,
        sessionId,
        conversationId: null,
        reportType: 'inappropriate_content',
        description: 'Detailed description',
        status: 'pending',
        createdAt: timestamp,
      },
    ],
    hasMore: false,
  })
  expect((await world.get('/api/moderation/user-reports', bob.token)).body.data).toEqual({
    reports: [],
    hasMore: false,
  })
})

const picture = (bytes: number) =>
  Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.alloc(bytes - 70)]).toString('base64')

test.each([
  { name: 'no picture', screenshots: [Buffer.from('text').toString('base64')], status: 400 },
  {
    name: 'an SVG',
    screenshots: [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')],
    status: 400,
  },
  { name: 'no base64', screenshots: ['!!!!'], status: 400 },
  { name: 'nothing', screenshots: [''], status: 400 },
  { name: 'four', screenshots: [PNG, PNG, PNG, PNG], status: 400 },
  { name: 'more than 700 KB', screenshots: [picture(720_000)], status: 400 },
  {
    name: 'three of 700,000 bytes',
    screenshots: [picture(700_000), picture(700_000), picture(700_000)],
    status: 200,
  },
])('screenshots are checked before anything happens: $name', async ({ screenshots, status }) => {
  const { ann, bob, sessionId } = await chat()
  const body = { sessionId, reportType: 'spam', description: '', evidence: { screenshots } }
  const reply = await world.post('/api/moderation/report', body, ann.token)
  expect(reply.status).toBe(status)
  await bob.client.settled()
  expect(bob.client.count('text_room_ended')).toBe(status === 200 ? 1 : 0)
})

test('a report of others’ session is answered exactly as one of a session that does not exist', async () => {
  const { sessionId, ann } = await chat()
  const stranger = await person()
  const [foreign, absent] = await Promise.all(
    [sessionId, 'no-such-session'].map((id) => {
      return world.post('/api/moderation/report', { sessionId: id, reportType: 'spam' }, stranger.token)
    }),
  )
  expect(foreign?.status).toBe(404)
  expect(foreign?.body).toEqual(absent?.body)
  expect(await send(ann, 'still talking')).toMatchObject({ success: true })
})

test('a block ends the live session, and the two never meet again until it is removed', async () => {
  const { ann, bob, bobId, roomId, sessionId } = await chat()
  const block = { userId: bobId }
  const { body } = await world.post('/api/moderation/block', block, ann.token)
  expect(body).toEqual({ success: true, data: { ...block, blockId: expect.stringMatching(UUID) } })
  const { blockId } = body.data as { blockId: string }
  expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'user_left', roomId })
  expect(await bob.client.next('text_room_ended')).toEqual({ reason: 'partner_left', roomId })
  await expectNeverToMeet(ann, bob)
  const list = await world.get('/api/moderation/blocks', ann.token)
  expect(list.body.data).toEqual({
    blocks: [
      {
        blockId,
        createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
        madeBy: 'block',
        sessionId,
        chatType: 'text',
      },
    ],
  })
  expect((await world.get('/api/moderation/blocks', bob.token)).body.data).toEqual({ blocks: [] })
  const removed = await request(world.url(), 'DELETE', `/api/moderation/block/${blockId}`, {
    token: ann.token,
  })
  expect(removed.body).toEqual({ success: true, data: { userId: blockId } })
  await advance(1_000)
  await expectMatch(ann, bob)
})

test('two people do not meet after a block while both wait or are just paired', async () => {
  const [ann, bob] = [await person(), await person()]
  await join(ann, 'text')
  await join(bob, 'text')
  await world.post('/api/moderation/block', { userId: ann.userId }, bob.token)
  await advance(MATCHING_DELAY_MS * 10)
  await ann.client.settled()
  expect(ann.client.names()).toEqual(['text_queue_joined'])
})

test('one’s third foul message is a violation that ends the session; two are delivered with a warning to their author', async () => {
  const { ann, bob, roomId, sessionId } = await chat()
  for (const attempt of [1, 2]) {
    expect(await send(ann, `${FOUL} ${attempt}`)).toMatchObject({ success: true })
    expect(await ann.client.next('moderation-alert')).toEqual({
      type: 'warning',
      message: expect.any(String),
      sessionId,
    })
    expect(await bob.client.next('text_message_received')).toMatchObject({ content: `${FOUL} ${attempt}` })
  }
  expect(await send(bob, FOUL)).toMatchObject({ success: true })
  const text = 'Content violates community guidelines'
  expect(await send(ann, FOUL)).toEqual({ success: false, error: text, code: 5001 })
  expect(await ann.client.next('text_chat_error')).toEqual({ message: text, code: 5001 })
  const alert = { type: 'violation', message: 'Content policy violation detected', sessionId }
  expect(await ann.client.next('moderation-alert')).toEqual(alert)
  expect(await ann.client.next('text_room_ended')).toMatchObject({ roomId })
  expect(await bob.client.next('text_room_ended')).toEqual({ reason: 'partner_left', roomId })
  await bob.client.settled()
  expect(bob.client.count('text_message_received')).toBe(3)
  expect(bob.client.count('moderation-alert')).toBe(1)
})

test('in the generic dialect the author’s reason is violation, the partner’s that they left', async () => {
  const { ann, bob, sessionId } = await chat('generic', 'generic')
  for (let count = 0; count < 3; count += 1)
    await ann.client.ask('send-message', { sessionId, message: FOUL })
  expect(await ann.client.next('session-ended')).toMatchObject({ reason: 'violation', detail: 'user_left' })
  expect(await bob.client.next('session-ended')).toMatchObject({
    reason: 'user_left',
    detail: 'partner_left',
  })
})

test('a resent foul message is no second offence', async () => {
  const { ann } = await chat()
  const message = { content: FOUL, clientMessageId: 'same' }
  for (let count = 0; count < 5; count += 1)
    expect(await ann.client.ask('send_text_message', message)).toMatchObject({ seq: 1 })
  expect(ann.client.count('moderation-alert')).toBe(1)
})

test.each([
  ['a NUL', { message: 'bad\u0000word', type: 'text' }, false],
  ['a lone surrogate', { message: 'bad\ud800word', type: 'text' }, false],
  ['a NUL in a data URL’s head', { message: `data:\u0000;base64,${PNG}`, type: 'image' }, false],
  ['a lone surrogate in a data URL’s head', { message: `data:\ud800;base64,${PNG}`, type: 'image' }, false],
  [
    'a head of 20,000 characters',
    { message: `data:image/png;x=${'x'.repeat(20_000)};base64,${PNG}`, type: 'image' },
    false,
  ],
])('no message keeps its author from being reported: %s', async (_, message, isAccepted) => {
  const { ann, bob, bobId, sessionId } = await chat()
  const ack = await bob.client.ask('send-message', { sessionId, ...message })
  expect(ack).toMatchObject(isAccepted ? { success: true } : { success: false, code: 5002 })
  expect(await ann.client.ask('report_text_chat', complaint(bobId))).toMatchObject({ success: true })
})

test.each([
  ['a NUL', 'a\u0000b'],
  ['half an emoji', 'a\ud83d'],
  ['the other half', '\ude00b'],
])('a description with %s is refused as what it is', async (_, description) => {
  const { ann, bobId, sessionId } = await chat()
  expect(await ann.client.ask('report_text_chat', { ...complaint(bobId), description })).toMatchObject({
    code: 9001,
  })
  const { status } = await world.post(
    '/api/moderation/report',
    { sessionId, reportType: 'spam', description },
    ann.token,
  )
  expect(status).toBe(400)
})

test.each([
  ['text/html', `data:text/html;base64,${PNG}`, `data:image/png;base64,${PNG}`],
  ['image/svg+xml', `data:image/svg+xml;charset=utf-8;base64,${PNG}`, `data:image/png;base64,${PNG}`],
  ['nothing, bare base64', PNG, PNG],
])('a picture declared as %s is passed on as what it is', async (_, message, passedOn) => {
  const { ann, bob, sessionId } = await chat('text', 'generic')
  expect(await ann.client.ask('send-message', { sessionId, message, type: 'image' })).toMatchObject({
    success: true,
  })
  expect(await bob.client.next('message-received')).toMatchObject({ message: passedOn, type: 'image' })
})

test('reporting a session again answers the first report, with more in it, and counts once', async () => {
  const { ann, bobId, sessionId } = await chat()
  const { reportId } = await ann.client.ask('report_text_chat', complaint(bobId))
  const report = { sessionId, reportType: 'spam', description: 'sold things, too' }
  const again = await Promise.all(
    Array.from({ length: 2 }, () => world.post('/api/moderation/report', report, ann.token)),
  )
  for (const { status, body } of again)
    expect({ status, data: body.data }).toMatchObject({ status: 200, data: { reportId, status: 'pending' } })
  expect(await ann.client.ask('report_text_chat', complaint(bobId))).toEqual({ success: true, reportId })
  const rows = await world
    .server()
    .sql('SELECT id, description FROM reports WHERE session_id = $1', [sessionId])
  expect(rows).toEqual([{ id: reportId, description: 'abusive\n\nsold things, too' }])
  const moderator = await person('moderator')
  const { body } = await world.get(`/api/admin/reports/${String(reportId)}`, moderator.token)
  expect(body.data).toMatchObject({ reportsAgainst: 1, reportType: 'harassment' })
})

test('blocking a stranger or reading one’s own data does not reveal the stranger’s name', async () => {
  const ann = await person()
  const bob = await person()
  const name = 'Bob the Unmistakable'
  await world.server().sql('UPDATE users SET display_name = $1 WHERE id = $2', [name, bob.userId])
  await world.post('/api/moderation/block', { userId: bob.userId }, ann.token)
  const { sessionId } = await world.meet(ann, await person())
  await world.post('/api/moderation/report', { sessionId, reportType: 'spam' }, ann.token)
  for (const path of [
    '/api/moderation/blocks',
    '/api/moderation/user-reports',
    '/api/chat/history',
    '/api/user/export',
    '/api/user/profile',
  ]) {
    const { status, body } = await world.get(path, ann.token)
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toContain(name)
  }
  const list = await world.get('/api/moderation/blocks', ann.token)
  expect(list.body.data).toMatchObject({
    blocks: [
      { madeBy: 'report', sessionId },
      { userId: bob.userId, madeBy: 'block' },
    ],
  })
})
