import { expect, test } from 'vitest'
import { hourRows } from './hour-rows'

const hour = (start: string, changes: object = {}) => ({
  start,
  online: 2,
  peakOnline: 5,
  sessions: { text: 1, audio: 0, video: 0 },
  messages: 3,
  waits: { p50: 0, p95: 0, count: 0 },
  failedCalls: 0,
  errors: 0,
  limits: 0,
  ...changes,
})

test('an hour in which nothing was counted leaves a gap in the line', () => {
  const { rows } = hourRows('messages', [hour('2026-01-01T10:00:00.000Z'), hour('2026-01-01T13:00:00.000Z')])
  expect(rows.map(({ values }) => values.messages)).toEqual([3, null, 3])
})

test('where nobody met there is no wait', () => {
  const met = { waits: { p50: 400, p95: 900, count: 3 } }
  const { keys, rows } = hourRows('waits', [
    hour('2026-01-01T10:00:00.000Z'),
    hour('2026-01-01T11:00:00.000Z', met),
  ])
  expect(keys).toEqual(['p50', 'p95'])
  expect(rows.map(({ values }) => values)).toEqual([
    { p50: null, p95: null },
    { p50: 400, p95: 900 },
  ])
})
