import type { Millis, UserId } from './ids'

/** A claim holds this long unless it is renewed; a moderator's page renews it three times as often. */
export const CLAIM_MS: Millis = 60_000

/** Who has a case before them, and until when unless they renew it. */
export interface Claim {
  readonly moderator: UserId
  readonly until: Millis
}
