import { addDays, type Day, dayOf, lengthOf } from './days'
import { LENGTH_BOUNDS_MS } from './figure-window'
import type { Millis, TenantId, UserId } from './ids'
import { CHAT_TYPES, type ChatType } from './sessions'

/** Who talks this long has talked. */
const TALKED_MS: Millis = 60_000
/** Who is active again within so many days of a talk came back. */
export const BACK_WITHIN_DAYS = 7
/** Weeks after the one of the registration in which a cohort is still looked at. */
export const COHORT_WEEKS = 12
/** Stands for everybody of a cohort who was active at all, in place of a number of weeks. */
export const EVER = -1

/** What one person did: looked for somebody, was matched, or ended a session. */
export interface ActivityFact {
  readonly user: UserId
  readonly chatType: ChatType
  readonly at: Millis
  readonly what: 'looked' | 'matched' | { readonly lengthMs: Millis; readonly messages: number }
}

/** Kinds of session as bits, in the order of `CHAT_TYPES`. */
export type KindBits = number

/** What sessions of one kind came to. */
export interface SessionSums {
  readonly sessions: number
  /** Sent by the person. */
  readonly messages: number
  readonly durationMs: Millis
  /** Sessions by length, in the bands of LENGTH_BOUNDS_MS. */
  readonly lengths: readonly number[]
}

/** What a person did on a day, of each kind. */
export interface PersonDay {
  readonly user: UserId
  readonly day: Day
  readonly active: KindBits
  readonly looked: KindBits
  readonly matched: KindBits
  readonly talked: KindBits
  readonly sums: Readonly<Partial<Record<ChatType, SessionSums>>>
}

/** The kinds that a day of a person has so far. */
export type SeenKinds = Pick<PersonDay, 'active' | 'looked' | 'matched' | 'talked'>

/** What was known of a person when a day of theirs got something new. */
export interface PersonPast {
  readonly tenant: TenantId
  readonly platform: string | null
  readonly country: string | null
  readonly registeredAt: Millis
  /** Kinds on other days of the same week and month, and on any day that is still kept. */
  readonly week: KindBits
  readonly month: KindBits
  readonly ever: KindBits
  /** The last day before this one, and the kinds in which they talked then; null: none that is kept. */
  readonly last: { readonly day: Day; readonly talked: KindBits } | null
}

const bitOf = (chatType: ChatType): KindBits => 1 << CHAT_TYPES.indexOf(chatType)

/** The facts of each person and day as one. */
export function byPersonAndDay(facts: readonly ActivityFact[]): readonly PersonDay[] {
  const days = new Map<string, PersonDay>()
  for (const fact of facts) {
    const { user } = fact
    const day = dayOf(fact.at)
    const key = `${day} ${user}`
    days.set(key, withFact(days.get(key) ?? { ...NOTHING_SEEN, user, day, sums: {} }, fact))
  }
  return [...days.values()]
}

export const NOTHING_SEEN: SeenKinds = { active: 0, looked: 0, matched: 0, talked: 0 }
const NO_SESSIONS: SessionSums = {
  sessions: 0,
  messages: 0,
  durationMs: 0,
  lengths: Array.from({ length: LENGTH_BOUNDS_MS.length + 1 }, () => 0),
}

function withFact(day: PersonDay, { chatType, what }: ActivityFact): PersonDay {
  const bit = bitOf(chatType)
  const active = day.active | bit
  if (what === 'looked') return { ...day, active, looked: day.looked | bit }
  if (what === 'matched') return { ...day, active, matched: day.matched | bit }
  const { lengthMs, messages } = what
  const before = day.sums[chatType] ?? NO_SESSIONS
  const band = bandOf(lengthMs)
  const sums: SessionSums = {
    sessions: before.sessions + 1,
    messages: before.messages + messages,
    durationMs: before.durationMs + lengthMs,
    lengths: before.lengths.map((count, index) => (index === band ? count + 1 : count)),
  }
  const talked = lengthMs >= TALKED_MS ? day.talked | bit : day.talked
  return { ...day, active, matched: day.matched | bit, talked, sums: { ...day.sums, [chatType]: sums } }
}

function bandOf(lengthMs: Millis): number {
  const band = LENGTH_BOUNDS_MS.findIndex((bound) => lengthMs <= bound)
  return band === -1 ? LENGTH_BOUNDS_MS.length : band
}

/** The Monday of a day's week, and the first of its month. */
export function weekOf(day: Day): Day {
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7))
}
export function monthOf(day: Day): Day {
  return `${day.slice(0, 8)}01`
}

/** By what activity is counted: the kind of session or, empty, any; on what and where from, empty: not known. */
export interface ActivityKey {
  readonly tenant: TenantId
  readonly chatType: ChatType | ''
  readonly platform: string
  readonly country: string
}

/** What is added to the counts of a day. People are counted once, sums of sessions in the row of their kind alone. */
export interface DayCounts extends SessionSums {
  readonly active: number
  readonly looked: number
  readonly matched: number
  readonly talked: number
  /** Of those who talked on that day; counted when they are active again. */
  readonly cameBack: number
}

export interface CountedActivity {
  readonly days: readonly (ActivityKey & { readonly day: Day } & DayCounts)[]
  readonly periods: readonly (ActivityKey & {
    readonly period: 'week' | 'month'
    readonly start: Day
    readonly people: number
  })[]
  readonly cohorts: readonly (ActivityKey & {
    /** Of the registration. */
    readonly week: Day
    readonly weekAfter: number
    readonly people: number
  })[]
}

const NO_COUNTS: DayCounts = { ...NO_SESSIONS, active: 0, looked: 0, matched: 0, talked: 0, cameBack: 0 }
const KINDS = ['', ...CHAT_TYPES] as const

/**
 * What a person's day adds to the counts, given what was counted of it before. Each count is of people, so only what is there
 * for the first time adds to it: on the day, in its week and month, in a week of the person's cohort.
 */
export function countActivity(added: PersonDay, seen: SeenKinds, past: PersonPast): CountedActivity {
  const { day } = added
  const base = { tenant: past.tenant, platform: platformOf(past.platform), country: past.country ?? '' }
  const keyOf = (chatType: ChatType | '') => ({ ...base, chatType })
  const first = (now: KindBits, before: KindBits) => newKinds(now | before, before)
  const active = first(added.active, seen.active)
  const of = {
    active,
    looked: first(added.looked, seen.looked),
    matched: first(added.matched, seen.matched),
    talked: first(added.talked, seen.talked),
  }
  const one = (kinds: readonly string[], kind: string) => (kinds.includes(kind) ? 1 : 0)
  const days = KINDS.map((kind) => ({
    ...keyOf(kind),
    day,
    ...NO_COUNTS,
    ...(kind !== '' && added.sums[kind]),
    active: one(of.active, kind),
    looked: one(of.looked, kind),
    matched: one(of.matched, kind),
    talked: one(of.talked, kind),
  })).filter(isSomething)

  const isNewDay = seen.active === 0
  const backTo = isNewDay && past.last && lengthOf({ from: past.last.day, to: day }) - 1 <= BACK_WITHIN_DAYS
  const back = backTo && past.last ? newKinds(past.last.talked, 0) : []
  const returned = back.map((kind) => ({
    ...keyOf(kind),
    day: past.last?.day ?? day,
    ...NO_COUNTS,
    cameBack: 1,
  }))

  // What the day had already is in its week, its month and its cohort.
  const after = (before: KindBits) => active.filter((kind) => !kindsOf(before).includes(kind))
  const periods = [
    ...after(past.week).map((kind) => ({
      ...keyOf(kind),
      period: 'week' as const,
      start: weekOf(day),
      people: 1,
    })),
    ...after(past.month).map((kind) => ({
      ...keyOf(kind),
      period: 'month' as const,
      start: monthOf(day),
      people: 1,
    })),
  ]
  const week = weekOf(dayOf(past.registeredAt))
  const weekAfter = Math.floor((lengthOf({ from: week, to: day }) - 1) / 7)
  const isWithin = weekAfter >= 0 && weekAfter <= COHORT_WEEKS
  const cohorts = isWithin
    ? [
        ...after(past.week).map((kind) => ({ ...keyOf(kind), week, weekAfter, people: 1 })),
        ...after(past.ever).map((kind) => ({ ...keyOf(kind), week, weekAfter: EVER, people: 1 })),
      ]
    : []
  return { days: [...days, ...returned], periods, cohorts }
}

const kindsOf = (bits: KindBits): readonly (ChatType | '')[] =>
  bits === 0 ? [] : ['', ...CHAT_TYPES.filter((chatType) => (bits & bitOf(chatType)) !== 0)]

/** Kinds that are there now and were not before; any kind is one of them when there was none. */
const newKinds = (now: KindBits, before: KindBits): readonly (ChatType | '')[] =>
  kindsOf(now).filter((kind) => !kindsOf(before).includes(kind))

function isSomething(counts: DayCounts): boolean {
  const { sessions, active, looked, matched, talked } = counts
  return sessions + active + looked + matched + talked > 0
}

/** Few values, so that the counts stay bounded: people's programs may say anything. */
export function platformOf(platform: string | null): string {
  const known = platform?.trim().toLowerCase() ?? ''
  return known === '' || known === 'pwa' || known === 'browser' ? known : 'other'
}
