import { expect, test } from 'vitest'
import { followStay, type PresenceFact } from './presence-days'

const NOON = Date.parse('2026-03-01T12:00:00Z')
const HOUR = 60 * 60_000
const fact = (what: 'came' | 'still' | 'left', at: number): PresenceFact => ({ user: 'ann', at, what })

test('coming counts a session at once, leaving the time', () => {
  const came = followStay(undefined, [fact('came', NOON)])
  expect(came).toEqual({
    after: { since: NOON, shown: 'online' },
    days: [{ day: '2026-03-01', sessions: 1, onlineMs: 0 }],
  })
  expect(followStay(came.after, [fact('left', NOON + HOUR)])).toEqual({
    after: undefined,
    days: [{ day: '2026-03-01', sessions: 0, onlineMs: HOUR }],
  })
})

test('a second device, and leaving twice, change nothing', () => {
  const stay = { since: NOON, shown: 'busy' } as const
  expect(followStay(stay, [fact('came', NOON + HOUR), fact('still', NOON + HOUR)])).toEqual({
    after: stay,
    days: [],
  })
  expect(followStay(undefined, [fact('left', NOON), fact('still', NOON)])).toEqual({
    after: undefined,
    days: [],
  })
})

test('what others see is that of the last change', () => {
  const shown = (what: 'away' | 'busy'): PresenceFact => ({
    user: 'ann',
    at: NOON,
    what: 'shown',
    shown: what,
  })
  expect(followStay(undefined, [fact('came', NOON), shown('busy'), shown('away')]).after?.shown).toBe('away')
})

test('what goes over midnight is of both days', () => {
  const { days } = followStay({ since: NOON, shown: 'online' }, [fact('left', NOON + 38 * HOUR)])
  expect(days.toSorted((a, b) => (a.day < b.day ? -1 : 1))).toEqual([
    { day: '2026-03-01', sessions: 0, onlineMs: 12 * HOUR },
    { day: '2026-03-02', sessions: 0, onlineMs: 24 * HOUR },
    { day: '2026-03-03', sessions: 0, onlineMs: 2 * HOUR },
  ])
})

test('who stays over midnight is of the new day as soon as that is noticed, and no time counts twice', () => {
  const { after, days } = followStay({ since: NOON, shown: 'online' }, [fact('still', NOON + 13 * HOUR)])
  const midnight = NOON + 12 * HOUR
  expect(after).toEqual({ since: midnight, shown: 'online' })
  expect(days).toEqual([
    { day: '2026-03-01', sessions: 0, onlineMs: 12 * HOUR },
    { day: '2026-03-02', sessions: 0, onlineMs: 0 },
  ])
  expect(followStay(after, [fact('left', midnight + HOUR)]).days).toEqual([
    { day: '2026-03-02', sessions: 0, onlineMs: HOUR },
  ])
})
