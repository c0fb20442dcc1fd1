import { expect, test } from 'vitest'
import { receiptOf, type SessionFacts } from './receipts'

const DAY = 86_400_000
const END = 1_000 * DAY
const facts = (changes: Partial<SessionFacts> = {}): SessionFacts => ({
  sessionId: 'a session',
  chatType: 'text',
  startedAt: END - 60_000,
  endedAt: END,
  endReason: 'left',
  messagesSent: 3,
  messagesReceived: 4,
  quality: null,
  rating: null,
  report: null,
  blockedAt: null,
  ...changes,
})
const statesOf = (session: SessionFacts, now: number) =>
  Object.fromEntries(receiptOf(session, now).map(({ what, state, until }) => [what, [state, until]]))

test('of an ordinary session its row stays 90 days, and what was said five minutes in memory', () => {
  expect(statesOf(facts(), END)).toEqual({
    session: ['kept', END + 90 * DAY],
    messages: ['kept', END + 300_000],
    reportsByOthers: ['untold', null],
  })
})

test.each([
  { after: 299_999, state: 'kept' },
  { after: 300_000, state: 'gone' },
])('after $after ms what was said is $state, and has a line', ({ after, state }) => {
  expect(statesOf(facts(), END + after)['messages']).toEqual([state, END + 300_000])
})

test('the end by a report is told to who reported, and to the other as any leaving', () => {
  const report = { createdAt: END, type: 'spam', hasEvidence: true, screenshots: 0 }
  const endOf = (session: SessionFacts) => receiptOf(session, END)[0]?.details['endReason']
  expect([endOf(facts({ endReason: 'reported', report })), endOf(facts({ endReason: 'reported' }))]).toEqual([
    'reported',
    'left',
  ])
})

test('sound and picture were never kept, how the line was is', () => {
  const quality = { packetLoss: 1, jitter: 2, bitrate: 40, connectTime: 900, reconnects: 0, reports: 9 }
  const states = statesOf(facts({ chatType: 'video', quality, rating: 'good' }), END)
  expect(states).toMatchObject({
    media: ['never', null],
    quality: ['kept', END + 90 * DAY],
    rating: ['kept', END + 90 * DAY],
  })
})

test.each([
  { days: 0, hasEvidence: true, state: 'kept' },
  { days: 89, hasEvidence: true, state: 'kept' },
  { days: 90, hasEvidence: true, state: 'gone' },
  { days: 10, hasEvidence: false, state: 'gone' },
])('evidence after $days days, there: $hasEvidence, is $state', ({ days, hasEvidence, state }) => {
  const report = { createdAt: END, type: 'spam', hasEvidence, screenshots: 2 }
  const entries = receiptOf(facts({ report, blockedAt: END }), END + days * DAY)
  expect(entries).toContainEqual({
    what: 'evidence',
    state,
    why: 'moderation',
    until: END + 90 * DAY,
    details: { screenshots: 2 },
  })
  expect(entries).toContainEqual({ what: 'block', state: 'kept', why: 'safety', until: null, details: {} })
})
