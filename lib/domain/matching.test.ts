import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Waiting } from './matching'
import {
  areExPartners,
  estimateWaitSeconds,
  foldInterests,
  isOpen,
  mayMeet,
  PATIENCE_MS,
  sharedInterests,
} from './matching'
import { waiting } from './waiting.fixture'

const users = fc.constantFrom('ann', 'bob', 'cat')
const people: fc.Arbitrary<Waiting> = fc
  .record({
    user: users,
    tenantId: fc.constantFrom('default', 'other'),
    chatType: fc.constantFrom('text', 'audio', 'video'),
    carriesVideo: fc.boolean(),
    tier: fc.integer({ min: 0, max: 2 }),
    minTier: fc.integer({ min: 0, max: 2 }),
    since: fc.integer({ min: 0, max: 2_000 }),
    interests: fc.array(fc.constantFrom('music', 'films', 'chess'), { maxLength: 2 }),
    avoid: fc.array(users, { maxLength: 2 }),
    exPartner: fc.option(fc.record({ user: users, until: fc.integer({ min: 0, max: 4_000 }) })),
  })
  .map(({ interests, avoid, ...person }) =>
    waiting(person.user, { ...person, interests: new Set(interests), avoid: new Set(avoid) }),
  )

describe('mayMeet', () => {
  test('the rule is symmetric', () => {
    fc.assert(
      fc.property(people, people, fc.nat(4_000), (a, b, now) => {
        expect(mayMeet(a, b, now)).toBe(mayMeet(b, a, now))
      }),
      { numRuns: 2_000 },
    )
  })

  test('a person never meets themselves, a blocked person, a tier too low, another tenant or kind of chat, or for video a line without it', () => {
    fc.assert(
      fc.property(people, people, fc.nat(4_000), (a, b, now) => {
        if (!mayMeet(a, b, now)) return
        expect(a.user).not.toBe(b.user)
        expect(a.avoid.has(b.user) || b.avoid.has(a.user)).toBe(false)
        expect(a.tier >= b.minTier && b.tier >= a.minTier).toBe(true)
        expect([a.tenantId, a.chatType]).toEqual([b.tenantId, b.chatType])
        expect(a.chatType !== 'video' || (a.carriesVideo && b.carriesVideo)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('two who may meet now may still meet later', () => {
    fc.assert(
      fc.property(people, people, fc.nat(4_000), fc.nat(4_000), (a, b, now, later) => {
        if (mayMeet(a, b, now)) expect(mayMeet(a, b, now + later)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    { change: 'the same person in another tab', other: { user: 'ann' }, meet: false },
    { change: 'another tenant', other: { tenantId: 'other' }, meet: false },
    { change: 'another kind of chat', other: { chatType: 'video' as const }, meet: false },
    { change: 'a person who blocked me', other: { avoid: new Set(['ann']) }, meet: false },
    { change: 'a person who asks for a higher tier', other: { minTier: 2 }, meet: false },
    { change: 'a person who asks for exactly my tier', other: { minTier: 1 }, meet: true },
    { change: 'a person whose line carries no video, for text', other: { carriesVideo: false }, meet: true },
    { change: 'any other person', other: {}, meet: true },
  ])('$change: meet = $meet', ({ other, meet }) => {
    expect(mayMeet(waiting('ann', { tier: 1 }), waiting('bob', other), 0)).toBe(meet)
  })

  test.each([
    { waited: PATIENCE_MS - 1, meet: false },
    { waited: PATIENCE_MS, meet: true },
  ])('strangers without a shared interest after $waited ms: meet = $meet', ({ waited, meet }) => {
    const ann = waiting('ann', { interests: new Set(['music']) })
    expect(isOpen(ann, waited)).toBe(meet)
    expect(mayMeet(ann, waiting('bob'), waited)).toBe(meet)
    expect(mayMeet(ann, waiting('bob', { interests: new Set(['films']) }), waited)).toBe(meet)
  })

  test('a person whose patience is over waits for that of the other, unless they share an interest', () => {
    const ann = waiting('ann', { interests: new Set(['music', 'chess']) })
    const newcomer = { since: PATIENCE_MS }
    expect(mayMeet(ann, waiting('bob', { ...newcomer, interests: new Set(['films']) }), PATIENCE_MS)).toBe(
      false,
    )
    expect(mayMeet(ann, waiting('bob', { ...newcomer, interests: new Set(['chess']) }), PATIENCE_MS)).toBe(
      true,
    )
  })

  test.each([
    { now: 4_999, meet: false },
    { now: 5_000, meet: true },
  ])('the partner just left, at $now ms: meet = $meet', ({ now, meet }) => {
    const ann = waiting('ann', { exPartner: { user: 'bob', until: 5_000 } })
    expect(mayMeet(ann, waiting('bob'), now)).toBe(meet)
    expect(areExPartners(waiting('bob'), ann)).toBe(true)
    expect(areExPartners(waiting('cat'), ann)).toBe(false)
  })
})

test.each([
  { mine: ['Music', 'chess'], theirs: ['MUSIC ', 'films'], shared: ['Music'] },
  { mine: ['MUSIC', 'music', 'Ｍusic'], theirs: ['music'], shared: ['MUSIC'] },
  { mine: ['caf\u00E9', 'b', 'A'], theirs: ['a', 'B', 'cafe\u0301'], shared: ['caf\u00E9', 'b', 'A'] },
  { mine: ['संगीत'], theirs: ['संगीत'], shared: ['संगीत'] },
  { mine: ['music'], theirs: [], shared: [] },
  { mine: [], theirs: ['music'], shared: [] },
  { mine: ['music'], theirs: ['films'], shared: [] },
])('of $mine and $theirs the first reads $shared', ({ mine, theirs, shared }) => {
  expect(sharedInterests({ interestsAsWritten: mine }, { interests: foldInterests(theirs) })).toEqual(shared)
})

test('interests compare without regard to case, blanks and how letters are composed', () => {
  const written = [' Music ', 'MUSIC', 'cafe\u0301', 'CAF\u00C9', 'ﬁlms', ' ']
  expect([...foldInterests(written)]).toEqual(['music', 'caf\u00E9', 'films'])
})

test.each([
  { what: 'nothing known', seconds: 1 },
  { what: 'others like them waited 1.001 s', recentMs: 1_001, seconds: 2 },
  { what: 'having waited 6 s', recentMs: 200, waitedMs: 6_000, seconds: 6 },
  { what: 'held for 29.5 s', recentMs: 200, heldMs: 29_500, seconds: 30 },
  { what: 'a partner chosen', recentMs: 3_500_000, heldMs: 30_000, isPaired: true, seconds: 1 },
])('with $what the guess is $seconds s', ({ what: _, seconds, ...signs }) => {
  const nothing = { isPaired: false, recentMs: 0, waitedMs: 0, heldMs: 0 }
  expect(estimateWaitSeconds({ ...nothing, ...signs })).toBe(seconds)
})
