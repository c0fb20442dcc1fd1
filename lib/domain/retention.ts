import type { Millis } from './ids'

const DAY_MS: Millis = 24 * 60 * 60_000

/** What is older goes. Logins stay a month after their end, for the list of devices. @see spec/omegoo.md "Data Retention" */
export function retentionLimits(now: Millis) {
  return {
    sessions: now - 90 * DAY_MS,
    evidence: now - 90 * DAY_MS,
    audit: now - 365 * DAY_MS,
    logins: now - 30 * DAY_MS,
    proofs: now,
  }
}
