import { type Day, dayOf } from '../days'
import type { Millis, UserId } from '../ids'
import { KEPT_DAYS } from '../retention'
import type { PresenceStatus } from './presence'

/** What became known of a person: they came, are still there, are shown otherwise, or left. */
export type PresenceFact = { readonly user: UserId; readonly at: Millis } & (
  | { readonly what: 'came' | 'still' | 'left' }
  | { readonly what: 'shown'; readonly shown: PresenceStatus }
)

/** That somebody is connected: since when, or since the beginning of the day, and what others see. */
export interface Stay {
  readonly since: Millis
  readonly shown: PresenceStatus
}

/** What a stay adds to one day of its person. */
export interface PresenceOnDay {
  readonly day: Day
  readonly sessions: number
  readonly onlineMs: Millis
}

/** Somebody's stay after what became known, and what that adds to their days, each of them once. */
export function followStay(
  before: Stay | undefined,
  facts: readonly PresenceFact[],
): { readonly after: Stay | undefined; readonly days: readonly PresenceOnDay[] } {
  const days: PresenceOnDay[] = []
  let stay = before
  for (const fact of facts) {
    if (fact.what === 'came' && !stay) {
      stay = { since: fact.at, shown: 'online' }
      days.push({ day: dayOf(fact.at), sessions: 1, onlineMs: 0 })
    }
    if (!stay) continue
    if (fact.what === 'shown') stay = { ...stay, shown: fact.shown }
    if (fact.what === 'still' && dayOf(stay.since) < dayOf(fact.at)) {
      const begin = Date.parse(dayOf(fact.at))
      days.push(...spread(stay.since, begin), { day: dayOf(fact.at), sessions: 0, onlineMs: 0 })
      stay = { ...stay, since: begin }
    }
    if (fact.what === 'left') {
      days.push(...spread(stay.since, fact.at))
      stay = undefined
    }
  }
  return { after: stay, days: together(days) }
}

/** Day by day, of the days that are kept. */
function spread(since: Millis, until: Millis): readonly PresenceOnDay[] {
  const days: PresenceOnDay[] = []
  for (let at = until; at > since && days.length <= KEPT_DAYS.personDays;) {
    const day = dayOf(at - 1)
    const begin = Math.max(since, Date.parse(day))
    days.push({ day, sessions: 0, onlineMs: at - begin })
    at = begin
  }
  return days
}

function together(days: readonly PresenceOnDay[]): readonly PresenceOnDay[] {
  return [...Map.groupBy(days, ({ day }) => day)].map(([day, same]) => ({
    day,
    sessions: same.reduce((sum, { sessions }) => sum + sessions, 0),
    onlineMs: same.reduce((sum, { onlineMs }) => sum + onlineMs, 0),
  }))
}

/** How many people of a tenant are shown how; who is in a call is busy, who hides is in none. */
export interface PresenceLevels {
  readonly online: number
  readonly away: number
  readonly busy: number
}

/** How often and how long somebody was connected, on the days that are kept. */
export interface PresenceTotals {
  readonly sessions: number
  readonly onlineMs: Millis
}

/** Whole minutes, to the nearest. */
export const minutesOf = (ms: Millis): number => Math.round(ms / 60_000)
