import { expect, test } from 'vitest'
import { banEnd } from './ban-terms'

const NOW = Date.UTC(2026, 0, 10, 12)

test.each([
  ['day', '', '2026-01-11T12:00:00.000Z'],
  ['week', '', '2026-01-17T12:00:00.000Z'],
  ['month', '', '2026-02-09T12:00:00.000Z'],
  ['until', '2026-01-10', '2026-01-10T23:59:59.999Z'],
  ['until', '2026-01-09', undefined],
  ['until', '', undefined],
  ['until', 'some day', undefined],
  ['forever', '', null],
] as const)('a ban for %s %s ends %s', (term, day, end) => {
  expect(banEnd(term, day, NOW)).toBe(end)
})
