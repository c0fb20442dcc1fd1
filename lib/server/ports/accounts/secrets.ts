import type { LoginId, Millis, TenantId, UserId } from '@/lib/domain/ids'

export interface AccessClaims {
  readonly user: UserId
  readonly login: LoginId
}

/** Makes and checks what proves who a person is. */
export interface Tokens {
  access(claims: AccessClaims, now: Millis): string
  readAccess(token: string, now: Millis): AccessClaims | 'expired' | 'invalid'
  /** The refresh token of one generation; the same every time, so that a lost answer can be given again. */
  refresh(login: LoginId, generation: number): string
  readRefresh(token: string): { login: LoginId; generation: number } | undefined
  /** How a device's secret is kept. */
  deviceHash(tenant: TenantId, device: string): string
  /** How an address is kept once its account is gone; `email` is normalized. */
  emailDigest(tenant: TenantId, email: string): string
  /** The digest of a known location, from where an account signed in; `email` is normalized, `address` the network's. */
  locationDigest(email: string, address: string): string
}

/** Secrets that are sent to a person, to be brought back once. */
export interface OneTime {
  /** 256 random bits, for a link. */
  link(): string
  /** 6 random digits, for typing. */
  code(): string
  /** How it is kept; a code together with whom and what it is for, because there are few codes. */
  hash(...parts: readonly string[]): string
}

/** Who waits for a turn. */
export interface Asker {
  /** The client's; IPv6 by /64. Addresses are served alternately. */
  readonly address: string
  /** Aborted when the client has gone, and the answer is not needed any more. */
  readonly signal?: AbortSignal | undefined
  /** The account that is named signed in from there lately. Such people have a queue of their own, which strangers cannot fill. */
  readonly isKnown?: boolean
}

/** Both wait for a turn. @throws UNAVAILABLE with `retryAfter` when too many do */
export interface Passwords {
  hash(password: string, asker: Asker): Promise<string>
  /** Needs the same time for a missing hash as for a wrong password. */
  verify(password: string, hash: string | null, asker: Asker): Promise<boolean>
}
