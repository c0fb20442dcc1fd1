import type { Millis, TenantId, UserId } from '@/lib/domain/ids'

/**
 * Devices and addresses that left their account, or whose account left, as keyed digests: for as long as a report about it is
 * open, a ban runs or a block holds. Written where they leave (`forgetDevices`, `erase`, `addressLeft`).
 */
export interface Departed {
  /** The latest end of their bans that is after `now`; null: none of them is banned. */
  bannedUntil(tenant: TenantId, digests: readonly string[], now: Millis): Promise<Millis | null>
  /** Remembers that the address was this account's until now: a ban still to come concerns it, as long as there is evidence. */
  addressLeft(tenant: TenantId, user: UserId, digest: string, now: Millis): Promise<void>
  /** Remembers, if the address is kept, that it is this account's now: a ban still to come concerns it. */
  addressTaken(tenant: TenantId, user: UserId, digest: string, now: Millis): Promise<void>
}
