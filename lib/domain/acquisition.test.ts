import { describe, expect, test } from 'vitest'
import { acceptedWindow, compareSignups, keyOf, signupOf } from './acquisition'

const NOW = Date.parse('2026-11-21T12:00:00Z')

test.each([
  { text: '  Google ', key: 'google' },
  { text: 'Back\tto   School', key: 'back to school' },
  { text: 'ＧＯＯＧＬＥ', key: 'google' },
  { text: 'zero\u200Bwidth', key: 'zero width' },
  { text: 'x'.repeat(100), key: 'x'.repeat(60) },
  { text: '😀'.repeat(61), key: '😀'.repeat(60) },
  { text: `${'x'.repeat(59)} y`, key: 'x'.repeat(59) },
  { text: '   ', key: '' },
  { text: null, key: '' },
  { text: undefined, key: '' },
])('$text is counted as $key', ({ text, key }) => {
  expect(keyOf(text)).toBe(key)
})

test('a sign-up is counted on its day in UTC, with what is known of its origin', () => {
  const origin = {
    attribution: { source: 'Google', campaign: ' Spring ' },
    platform: 'Browser',
    gender: null,
    place: { country: 'DE', region: 'Bavaria' },
  }
  expect(signupOf(origin, Date.parse('2026-01-01T00:30:00+01:00'))).toEqual({
    day: '2025-12-31',
    source: 'google',
    medium: '',
    campaign: 'spring',
    platform: 'browser',
    gender: '',
    country: 'DE',
    region: 'Bavaria',
  })
})

describe('the window', () => {
  test.each([
    { asked: {}, window: { from: '2026-10-25', to: '2026-11-21' } },
    { asked: { from: '2026-11-01' }, window: { from: '2026-11-01', to: '2026-11-21' } },
    { asked: { from: '2026-12-01' }, window: { from: '2026-12-01', to: '2026-12-01' } },
    { asked: { to: '2026-03-01' }, window: { from: '2026-02-02', to: '2026-03-01' } },
    { asked: { from: '2028-01-01', to: '2028-12-31' }, window: { from: '2028-01-01', to: '2028-12-31' } },
  ])('of $asked is $window', ({ asked, window }) => {
    expect(acceptedWindow(asked, NOW)).toEqual(window)
  })

  test.each([
    { asked: { from: '2026-03-02', to: '2026-03-01' } },
    { asked: { from: '2026-01-01', to: '2027-01-02' } },
    { asked: { from: '1999-12-31', to: '2000-01-01' } },
    { asked: { from: '2100-12-31', to: '2101-01-01' } },
    { asked: { from: '2020-01-01' } },
  ])('of $asked is refused', ({ asked }) => {
    expect(() => acceptedWindow(asked, NOW)).toThrow(expect.objectContaining({ reason: 'INVALID_REQUEST' }))
  })
})

describe('the comparison', () => {
  const window = { from: '2026-03-01', to: '2026-03-02' }

  test('puts each day beside the one at the same position in the window before', () => {
    const counts = [
      { day: '2026-02-27', key: 'friend', count: 1 },
      { day: '2026-02-28', key: 'google', count: 4 },
      { day: '2026-03-01', key: 'google', count: 2 },
      { day: '2026-03-02', key: 'friend', count: 3 },
      { day: '2026-03-02', key: 'google', count: 2 },
    ]
    expect(compareSignups(counts, window)).toEqual({
      total: 7,
      previousTotal: 5,
      keys: [
        { key: 'google', total: 4, previous: 4 },
        { key: 'friend', total: 3, previous: 1 },
      ],
      days: [
        { day: '2026-03-01', counts: [2, 0], previousDay: '2026-02-27', previousCounts: [0, 1] },
        { day: '2026-03-02', counts: [2, 3], previousDay: '2026-02-28', previousCounts: [4, 0] },
      ],
    })
  })

  test('has every day, also without sign-ups', () => {
    const { days, keys, total } = compareSignups([], window)
    expect({ keys, total }).toEqual({ keys: [], total: 0 })
    expect(days.map(({ day, counts }) => [day, counts])).toEqual([
      ['2026-03-01', []],
      ['2026-03-02', []],
    ])
  })

  test('lists the largest first, and "other" and "unknown" last', () => {
    const counts = ['', 'other', 'b', 'a', 'c'].map((key, index) => ({
      day: window.from,
      key,
      count: key === 'c' ? 1 : key === 'a' || key === 'b' ? 5 : 100 - index,
    }))
    expect(compareSignups(counts, window).keys.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'other', ''])
  })
})
