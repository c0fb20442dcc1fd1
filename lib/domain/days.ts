import type { Millis } from './ids'

/** A day of the calendar in UTC, `YYYY-MM-DD`; earlier ones sort first. */
export type Day = string

const DAY_MS = 86_400_000

export function dayOf(at: Millis): Day {
  return new Date(at).toISOString().slice(0, 10)
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(Date.parse(text)) === text
}

/** @param days - may be negative */
export function addDays(day: Day, days: number): Day {
  return dayOf(Date.parse(day) + days * DAY_MS)
}

/** Days in a row, both ends among them. */
export interface DayWindow {
  readonly from: Day
  readonly to: Day
}

export function lengthOf({ from, to }: DayWindow): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
}

/** The window of the same length that ends the day before this one begins. */
export function windowBefore(window: DayWindow): DayWindow {
  return { from: addDays(window.from, -lengthOf(window)), to: addDays(window.from, -1) }
}

/** Every day, first to last. */
export function daysOf(window: DayWindow): readonly Day[] {
  return Array.from({ length: lengthOf(window) }, (_, index) => addDays(window.from, index))
}

/** By how much `now` differs from `before`, in per cent with one decimal; null where there was nothing to compare with. */
export function changePercent(now: number, before: number): number | null {
  return before === 0 ? null : percentHalfUp(now - before, before)
}

/** How much of `all` a part is, in per cent with one decimal; 0 of nothing. */
export function sharePercent(part: number, all: number): number {
  return all === 0 ? 0 : percentHalfUp(part, all)
}

/** In whole numbers as far as it goes, so that halves are exactly halves. */
function percentHalfUp(part: number, all: number): number {
  return Math.floor((2_000 * part + all) / (2 * all)) / 10
}
