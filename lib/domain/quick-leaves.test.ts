import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Millis } from './ids'
import {
  afterQuickLeave,
  holdMs,
  lengthOf,
  quickLeaverOf,
  type QuickLeaves,
  QUICK_LEAVES_FROM,
  QUICK_LEAVES_WINDOW_MS,
} from './quick-leaves'
import { begin, type ChatType, type EndCause, me, type Session, withParticipant } from './sessions'

const after = (times: readonly Millis[]) =>
  times.reduce<QuickLeaves | undefined>(
    (known, at) => afterQuickLeave(known, QUICK_LEAVES_FROM, at),
    undefined,
  )
const seconds = (count: number, apart: Millis) =>
  holdMs(after(Array.from({ length: count }, (_, index) => index * apart))?.step ?? 0) / 1_000

describe('the wait after quick leaves', () => {
  test.each([
    { count: 1, wait: 0 },
    { count: 7, wait: 0 },
    { count: 8, wait: 1 },
    { count: 9, wait: 2 },
    { count: 10, wait: 4 },
    { count: 11, wait: 8 },
    { count: 12, wait: 16 },
    { count: 13, wait: 30 },
    { count: 14, wait: 30 },
    { count: 100, wait: 30 },
  ])('after $count in a row is $wait s', ({ count, wait }) => {
    expect(seconds(count, 1_000)).toBe(wait)
  })

  test.each([
    { apart: 17_142, wait: 1 },
    { apart: 17_143, wait: 0 },
    { apart: 60_000, wait: 0 },
    { apart: QUICK_LEAVES_WINDOW_MS, wait: 0 },
  ])(
    'after eight $apart ms apart is $wait s: only those of the last two minutes count',
    ({ apart, wait }) => {
      expect(seconds(8, apart)).toBe(wait)
    },
  )

  test('is over two minutes after the last one', () => {
    const held = after(Array.from({ length: 12 }, (_, index) => index))
    expect(afterQuickLeave(held, QUICK_LEAVES_FROM, 11 + QUICK_LEAVES_WINDOW_MS - 1).step).toBe(6)
    expect(afterQuickLeave(held, QUICK_LEAVES_FROM, 11 + QUICK_LEAVES_WINDOW_MS)).toMatchObject({ step: 0 })
  })

  test('begins only with that many within the window, and keeps no more times than it needs', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 40 })
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 10 }), (between, from) => {
        let known: QuickLeaves | undefined
        let now = 0
        const all: Millis[] = []
        for (const gap of between) {
          now += gap
          all.push(now)
          const before = known?.step ?? 0
          known = afterQuickLeave(known, from, now)
          const recent = all.filter((at) => now - at < QUICK_LEAVES_WINDOW_MS)
          if (before === 0) expect(known.step).toBe(recent.length >= from ? 1 : 0)
          if (recent.length >= from) expect(known.step).toBeGreaterThan(0)
          expect(known.times.length).toBeLessThanOrEqual(from)
          expect(holdMs(known.step)).toBeLessThanOrEqual(30_000)
        }
      }),
    )
  })
})

/** A session of ann and bob that ends. */
function ended(
  cause: EndCause,
  by: string | null,
  at: Millis,
  how: { chatType?: ChatType; sent?: number; awayUntil?: Millis } = {},
): Session {
  const { chatType = 'text', sent = 0, awayUntil = null } = how
  const pair = [
    { user: 'ann', publicId: 'ann here', dialect: 'plain', here: true },
    { user: 'bob', publicId: 'bob here', dialect: 'plain', here: true },
  ] as const
  const session = begin({ id: 's1', tenantId: 'default', chatType, pair }, 0)
  const changed = withParticipant(session, 'ann', { messages: sent, awayUntil })
  return { ...changed, end: { cause, by, at } }
}

describe('a quick leave', () => {
  test.each([
    { what: 'at once', session: ended('left', 'ann', 1), by: 'ann' },
    { what: 'after 5 s', session: ended('left', 'ann', 5_000), by: 'ann' },
    { what: 'after more', session: ended('left', 'ann', 5_001), by: undefined },
    {
      what: 'of a voice chat after 10 s',
      session: ended('left', 'ann', 10_000, { chatType: 'audio' }),
      by: 'ann',
    },
    {
      what: 'of a video chat after more',
      session: ended('left', 'ann', 10_001, { chatType: 'video' }),
      by: undefined,
    },
    { what: 'after "hi"', session: ended('left', 'ann', 900, { sent: 1 }), by: undefined },
    {
      what: 'while the other one sent something',
      session: ended('left', 'bob', 900, { sent: 1 }),
      by: 'bob',
    },
    {
      what: 'by closing everything',
      session: ended('disconnected', 'ann', 32_000, { awayUntil: 32_000 }),
      by: 'ann',
    },
    {
      what: 'lost later',
      session: ended('disconnected', 'ann', 35_001, { awayUntil: 35_001 }),
      by: undefined,
    },
    { what: 'never come', session: ended('disconnected', 'ann', 10_000, { awayUntil: 10_000 }), by: 'ann' },
    { what: 'by a report', session: ended('reported', 'ann', 900), by: undefined },
    { what: 'by a ban', session: ended('banned', 'ann', 900), by: undefined },
    { what: 'by a foul word', session: ended('violation', 'ann', 900), by: undefined },
    { what: 'by time', session: ended('timeout', null, 900), by: undefined },
  ])('$what: $by', ({ session, by }) => {
    expect(quickLeaverOf(session)).toBe(by)
  })

  test('time in which a participant was disconnected is no time together', () => {
    expect(lengthOf(ended('disconnected', 'ann', 34_000, { awayUntil: 34_000 }))).toBe(4_000)
    expect(lengthOf(ended('left', 'bob', 31_000))).toBe(31_000)
    expect(me(ended('left', 'bob', 1), 'ann').messages).toBe(0)
  })
})
