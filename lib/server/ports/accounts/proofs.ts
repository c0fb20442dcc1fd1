import type { Millis, UserId } from '@/lib/domain/ids'

/**
 * `verified-email` is what remains of a link to verify an address that was opened; `make-passkey` and `use-passkey` are challenges
 * for a browser.
 */
export type ProofPurpose =
  | 'reset-password'
  | 'verify-email'
  | 'verified-email'
  | 'verify-phone'
  | 'make-passkey'
  | 'use-passkey'

/** A secret that was sent to an address or a number; bringing it back proves that what arrives there is read. */
export interface Proof {
  readonly hash: string
  readonly userId: UserId
  readonly purpose: ProofPurpose
  /** Where it was sent: an e-mail address, a phone number, or the name of what answers it. */
  readonly target: string
  readonly createdAt: Millis
  readonly expiresAt: Millis
}

export interface Proofs {
  add(proof: Proof): Promise<void>
  /** Adds it instead of all others of that person and purpose. */
  replace(proof: Proof): Promise<void>
  /** Live at `now`. */
  find(purpose: ProofPurpose, hash: string, now: Millis): Promise<Proof | undefined>
  /** Makes a record of what one was good for, instead of it; harmless when it is one already, or gone. */
  keepAs(purpose: ProofPurpose, hash: string, expiresAt: Millis): Promise<void>
  /** Spends a live one: of two at once, one gets it. The person's others of that purpose go with it. */
  spend(purpose: ProofPurpose, hash: string, now: Millis): Promise<Proof | undefined>
  /**
   * Counts a try at the person's live proof for `target`, and spends it if `hash` is right.
   *
   * @param maxTries - how many tries one proof bears
   */
  attempt(
    guess: Pick<Proof, 'userId' | 'purpose' | 'target' | 'hash'>,
    maxTries: number,
    now: Millis,
  ): Promise<boolean>
}
