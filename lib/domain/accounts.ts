import type { PrivateMatter } from './conversations/privacy'
import { DomainError } from './errors'
import type { LoginId, Millis, TenantId, UserId } from './ids'

export const MINIMUM_AGE = 18
const MINIMUM_PASSWORD_LENGTH = 10
const DEVICE_ID_LENGTH = { min: 16, max: 256 }
const DEVICE_ID_DISTINCT = 6

/** 0 guest, 1 phone verified, 2 phone and e-mail verified. */
export type Tier = 0 | 1 | 2
export const ROLES = ['user', 'agent', 'moderator', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** How a person came to the product; every part optional, at most 100 characters each. */
export interface Attribution {
  readonly source?: string
  readonly medium?: string
  readonly campaign?: string
}

/** An account as the core sees it. */
export interface User {
  readonly id: UserId
  readonly tenantId: TenantId
  readonly tier: Tier
  readonly role: Role
  readonly coins: number
  readonly displayName: string | null
  readonly email: string | null
  readonly emailVerified: boolean
  readonly phoneVerified: boolean
  /** An authenticator app or a passkey. */
  readonly hasSecondFactor: boolean
  /** A provider has confirmed that the person is grown up. */
  readonly isAgeAssured: boolean
  /** What the person keeps to themselves in conversations. */
  readonly hides: readonly PrivateMatter[]
  readonly isActive: boolean
  /** Banned until then; null: not banned. */
  readonly bannedUntil: Millis | null
  readonly createdAt: Millis
}

/** Who asks: read from the database at each request and at each connection, never from a token. */
export interface Actor {
  readonly userId: UserId
  /** When the account was made. */
  readonly createdAt: Millis
  /** Digests of its devices. */
  readonly devices: readonly string[]
  readonly tenantId: TenantId
  readonly loginId: LoginId
  readonly tier: Tier
  readonly role: Role
  readonly displayName: string | null
  /** The role may be used with a second factor alone, and the account has none. */
  readonly mustSetUpFactor?: true
  /** A provider has to confirm first that the person is grown up. */
  readonly mustAssureAge?: true
  /** Without an e-mail address and a role: neither joins channels nor is the first to contact somebody. */
  readonly isGuest?: true
  /** What they keep to themselves in conversations, and are not sent of others; nothing unless named. */
  readonly hides?: readonly PrivateMatter[]
}

/** Ends the session of bans without an end; far beyond any clock. */
export const FOREVER: Millis = 8_640_000_000_000_000

/** @see contracts "Device login": 16 to 256 characters, at least 6 different ones. Lone surrogates are one: hashing makes no difference. */
export function isStrongDeviceId(deviceId: string): boolean {
  const { min, max } = DEVICE_ID_LENGTH
  if (deviceId.length < min || deviceId.length > max) return false
  return new Set(deviceId.toWellFormed()).size >= DEVICE_ID_DISTINCT
}

export function isBanned(user: Pick<User, 'bannedUntil'>, now: Millis): boolean {
  return user.bannedUntil !== null && user.bannedUntil > now
}

/** The refusal of a banned account, with the ban's end and what became of its appeal; also of an account that is shut, which has no end. */
export function banRefusal(
  reason: 'DEVICE_BANNED' | 'ACCOUNT_BANNED',
  bannedUntil: Millis | null,
  now: Millis,
  appeal?: { readonly status: string; readonly answer: string | null } | null,
): DomainError {
  const hasEnd = bannedUntil !== null && bannedUntil > now && bannedUntil < FOREVER
  return new DomainError(reason, { bannedUntil: hasEnd ? bannedUntil : null, ...(appeal && { appeal }) })
}

/**
 * The password itself.
 *
 * @param field - what the request calls it
 * @throws INVALID_REQUEST when it is too short
 */
export function acceptedPassword(password: string, field = 'password'): string {
  if (password.length >= MINIMUM_PASSWORD_LENGTH) return password
  throw new DomainError('INVALID_REQUEST', {
    description: `${field} must have ${MINIMUM_PASSWORD_LENGTH} characters or more`,
    field,
  })
}

/** Whether signing in takes the second factor: for roles above `user` that have one. */
export function asksSecondFactor({ role, hasSecondFactor }: Pick<User, 'role' | 'hasSecondFactor'>): boolean {
  return role !== 'user' && hasSecondFactor
}

/** @see contracts, section 9 "guests" */
export function isGuest({ role, email }: Pick<User, 'role' | 'email'>): boolean {
  return role === 'user' && email === null
}

/** Whether an account has a role that may be used with a second factor alone, and has none: it can set one up, and nothing else. */
export function mustSetUpFactor(
  { role, hasSecondFactor }: Pick<User, 'role' | 'hasSecondFactor'>,
  isRequired: boolean,
): boolean {
  return isRequired && role !== 'user' && !hasSecondFactor
}
