import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { AuditEntry } from './moderation'

/** Accounts as those see and change them who administer them. Everything is scoped by tenant. */
export interface People {
  /**
   * Bans the account and all its devices until `until`, instead of any ban before, and writes the audit entry: all or nothing.
   *
   * @returns false when the tenant has no such account; then nothing is written
   */
  ban(tenant: TenantId, user: UserId, until: Millis, audit: AuditEntry): Promise<boolean>
}
