import { expect, test } from 'vitest'
import { TAKE_BACK_MS } from './reports'
import { fromBob, openConversation, ROOM } from '@/lib/client/testing/chat'
import { settled } from '@/lib/client/testing/fake-clock'
import { REPORT_TYPES, REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'

const refused = (code: number) =>
  ({ ok: false, offline: false, code, message: 'NO', description: 'no' }) as const

test('the kinds of a report name minors', () => {
  expect(REPORT_TYPES).toContain('underage')
})

test.each(REPORT_TYPES)(
  'a report of kind %s leaves five seconds after it was chosen, and ends it',
  async (type) => {
    const { socket, clock, report, now } = openConversation()
    report(type, 'as I said')
    expect(now()).toMatchObject({ phase: 'chatting', deed: { report: { kind: 'waiting' } } })
    await clock.pass(TAKE_BACK_MS - 1)
    expect(socket.sentAs('report_text_chat')).toEqual([])
    await clock.pass(1)
    expect(socket.sentAs('report_text_chat')).toEqual([
      { reportedUserId: 'bob', violationType: type, description: 'as I said' },
    ])
    expect(now()).toMatchObject({ deed: { report: { kind: 'sending' } } })
    socket.answer('report_text_chat', { success: true, reportId: 'r1' })
    await settled()
    expect(now()).toMatchObject({ phase: 'ended', deed: { reported: true } })
    expect(now()).not.toHaveProperty('deed.report.kind')
  },
)

test('a report that is undone within five seconds was never sent, and the conversation goes on', async () => {
  const { socket, clock, report, takeBackReport, reported, now, messages } = openConversation()
  report('spam', '')
  socket.publish('text_message_received', fromBob(1, 'meanwhile'))
  await clock.pass(TAKE_BACK_MS - 1)
  takeBackReport()
  await clock.pass(TAKE_BACK_MS * 2)
  expect(socket.sentAs('report_text_chat')).toEqual([])
  expect(reported).toEqual([])
  expect(now()).toMatchObject({ phase: 'chatting', deed: { reported: false } })
  expect(messages()).toMatchObject([{ content: 'meanwhile' }])
})

test('the page that is closed sends what waits at once, in a way that outlives it', async () => {
  const { socket, clock, report, flushReport, reported } = openConversation()
  report('underage', '')
  flushReport()
  expect(reported).toEqual([['1', 'underage', '']])
  await clock.pass(TAKE_BACK_MS)
  expect(reported).toHaveLength(1)
  expect(socket.sentAs('report_text_chat')).toEqual([])
})

test.each(['leave', 'next', 'rest'] as const)('%s sends what waits at once', async (way) => {
  const chat = openConversation()
  chat.report('harassment', 'all of it')
  chat[way]()
  expect(chat.reported).toEqual([['1', 'harassment', 'all of it']])
  await settled()
  if (way === 'leave') expect(chat.now()).toMatchObject({ phase: 'ended', deed: { reported: true } })
})

test('a partner who leaves meanwhile is reported all the same, once', async () => {
  const { socket, clock, report, reported, now } = openConversation()
  report('other', '')
  socket.publish('text_room_ended', { roomId: ROOM, reason: 'partner_left' })
  expect(now()).toMatchObject({ phase: 'ended', deed: { report: { kind: 'waiting' } } })
  await clock.pass(TAKE_BACK_MS)
  expect(reported).toEqual([['1', 'other', '']])
  expect(now()).toMatchObject({ deed: { reported: true } })
})

test('a session that ended a moment before the report arrives is reported by REST', async () => {
  const { socket, clock, report, reported, now } = openConversation()
  report('other', '')
  await clock.pass(TAKE_BACK_MS)
  socket.answer('report_text_chat', { success: false, error: 'No active text chat room', code: 3002 })
  await settled()
  expect(reported).toEqual([['1', 'other', '']])
  expect(now()).toMatchObject({ phase: 'ended', deed: { reported: true } })
})

test.each([
  { answer: refused(1003), problem: 'too-many' },
  { answer: refused(3002), problem: 'gone' },
  { answer: { ok: false, offline: true } as const, problem: 'failed' },
])('a report that does not arrive says so ($problem), and may be sent again or taken back', async (row) => {
  const { socket, clock, report, sendReport, takeBackReport, answerReport, reported, now } =
    openConversation()
  socket.publish('text_room_ended', { roomId: ROOM, reason: 'partner_left' })
  answerReport(row.answer)
  answerReport(row.answer)
  report('spam', 'again and again')
  await clock.pass(TAKE_BACK_MS)
  expect(now()).toMatchObject({ deed: { reported: false, report: { kind: 'failed', problem: row.problem } } })
  sendReport()
  await settled()
  expect(reported).toHaveLength(2)
  takeBackReport()
  expect(now()).not.toHaveProperty('deed.report.kind')
})

test('a report that could not leave with its conversation is offered again until it arrives', async () => {
  const { clock, report, next, answerReport, reported } = openConversation()
  answerReport({ ok: false, offline: true })
  answerReport(refused(1003))
  report('underage', '')
  next()
  await clock.pass(30_000)
  expect(reported).toHaveLength(3)
})

test('right before the time to report is over, the time to undo it is shorter', async () => {
  const { socket, clock, report, reported } = openConversation()
  socket.publish('text_room_ended', { roomId: ROOM, reason: 'partner_left' })
  await clock.pass(REPORTABLE_AFTER_END_MS - 3_000)
  report('spam', '')
  await clock.pass(1_000)
  expect(reported).toHaveLength(1)
})

test('one conversation is reported once, however often the button is hit', async () => {
  const { socket, clock, report } = openConversation()
  report('spam', '')
  report('other', '')
  await clock.pass(TAKE_BACK_MS)
  expect(socket.sentAs('report_text_chat')).toMatchObject([{ violationType: 'spam' }])
})
