import type { Millis } from './ids'

const DAY_MS: Millis = 24 * 60 * 60_000

/**
 * How long things are kept, in days. Logins stay a month after their end, for the list of devices; of the outbox what is
 * delivered stays a week and dead letters a quarter, for operators who investigate. Broadcasts, warnings, notes, decided appeals and bans that
 * are over stay as long as the audit log. Orders that nobody paid go; what was paid is part of
 * the books, which stay.
 *
 * @see spec/omegoo.md "Data Retention"
 */
export const KEPT_DAYS = {
  sessions: 90,
  personDays: 90,
  evidence: 90,
  audit: 365,
  unpaidOrders: 90,
  logins: 30,
  delivered: 7,
  deadLetters: 90,
  /** Counts by hour and by day, which name nobody. */
  figureHours: 35,
  figureDays: 800,
  interests: 366,
  alerts: 365,
  casework: 365,
} as const

/** Until when evidence of a report that is made now is kept. */
export const evidenceKeptUntil = (now: Millis): Millis => now + KEPT_DAYS.evidence * DAY_MS

/** What is older goes. */
export function retentionLimits(now: Millis) {
  return {
    sessions: now - KEPT_DAYS.sessions * DAY_MS,
    personDays: now - KEPT_DAYS.personDays * DAY_MS,
    evidence: now - KEPT_DAYS.evidence * DAY_MS,
    audit: now - KEPT_DAYS.audit * DAY_MS,
    unpaidOrders: now - KEPT_DAYS.unpaidOrders * DAY_MS,
    goods: now,
    logins: now - KEPT_DAYS.logins * DAY_MS,
    proofs: now,
    delivered: now - KEPT_DAYS.delivered * DAY_MS,
    deadLetters: now - KEPT_DAYS.deadLetters * DAY_MS,
    casework: now - KEPT_DAYS.casework * DAY_MS,
    departed: now,
    figureHours: now - KEPT_DAYS.figureHours * DAY_MS,
    figureDays: now - KEPT_DAYS.figureDays * DAY_MS,
    interests: now - KEPT_DAYS.interests * DAY_MS,
    alerts: now - KEPT_DAYS.alerts * DAY_MS,
  }
}
