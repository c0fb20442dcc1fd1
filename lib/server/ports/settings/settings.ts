import type { AlertKind } from '@/lib/domain/alerts'
import type { TenantId } from '@/lib/domain/ids'
import type { AuditEntry } from '@/lib/domain/audit-chain'

export type SettingName = `alert-threshold.${AlertKind}` | 'matching-policy'

/** What administrators have set, by name. What a value may be is its owner's. */
export interface Settings {
  /** Values by name; what was never set is left out. */
  read(tenantId: TenantId, names: readonly SettingName[]): Promise<ReadonlyMap<string, unknown>>
  /** Sets a value with an entry in the audit log, in one step. */
  write(tenantId: TenantId, name: SettingName, value: object, audit: AuditEntry): Promise<void>
}
