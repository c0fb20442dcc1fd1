import { describe, expect, test } from 'vitest'
import { compareSignups, groupPlaces, keyOf, signupOf } from './acquisition'

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
    place: { country: 'DE', region: 'Bavaria', regionCode: 'BY' },
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
    regionCode: 'BY',
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

test('places are put together by country, most first, and the unknown ones are in no row', () => {
  const place = (country: string, region: string, count: number, regionCode = '') => ({
    country,
    region,
    regionCode,
    count,
  })
  const places = [
    place('', '', 3),
    place('DE', 'Bavaria', 2, 'BY'),
    place('US', 'California', 4, 'CA'),
    place('DE', '', 1),
    place('DE', 'Berlin', 2, 'BE'),
  ]
  expect(groupPlaces(places)).toEqual({
    total: 12,
    unknown: 3,
    countries: [
      {
        country: 'DE',
        count: 5,
        regions: [
          { name: 'Bavaria', code: 'BY', count: 2 },
          { name: 'Berlin', code: 'BE', count: 2 },
        ],
      },
      { country: 'US', count: 4, regions: [{ name: 'California', code: 'CA', count: 4 }] },
    ],
  })
})
