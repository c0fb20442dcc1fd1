import type { Millis, TenantId } from '@/lib/domain/ids'

export interface TenantKey {
  readonly id: string
  /** HMAC of the key, hex. */
  readonly hash: string
  /** Its last letters. */
  readonly hint: string
  readonly createdAt: Millis
}

/** A key as its administrators see it. */
export interface TenantKeySummary extends Omit<TenantKey, 'hash'> {
  /** Null: it is good. */
  readonly revokedAt: Millis | null
}

export interface TenantSummary {
  readonly id: TenantId
  readonly name: string
  readonly createdAt: Millis
  /** Newest first. */
  readonly keys: readonly TenantKeySummary[]
}

/** Tenants, and the keys with which accounts are made and found in them. */
export interface Tenants {
  /** Makes one with its first key, in one transaction. @returns false when there are `max` */
  create(tenant: Omit<TenantSummary, 'keys'>, key: TenantKey, max: number): Promise<boolean>
  /** Oldest first. */
  list(): Promise<readonly TenantSummary[]>
  exists(tenant: TenantId): Promise<boolean>
  /** @returns `too-many` where `max` of them are good */
  addKey(tenant: TenantId, key: TenantKey, max: number): Promise<'added' | 'unknown' | 'too-many'>
  /** @returns whether that tenant had such a key which was good until now */
  revokeKey(tenant: TenantId, key: string, now: Millis): Promise<boolean>
  /** Whose key this is; undefined: nobody's, or revoked. */
  byKey(hash: string): Promise<TenantId | undefined>
}
