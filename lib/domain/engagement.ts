import { BACK_WITHIN_DAYS, COHORT_WEEKS, type DayCounts, EVER } from './activity'
import { addDays, type Day, daysOf, type DayWindow, lengthOf } from './days'
import { CHAT_TYPES, type ChatType } from './sessions'

/** The counts of a day and a kind of session; empty: any kind, which has people and landings alone. */
export interface DayTotals extends DayCounts {
  readonly day: Day
  readonly chatType: ChatType | ''
  readonly landings: number
}

/** People of a week (from Monday) or a month. */
export interface PeriodCount {
  readonly period: 'week' | 'month'
  readonly start: Day
  readonly people: number
}

/** People of a cohort who were active `weekAfter` weeks after their registration's; `EVER`: at all. */
export interface CohortCount {
  readonly week: Day
  readonly weekAfter: number
  readonly people: number
}

/** The way from the front page to coming back; each step is counted on its day. */
export const FUNNEL = ['landing', 'gate', 'looking', 'matched', 'talked', 'cameBack'] as const
export type FunnelStep = (typeof FUNNEL)[number]

/** What a day came to, of the kind that is asked for or of all. */
export interface EngagementDay {
  readonly day: Day
  readonly active: number
  readonly sessions: number
  readonly messages: number
  readonly durationMs: number
  readonly funnel: Readonly<Record<FunnelStep, number>>
}

/** What the sessions of a kind came to in a window; each person's side is one. */
export interface KindTotals {
  readonly chatType: ChatType
  readonly sessions: number
  readonly messages: number
  readonly durationMs: number
  /** By length, in the bands of LENGTH_BOUNDS_MS. */
  readonly lengths: readonly number[]
}

interface Counted {
  readonly rows: readonly DayTotals[]
  /** Registrations by day. */
  readonly gate: ReadonlyMap<Day, number>
  /** Undefined: all. */
  readonly chatType: ChatType | undefined
}

/** Every day of a window, first to last, also those without anything. */
export function engagementDays(
  { rows, gate, chatType }: Counted,
  window: DayWindow,
): readonly EngagementDay[] {
  const byDay = Map.groupBy(rows, ({ day }) => day)
  return daysOf(window).map((day) => {
    const mine = byDay.get(day) ?? []
    const people = mine.find((row) => row.chatType === (chatType ?? ''))
    const ofKind = mine.filter((row) => chatType === undefined || row.chatType === chatType)
    const any = mine.find((row) => row.chatType === '')
    const sum = (read: (row: DayTotals) => number) => ofKind.reduce((all, row) => all + read(row), 0)
    return {
      day,
      active: people?.active ?? 0,
      sessions: sum((row) => row.sessions),
      messages: sum((row) => row.messages),
      durationMs: sum((row) => row.durationMs),
      funnel: {
        landing: any?.landings ?? 0,
        gate: gate.get(day) ?? 0,
        looking: people?.looked ?? 0,
        matched: people?.matched ?? 0,
        talked: people?.talked ?? 0,
        cameBack: people?.cameBack ?? 0,
      },
    }
  })
}

/** What each kind's sessions came to in a window, or the one that is asked for. */
export function kindTotals({ rows, chatType }: Counted, { from, to }: DayWindow): readonly KindTotals[] {
  const kinds = chatType === undefined ? CHAT_TYPES : [chatType]
  return kinds.map((kind) => {
    const mine = rows.filter(({ day, chatType: of }) => of === kind && day >= from && day <= to)
    const sum = (read: (row: DayTotals) => number) => mine.reduce((all, row) => all + read(row), 0)
    const bands = mine[0]?.lengths ?? []
    return {
      chatType: kind,
      sessions: sum((row) => row.sessions),
      messages: sum((row) => row.messages),
      durationMs: sum((row) => row.durationMs),
      lengths: bands.map((_, band) => sum((row) => row.lengths[band] ?? 0)),
    }
  })
}

/** How many of each step, all days together. */
export function funnelOf(days: readonly EngagementDay[]): readonly { step: FunnelStep; count: number }[] {
  return FUNNEL.map((step) => ({ step, count: days.reduce((all, { funnel }) => all + funnel[step], 0) }))
}

/** Whether a step can still grow on account of days that are to come; a day itself that is not over is not meant. */
export function isStepOpen(step: FunnelStep, { to }: DayWindow, today: Day): boolean {
  return step === 'cameBack' && addDays(to, BACK_WITHIN_DAYS) >= today
}

/** A week's cohort; `active` has its own week first and ends with the last one that has begun. */
export interface Cohort {
  readonly week: Day
  /** Registered in that week, and active at all. */
  readonly people: number
  readonly active: readonly number[]
}

/** @param weeks - the first and the last cohort's Mondays */
export function cohortsOf(counts: readonly CohortCount[], weeks: DayWindow, today: Day): readonly Cohort[] {
  const byWeek = Map.groupBy(counts, ({ week }) => week)
  const mondays = Array.from({ length: Math.ceil(lengthOf(weeks) / 7) }, (_, index) =>
    addDays(weeks.from, 7 * index),
  )
  return mondays.map((week) => {
    const of = (weekAfter: number) =>
      (byWeek.get(week) ?? []).find((count) => count.weekAfter === weekAfter)?.people ?? 0
    const begun = week > today ? 0 : Math.floor((lengthOf({ from: week, to: today }) - 1) / 7) + 1
    const shown = Math.min(begun, COHORT_WEEKS + 1)
    return { week, people: of(EVER), active: Array.from({ length: shown }, (_, index) => of(index)) }
  })
}
