import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, lengthOf, windowBefore } from './days'
import {
  acceptedWindow,
  type AskedWindow,
  FIGURE_DIMENSIONS,
  formatFilter,
  isPossibleWindow,
  keysOf,
  MAX_WINDOW_DAYS,
  narrowedBy,
  oneOfBoth,
  parseFilter,
} from './figure-filter'

const NOW = Date.parse('2026-11-21T23:30:00Z')

describe('the window', () => {
  test.each<{ asked: AskedWindow; window: object }>([
    { asked: {}, window: { from: '2026-11-08', to: '2026-11-21' } },
    { asked: { days: 1 }, window: { from: '2026-11-21', to: '2026-11-21' } },
    { asked: { start: '2026-11-01' }, window: { from: '2026-11-01', to: '2026-11-21' } },
    { asked: { start: '2026-11-01', days: 3 }, window: { from: '2026-11-01', to: '2026-11-03' } },
    { asked: { start: '2026-12-01' }, window: { from: '2026-12-01', to: '2026-12-01' } },
    { asked: { end: '2026-03-01' }, window: { from: '2026-02-16', to: '2026-03-01' } },
    { asked: { end: '2026-03-01', days: 2 }, window: { from: '2026-02-28', to: '2026-03-01' } },
    {
      asked: { start: '2028-01-01', end: '2028-12-31', days: 7 },
      window: { from: '2028-01-01', to: '2028-12-31' },
    },
  ])('of $asked is $window', ({ asked, window }) => {
    expect(acceptedWindow(asked, NOW)).toEqual(window)
  })

  test.each<{ asked: AskedWindow; field: string }>([
    { asked: { start: '2026-03-02', end: '2026-03-01' }, field: 'start' },
    { asked: { start: '2026-01-01', end: '2027-01-02' }, field: 'start' },
    { asked: { start: '1999-12-31', end: '2000-01-01' }, field: 'start' },
    { asked: { start: '2100-12-31', end: '2101-01-01' }, field: 'end' },
    { asked: { start: '2020-01-01' }, field: 'start' },
  ])('of $asked is refused because of $field', ({ asked, field }) => {
    expect(() => acceptedWindow(asked, NOW)).toThrow(
      expect.objectContaining({ reason: 'INVALID_REQUEST', details: expect.objectContaining({ field }) }),
    )
  })

  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days))
  const length = fc.integer({ min: 1, max: MAX_WINDOW_DAYS })

  test('of any days that are asked for has that length, and the one before touches it', () => {
    fc.assert(
      fc.property(day, length, fc.boolean(), (one, days, isStart) => {
        const window = acceptedWindow(isStart ? { start: one, days } : { end: addDays(one, days), days }, NOW)
        expect(lengthOf(window)).toBe(days)
        const before = windowBefore(window)
        expect([lengthOf(before), addDays(before.to, 1)]).toEqual([days, window.from])
      }),
    )
  })
})

test.each([
  { from: '2028-01-01', to: '2028-12-31', possible: true },
  { from: '2027-12-31', to: '2028-12-31', possible: false },
  { from: '1999-12-31', to: '2000-01-01', possible: false },
  { from: '2026-02-30', to: '2026-03-01', possible: false },
  { from: '', to: '', possible: false },
])('$from to $to is possible: $possible', ({ possible, ...window }) => {
  expect(isPossibleWindow(window)).toBe(possible)
})

describe('the address', () => {
  const read = (query: string) =>
    parseFilter(Object.fromEntries(new URLSearchParams(query)), FIGURE_DIMENSIONS)
  const usual = { days: 14, compare: true, only: {} }

  test.each([
    { query: '', filter: usual },
    { query: 'days=7', filter: { ...usual, days: 7 } },
    { query: 'days=0', filter: usual },
    { query: 'days=367', filter: usual },
    { query: 'days=1e2', filter: usual },
    { query: 'compare=none', filter: { ...usual, compare: false } },
    {
      query: 'start=2026-03-01&end=2026-03-02&days=7',
      filter: { start: '2026-03-01', end: '2026-03-02', compare: true, only: {} },
    },
    { query: 'start=2026-03-02&end=2026-03-01', filter: usual },
    { query: 'start=2026-03-01', filter: usual },
    {
      query: 'country=de&gender=%20Female%20',
      filter: { ...usual, only: { country: 'DE', gender: 'female' } },
    },
    { query: 'country=Germany&chatType=mail', filter: usual },
    { query: 'country=UNKNOWN', filter: { ...usual, only: { country: 'unknown' } } },
    { query: 'chatType=audio&campaign=', filter: { ...usual, only: { chatType: 'audio' } } },
  ])('?$query means $filter', ({ query, filter }) => {
    expect(read(query)).toEqual(filter)
  })

  test('says nothing of dimensions that a page does not have', () => {
    expect(parseFilter({ country: 'DE', gender: 'female' }, ['country']).only).toEqual({ country: 'DE' })
  })

  test('that a filter makes means that filter again', () => {
    const text = fc.string({ maxLength: 40 })
    const query = fc.record(
      {
        days: fc.oneof(fc.integer({ min: 1, max: MAX_WINDOW_DAYS }).map(String), text),
        start: fc.constantFrom('2026-01-01', '2026-05-01', ''),
        end: fc.constantFrom('2026-02-01', '2026-06-01', ''),
        compare: fc.constantFrom('none', 'previous', ''),
        chatType: fc.constantFrom('text', 'audio', 'video', 'mail'),
        gender: text,
        platform: text,
        signupSource: text,
        campaign: text,
        country: fc.constantFrom('DE', 'us', 'unknown', 'Germany'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(query, (asked) => {
        const filter = parseFilter(asked, FIGURE_DIMENSIONS)
        expect(parseFilter(formatFilter(filter), FIGURE_DIMENSIONS)).toEqual(filter)
      }),
    )
  })
})

test('what is not known is counted under two keys', () => {
  expect([keysOf('unknown'), keysOf('google')]).toEqual([['', 'unknown'], ['google']])
})

describe('platform and country', () => {
  test.each([
    { only: {}, by: undefined },
    { only: { chatType: 'text', platform: 'pwa' }, by: { dimension: 'platform', value: 'pwa' } },
    { only: { country: 'unknown' }, by: { dimension: 'country', value: 'unknown' } },
  ])('of $only $by narrows what is counted by each apart', ({ only, by }) => {
    expect(narrowedBy(only)).toEqual(by)
  })

  test('do not narrow it both', () => {
    expect(() => narrowedBy({ platform: 'pwa', country: 'DE' })).toThrow(
      expect.objectContaining({
        reason: 'INVALID_REQUEST',
        details: expect.objectContaining({ field: 'country' }),
      }),
    )
  })

  const both = { platform: 'pwa', country: 'DE' }
  test.each([
    { next: { platform: 'pwa' }, before: {}, left: { platform: 'pwa' } },
    { next: both, before: { platform: 'pwa' }, left: { country: 'DE' } },
    { next: both, before: { country: 'DE' }, left: { platform: 'pwa' } },
    { next: both, before: { country: 'FR' }, left: { country: 'DE' } },
    { next: both, before: {}, left: { country: 'DE' } },
  ])('of $next after $before $left is left', ({ next, before, left }) => {
    expect(oneOfBoth({ chatType: 'text', ...next }, before)).toEqual({ chatType: 'text', ...left })
  })
})
