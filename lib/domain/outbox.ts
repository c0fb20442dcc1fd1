import type { Alert } from './alerts'
import type { Millis, ReportId, UserId } from './ids'
import type { ReportOutcome } from './moderation'

/**
 * What must reach another system, by kind. Each kind has one consumer: what two of them want is written twice, so that each
 * has its own pace, its own retries and its own dead letters.
 */
export interface OutboxPayloads {
  /** The person who made a report is to learn what became of it. */
  'report-outcome': { readonly report: ReportId; readonly outcome: ReportOutcome }
  /** An administrator is told by mail that an alert was raised, or that all is well again. */
  'alert-mail': { readonly alert: Omit<Alert, 'isDemo'> }
  /** The same for whoever listens at ALERT_WEBHOOK_URL. */
  'alert-webhook': { readonly alert: Omit<Alert, 'isDemo'> }
  /** Somebody is told by mail that their second factor was taken away. */
  'factor-removed': { readonly at: Millis }
  /** Who paid for an order gets a receipt by mail. */
  receipt: { readonly order: string }
  /** An order's money is to go back, by its provider. */
  refund: { readonly order: string }
}

export type OutboxKind = keyof OutboxPayloads

/** What a save writes. */
export type OutboxDraft<K extends OutboxKind = OutboxKind> = {
  readonly [Kind in K]: {
    readonly kind: Kind
    /** Messages of one kind and key arrive one after the other, in the order in which they were saved. */
    readonly key: string
    /** Whom it is for; goes with the account. Null: no account. */
    readonly user: UserId | null
    readonly payload: OutboxPayloads[Kind]
    readonly at: Millis
  }
}[K]

/** After so many attempts a message is a dead letter: some eight hours after the first. */
export const MAX_ATTEMPTS = 20
const FIRST_PAUSE_MS: Millis = 1_000
const LONGEST_PAUSE_MS: Millis = 3_600_000

/**
 * What becomes of a message that could not be delivered: the pause until the next attempt doubles up to an hour.
 *
 * @param attempts - made so far, 1 or more
 * @returns when to try again, in ms from now; `dead`: never
 */
export function afterFailure(attempts: number): Millis | 'dead' {
  if (attempts >= MAX_ATTEMPTS) return 'dead'
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS)
}
