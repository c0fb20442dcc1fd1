import { expect, test } from 'vitest'
import { addCounters } from '@/lib/domain/counters'
import { matchingFigures } from '@/lib/domain/matching-figures'
import { USUAL_POLICY } from '@/lib/domain/matching-policy'
import { simulated } from '@/lib/domain/matching-simulator'
import { measuredJoins } from '@/lib/domain/measured-joins'
import { CHAT_TYPES, type ChatType } from '@/lib/domain/sessions'
import type { CountedSpan } from '../ports/analytics/figure-history'
import { createChance } from './chance'
import { madeUpFigures } from './made-up-figures'

const { figures } = madeUpFigures('2026-08-23', 90, createChance(1))
/** What a simulation may be off: of a wait (whose buckets are 12 % wide), and of the share that gives up, in points. */
const WAIT_TOLERANCE = 0.25
const SHARE_TOLERANCE = 3

/** The page of matching for the last days. */
function pageOf(days: number, kinds: readonly ChatType[]) {
  const total = (spans: readonly CountedSpan[]) => addCounters(...spans.map(({ counters }) => counters))
  const window = figures.days.slice(-days)
  const from = window[0]?.start ?? 0
  const hours = figures.hours.filter(({ start }) => start >= from)
  const ofHour = (hour: number) => total(hours.filter(({ start }) => new Date(start).getUTCHours() === hour))
  const interests = figures.interests.slice(-days).flatMap(({ counts }) => counts)
  return {
    total: matchingFigures(total(window), kinds),
    kinds: kinds.map((chatType) => ({ chatType, ...matchingFigures(total(window), [chatType]) })),
    hours: Array.from({ length: 24 }, (_, hour) => ({ hour, ...matchingFigures(ofHour(hour), kinds) })),
    observedHours: hours.length,
    interests: [...Map.groupBy(interests, ({ interest }) => interest).values()].map((all) => ({
      joined: all.reduce((sum, { joined }) => sum + joined, 0),
    })),
  }
}

test.each([
  { days: 7, kinds: CHAT_TYPES },
  { days: 14, kinds: CHAT_TYPES },
  { days: 7, kinds: ['text'] as const },
  { days: 7, kinds: ['video'] as const },
])('over $days made-up days of $kinds the simulator finds again what was measured', ({ days, kinds }) => {
  const page = pageOf(days, kinds)
  const measured = measuredJoins(page, 1)
  if (!measured) throw new Error('Nobody joined')
  const { met, gaveUp, p50, p95 } = simulated(measured, USUAL_POLICY, 8_000, 20_261_130)
  const { abandonment, waits } = page.total
  expect(Math.abs((100 * gaveUp) / (met + gaveUp) - (abandonment ?? 0))).toBeLessThan(SHARE_TOLERANCE)
  expect(Math.abs(p50 / waits.p50 - 1)).toBeLessThan(WAIT_TOLERANCE)
  expect(Math.abs(p95 / waits.p95 - 1)).toBeLessThan(WAIT_TOLERANCE)
})
