import { expect, test } from 'vitest'
import { addCounters, type Counters } from '@/lib/domain/counters'
import { addDays, dayOf, daysOf } from '@/lib/domain/days'
import { mediaFigures } from '@/lib/domain/media/media-figures'
import { matchingFigures } from '@/lib/domain/matching-figures'
import { hourFigures } from '@/lib/domain/overview-figures'
import { CHAT_TYPES } from '@/lib/domain/sessions'
import { DEMO_PREFIX } from '../ports/analytics/acquisition'
import { createChance } from './chance'
import { madeUpFigures } from './made-up-figures'

const FIRST = '2026-08-23'
const DAYS = 90
const { figures } = madeUpFigures(FIRST, DAYS, createChance(1))

test('each day has figures of every kind, and its hours add up to it', () => {
  const days = daysOf({ from: FIRST, to: addDays(FIRST, DAYS - 1) })
  expect(figures.days.map(({ start }) => dayOf(start))).toEqual(days)
  for (const { counters } of figures.days) {
    const { joined, met, waits } = matchingFigures(counters, CHAT_TYPES)
    expect([joined, met, waits.p50].every((number) => number > 0)).toBe(true)
    expect(mediaFigures(counters, ['audio', 'video']).sessions).toBeGreaterThan(0)
  }
  const last = figures.days.at(-1)
  const hours = figures.hours.filter(({ start }) => dayOf(start) === dayOf(last?.start ?? 0))
  expect(hours).toHaveLength(24)
  const messages = hours.reduce((sum, { start, counters }) => sum + hourFigures(start, counters).messages, 0)
  expect(messages).toBe(last?.counters.messages)
})

test('each day and each of the last hours is told by platform and by country, which add up to it', () => {
  const { narrowed = [] } = figures
  for (const span of ['hour', 'day'] as const)
    for (const dimension of ['platform', 'country'] as const) {
      const parts = narrowed.filter((one) => one.span === span && one.dimension === dimension)
      const joined = (all: readonly { readonly counters: Counters }[]) =>
        matchingFigures(addCounters(...all.map(({ counters }) => counters)), CHAT_TYPES).joined
      expect(joined(parts)).toBe(joined(span === 'hour' ? figures.hours : figures.days))
      expect(new Set(parts.map(({ value }) => value)).size).toBeGreaterThan(1)
    }
})

test('on one day calls failed, which an alert tells and the figures show', () => {
  const alert = figures.alerts.find(({ kind }) => kind === 'failed-calls')
  const failed = (day: string) => {
    const found = figures.days.find(({ start }) => dayOf(start) === day)
    return mediaFigures(found?.counters ?? {}, ['audio', 'video']).failedPercent ?? 0
  }
  const bad = dayOf(alert?.raisedAt ?? 0)
  expect(failed(bad)).toBeGreaterThan(2 * failed(addDays(bad, -1)))
  expect(figures.alerts.every(({ id, isDemo }) => isDemo && id.startsWith(DEMO_PREFIX))).toBe(true)
})
