import type { LoginId, Millis, UserId } from '@/lib/domain/ids'

/** The secret that an authenticator app shares with us. */
export interface Totp {
  /** Encrypted, for this account. */
  readonly sealed: string
  /** Whether a code of it was shown once; until then it is asked for by nobody. */
  readonly isConfirmed: boolean
  /** The time step of the last code that was good; it and those before are spent. Null: none yet. */
  readonly lastStep: number | null
}

export interface Passkey {
  /** The credential's id, base64url. */
  readonly id: string
  /** What its owner calls it. */
  readonly name: string
  /** COSE, as the authenticator gave it. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  /** How often it signed, as far as its authenticator counts; 0: it does not. */
  readonly counter: number
  /** How browsers reach it, such as `internal` or `usb`. */
  readonly transports: readonly string[]
  readonly createdAt: Millis
  readonly usedAt: Millis | null
}

/** Whose second factor it is, and the login that sets it up. */
export interface FactorHolder {
  readonly userId: UserId
  readonly loginId: LoginId
}

/**
 * What people sign in with beside a password. An account has a second factor (`User.hasSecondFactor`) while it has a
 * confirmed secret or a passkey.
 */
export interface SecondFactors {
  totp(user: UserId): Promise<Totp | undefined>
  /** Keeps a secret that is not confirmed yet, instead of another such one. @returns false when one is confirmed */
  beginTotp(user: UserId, sealed: string, now: Millis): Promise<boolean>
  /**
   * Confirms that very secret by a code of `step`; the login that does has shown a second factor from then on.
   *
   * @returns false when it is another one, confirmed, or gone, or when the account has a factor that this login has not shown
   */
  confirmTotp(by: FactorHolder, sealed: string, step: number, now: Millis): Promise<boolean>
  /** Spends a step and all before it: of two at once, one gets it. @returns whether it was unspent */
  spendStep(user: UserId, step: number): Promise<boolean>
  /** Takes the secret away, and, where no passkey is left, the recovery codes and what logins have shown. @returns whether there was one */
  dropTotp(user: UserId): Promise<boolean>

  recoveryCodesLeft(user: UserId): Promise<number>
  /** Keeps these instead of all others. */
  replaceRecoveryCodes(user: UserId, hashes: readonly string[]): Promise<void>
  /** Of two at once, one gets it. @returns whether it was there */
  spendRecoveryCode(user: UserId, hash: string): Promise<boolean>

  /** Oldest first. */
  passkeys(user: UserId): Promise<readonly Passkey[]>
  /**
   * The login that adds it has shown a second factor from then on.
   *
   * @returns `taken` where somebody has that credential, `too-many` where the account has `max`, `not-shown` where it has a factor
   *   that this login has not shown
   */
  addPasskey(
    by: FactorHolder,
    passkey: Passkey,
    max: number,
  ): Promise<'added' | 'taken' | 'too-many' | 'not-shown'>
  /** Notes that it signed. @returns false when it is gone, or its authenticator counted further meanwhile: there is a copy of it */
  usePasskey(user: UserId, id: string, counter: number, now: Millis): Promise<boolean>
  /** Takes it away, and, where nothing else is left, the recovery codes and what logins have shown. @returns whether there was one */
  dropPasskey(user: UserId, id: string): Promise<boolean>
}

/** Makes and reads codes. */
export interface FactorCodes {
  /** A new secret of an authenticator app: base32, 160 bits. */
  newSecret(): string
  /** What an authenticator app scans. */
  uriOf(secret: string, account: string): string
  /** The time step of a code of this secret near `now`; undefined: it is wrong. Takes the same time for every wrong one. */
  stepOf(secret: string, code: string, now: Millis): number | undefined
  /** Encrypts a secret for one account. */
  seal(user: UserId, secret: string): string
  /** @throws when it was sealed for another account, or by another server's secret */
  open(user: UserId, sealed: string): string
  newRecoveryCode(): string
}
