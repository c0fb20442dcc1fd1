import type { AgeResult } from '@/lib/domain/age-assurance'
import type { Millis, UserId } from '@/lib/domain/ids'

/** One question to the provider about one person. */
export interface AgeCheck {
  /** What we call it: nothing that names the person. */
  readonly reference: string
  readonly userId: UserId
  /** What the provider calls it. */
  readonly providerId: string
  /** Null: there is no answer yet. */
  readonly result: AgeResult | null
  readonly createdAt: Millis
}

/** The last question about each person; of its answer only that is kept. */
export interface AgeChecks {
  /** Keeps a question instead of the one before, unless that was answered `adult`. @returns false when it was */
  begin(check: Omit<AgeCheck, 'result'>): Promise<boolean>
  ofUser(user: UserId): Promise<AgeCheck | undefined>
  /**
   * Answers the question, once; `adult` also assures the account's age.
   *
   * @returns whose it was; undefined: there is no such question any more, or it was answered
   */
  answer(reference: string, result: AgeResult, now: Millis): Promise<UserId | undefined>
}

/** Somebody who finds out whether a person is 18 or older, without telling us more than that. */
export interface AgeProvider {
  /** Asks about a person whom `reference` stands for. @returns where the person goes. @throws UNAVAILABLE */
  begin(reference: string): Promise<{ readonly providerId: string; readonly url: string }>
  /** Undefined: not known yet. @throws UNAVAILABLE */
  result(providerId: string): Promise<AgeResult | undefined>
  /** What a signed message says; `malformed`: from the provider, and of no form that is known; undefined: not from it, or too old. */
  read(
    message: { readonly bytes: Uint8Array; readonly signature: string | undefined },
    now: Millis,
  ): { readonly reference: string; readonly result: AgeResult } | 'malformed' | undefined
}
