import { describe, expect, test } from 'vitest'
import {
  deadlineOf,
  deliveredTo,
  type Entry,
  expendable,
  idFor,
  IDLE_MS,
  isParticipant,
  LOG_MAX,
  LOG_MAX_BYTES,
  LOG_MIN,
  me,
  type Participant,
  partnerOf,
  secondsLeft,
  type Session,
  UNSURE_MS,
  withParticipant,
} from './sessions'

const participant = (user: string, changes: Partial<Participant> = {}): Participant => ({
  user,
  publicId: `${user} here`,
  dialect: 'plain',
  awayUntil: null,
  sharedInterests: [],
  deliveredSeq: 0,
  messages: 0,
  strikes: 0,
  media: null,
  look: null,
  ...changes,
})

const session = (ann: Partial<Participant> = {}, bob: Partial<Participant> = {}): Session => ({
  id: 's1',
  tenantId: 'default',
  chatType: 'text',
  participants: [participant('ann', ann), participant('bob', bob)],
  startedAt: 0,
  activeAt: 1_000,
  lastSeq: 0,
  modeRequest: null,
  end: null,
})

const entry = (seq: number, changes: Partial<Entry> = {}): Entry => ({
  seq,
  messageId: `m${seq}`,
  author: 'ann',
  content: 'hello',
  type: 'text',
  at: 0,
  clientMessageId: null,
  delivered: false,
  flagged: false,
  ...changes,
})
const logOf = (length: number, at = 0) => Array.from({ length }, (_, index) => entry(index + 1, { at }))

test('a session knows each participant and their partner', () => {
  expect([me(session(), 'bob').user, partnerOf(session(), 'bob').user]).toEqual(['bob', 'ann'])
  expect([me(session(), 'ann').user, partnerOf(session(), 'ann').user]).toEqual(['ann', 'bob'])
  expect([isParticipant(session(), 'ann'), isParticipant(session(), 'cat')]).toEqual([true, false])
})

test('a reader knows themselves by their account and their partner by an id of the session', () => {
  expect([idFor(session(), 'ann', 'ann'), idFor(session(), 'ann', 'bob')]).toEqual(['ann', 'bob here'])
  expect([idFor(session(), 'bob', 'bob'), idFor(session(), 'bob', 'ann')]).toEqual(['bob', 'ann here'])
})

test('changing one participant leaves the other and the original alone', () => {
  const before = session()
  const after = withParticipant(before, 'bob', { deliveredSeq: 7 })
  expect(after.participants).toEqual([participant('ann'), participant('bob', { deliveredSeq: 7 })])
  expect(before).toEqual(session())
})

describe('deadlineOf', () => {
  const idle = { at: 1_000 + IDLE_MS, cause: 'timeout', by: null }
  test.each([
    { when: 'both are here', ann: null, bob: null, deadline: idle },
    { when: 'one is away', ann: null, bob: 9_000, deadline: { at: 9_000, cause: 'disconnected', by: 'bob' } },
    {
      when: 'both are away',
      ann: 8_000,
      bob: 9_000,
      deadline: { at: 8_000, cause: 'disconnected', by: 'ann' },
    },
    { when: 'idleness ends it before', ann: idle.at + 1, bob: null, deadline: idle },
  ])('when $when', ({ ann, bob, deadline }) => {
    expect(deadlineOf(session({ awayUntil: ann }, { awayUntil: bob }))).toEqual(deadline)
  })
})

describe('expendable', () => {
  const late = UNSURE_MS
  test.each([
    { what: 'nothing of the last 30', length: LOG_MIN, seen: LOG_MIN, now: late, goes: 0 },
    { what: 'what is older than the last 30, once both have it', length: 40, seen: 40, now: late, goes: 10 },
    { what: 'only what the slower one has', length: 40, seen: 4, now: late, goes: 4 },
    { what: 'nothing so fresh that it may be lost on the way', length: 40, seen: 40, now: late - 1, goes: 0 },
    { what: 'nothing unseen up to 256', length: LOG_MAX, seen: 0, now: late, goes: 0 },
    { what: 'what is beyond 256, seen or not', length: LOG_MAX + 3, seen: 0, now: 0, goes: 3 },
  ])('gives up $what', ({ length, seen, now, goes }) => {
    const state = session({ deliveredSeq: length }, { deliveredSeq: seen })
    expect(expendable(logOf(length), 0, state, now)).toBe(goes)
  })

  test.each([
    { what: 'nothing unseen up to 9 MB', count: 60, bytes: LOG_MAX_BYTES / 60, goes: 0 },
    { what: 'the oldest beyond 9 MB, seen or not', count: 60, bytes: LOG_MAX_BYTES / 60 + 1, goes: 1 },
    { what: 'of the last 30 too, beyond 9 MB', count: 20, bytes: LOG_MAX_BYTES / 10, goes: 10 },
    { what: 'never the newest', count: 1, bytes: LOG_MAX_BYTES + 1, goes: 0 },
  ])('gives up $what', ({ count, bytes, goes }) => {
    const log = logOf(count).map((one) => ({ ...one, content: 'x'.repeat(bytes) }))
    expect(expendable(log, count * bytes, session(), 0)).toBe(goes)
  })
})

describe('deliveredTo', () => {
  test.each([
    { what: "the partner's message", reader: 'bob', delivered: false, seen: 0, expected: true },
    { what: "one's own, not delivered", reader: 'ann', delivered: false, seen: 4, expected: false },
    { what: "one's own, delivered at once", reader: 'ann', delivered: true, seen: 0, expected: true },
    { what: "one's own, delivered later", reader: 'ann', delivered: false, seen: 5, expected: true },
  ])('$what: $expected', ({ reader, delivered, seen, expected }) => {
    expect(deliveredTo(entry(5, { delivered }), reader, participant('bob', { deliveredSeq: seen }))).toBe(
      expected,
    )
  })
})

test.each([
  { awayUntil: null, now: 0, seconds: 0 },
  { awayUntil: 30_000, now: 0, seconds: 30 },
  { awayUntil: 30_000, now: 29_001, seconds: 1 },
  { awayUntil: 30_000, now: 30_000, seconds: 0 },
  { awayUntil: 30_000, now: 31_000, seconds: 0 },
])('at $now ms a participant away until $awayUntil has $seconds s left', ({ awayUntil, now, seconds }) => {
  expect(secondsLeft(session({}, { awayUntil }), 'bob', now)).toBe(seconds)
})
