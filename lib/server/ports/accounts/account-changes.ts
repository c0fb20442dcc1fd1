import type { Tier } from '@/lib/domain/accounts'
import type { PrivateMatter } from '@/lib/domain/conversations/privacy'
import type { LoginId, Millis, TenantId, UserId } from '@/lib/domain/ids'

/** What people change of their own account. Uniqueness is decided by keys, so two at once give one winner. */
export interface AccountChanges {
  /** Null removes the name. */
  rename(user: UserId, displayName: string | null): Promise<void>
  /** In which language the person reads what is mailed to them (BCP 47). */
  setLanguage(user: UserId, language: string): Promise<void>
  /**
   * Whether the person keeps things to themselves in conversations; what is left out stays as it was.
   *
   * @returns all that they keep to themselves now; nothing where there is no such account
   */
  hide(
    user: UserId,
    changes: Readonly<Partial<Record<PrivateMatter, boolean | undefined>>>,
  ): Promise<readonly PrivateMatter[]>
  /**
   * Gives the account an address and a password, instead of those it had. `email` is normalized. Another address than before
   * counts as unverified until `confirmEmail`.
   */
  setEmail(user: UserId, email: string, passwordHash: string): Promise<'done' | 'email-taken'>
  /** Removes the address and the password from the account that has it. `email` is normalized. @returns whose it was */
  releaseEmail(tenant: TenantId, email: string): Promise<UserId | undefined>
  /** Marks the address as verified if it still is the account's. @returns whether it is */
  confirmEmail(user: UserId, email: string, now: Millis): Promise<boolean>
  /**
   * Sets a password after a proof that the address's mail is read, which verifies it.
   *
   * @returns whether the address still is the account's
   */
  resetPassword(user: UserId, email: string, passwordHash: string, now: Millis): Promise<boolean>
  /** Replaces the password of an account that has one; links that would reset the one before go, as with `setEmail`. */
  changePassword(user: UserId, passwordHash: string): Promise<void>
  /**
   * Removes the devices' own way into an account that has a password. A guest's is the only one, and stays. Their digests are
   * kept: a ban of the account still concerns them.
   *
   * @param except - the login whose device keeps its way in; null: none does
   */
  forgetDevices(user: UserId, except: LoginId | null, now: Millis): Promise<void>
  /** The number of an account is unique in its tenant. `phone` is E.164. */
  setPhone(user: UserId, phone: string): Promise<'done' | 'phone-taken'>
  /** Never lowers. */
  raiseTier(user: UserId, tier: Tier): Promise<void>
}
