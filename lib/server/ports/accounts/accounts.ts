import type { Attribution, Role, Tier, User } from '@/lib/domain/accounts'
import type { Signup } from '@/lib/domain/acquisition'
import type { LoginId, Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { GeoLocation } from '@/lib/domain/geo-location'

export interface NewUser {
  readonly id: UserId
  readonly tenantId: TenantId
  readonly role: Role
  readonly tier: Tier
  /** HMAC of the device's secret, hex; none for accounts made with an e-mail only (the first administrator). */
  readonly deviceHash: string | null
  readonly email: string | null
  readonly passwordHash: string | null
  readonly displayName: string | null
  readonly gender: string | null
  readonly platform: string | null
  readonly attribution: Attribution
  /** Roughly where it was made; null: not known. */
  readonly place: GeoLocation | null
  /** Of what is mailed to them (BCP 47); not given: not known. */
  readonly language?: string | undefined
  readonly createdAt: Millis
}

/** Accounts and their devices. Every look-up is scoped by tenant, or by an id that is. */
export interface Accounts {
  /**
   * Stores the account with its device, and counts the sign-up if it is one, in one transaction. Decided by unique keys, so
   * two at once give one account.
   */
  create(user: NewUser, signup?: Signup): Promise<'created' | 'device-taken' | 'email-taken'>
  byId(id: UserId): Promise<User | undefined>
  /** The account of a device, with the device's own ban (null: none). Marks the device as seen at `now`. */
  byDevice(
    tenant: TenantId,
    deviceHash: string,
    now: Millis,
  ): Promise<{ user: User; deviceBannedUntil: Millis | null } | undefined>
  /** `email` is normalized already. */
  byEmail(tenant: TenantId, email: string): Promise<{ user: User; passwordHash: string | null } | undefined>
  /** Where mail to the person goes and in which language; undefined: nowhere, without a confirmed address or account. */
  addressee(id: UserId): Promise<{ readonly email: string; readonly language: string | null } | undefined>
  /** One who can act: neither banned at `now` nor shut. */
  hasAdministrator(tenant: TenantId, now: Millis): Promise<boolean>
  /** Whether this is the only one who can act. */
  isLastAdministrator(tenant: TenantId, user: UserId, now: Millis): Promise<boolean>
  /** A database that answers. @throws when it does not */
  ping(): Promise<void>
}

/** One login: a family of refresh tokens, of which the one of the current generation is good. */
export interface Login {
  readonly id: LoginId
  readonly userId: UserId
  /** When it showed the account's second factor; null: it has not. */
  readonly factorAt: Millis | null
  readonly generation: number
  /** When the current generation replaced the one before; the login's start for generation 0. */
  readonly rotatedAt: Millis
  readonly createdAt: Millis
  readonly revokedAt: Millis | null
  readonly expiresAt: Millis
}

export interface NewLogin {
  readonly id: LoginId
  readonly userId: UserId
  /** Words for the person: browser and system, never an address. */
  readonly device: string
  /** Words for the person, such as "Bavaria, Germany"; null: not known. */
  readonly place: string | null
  /** HMAC of the secret of the device that began it; null: it began with a password. */
  readonly deviceHash: string | null
  /** When it showed the account's second factor; not given: it has not. */
  readonly factorAt?: Millis | undefined
  readonly createdAt: Millis
  readonly expiresAt: Millis
}

/** A live login as its owner sees it. */
export interface LoginSummary {
  readonly id: LoginId
  readonly device: string
  /** Where its tokens were last renewed, in words; null: not known. */
  readonly place: string | null
  readonly createdAt: Millis
  /** When its tokens were last renewed; its start if never. */
  readonly lastUsedAt: Millis
}

/** What a renewal of its tokens changes about a login. */
export interface Renewal {
  readonly now: Millis
  readonly expiresAt: Millis
  /** In words; undefined leaves what is known. */
  readonly place?: string | undefined
}

export interface Logins {
  create(login: NewLogin): Promise<void>
  find(id: LoginId): Promise<Login | undefined>
  /**
   * The login together with its account and the digests of its devices, as they are after the call; undefined when absent, revoked or expired at `now`. Cheap
   * also for thousands at once.
   */
  live(
    id: LoginId,
    now: Millis,
  ): Promise<{ login: Login; user: User; devices: readonly string[] } | undefined>
  /** Moves on from `generation`; false when it has moved on already, or is revoked. */
  rotate(id: LoginId, generation: number, renewal: Renewal): Promise<boolean>
  /** Live at `now`, last used first. */
  ofUser(user: UserId, now: Millis): Promise<readonly LoginSummary[]>
  /** @returns whether it was live until now. */
  revoke(id: LoginId, now: Millis): Promise<boolean>
  /** Revokes every live login of the person. @returns their ids */
  revokeAll(user: UserId, now: Millis): Promise<readonly LoginId[]>
  /** Revokes those that have not shown a second factor. @returns their ids */
  revokeWithoutFactor(user: UserId, now: Millis): Promise<readonly LoginId[]>
}
