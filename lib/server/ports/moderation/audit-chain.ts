import type { AuditSeal, Break } from '@/lib/domain/audit-chain'
import type { TenantId } from '@/lib/domain/ids'

/** The seal of this deployment. */
export interface KeyedSeal extends AuditSeal {
  /** Tells secrets apart and gives none away. */
  readonly mark: string
}

/** How a tenant's audit log stands. */
export interface ChainReport {
  readonly tenant: TenantId
  /** Verified entries, since the last one that was purged. */
  readonly verified: number
  /** From before there was a chain, or keyed with an earlier secret: cannot be verified. */
  readonly unverifiable: number
  /** Undefined: whole. */
  readonly broken: Break | undefined
  /** Of the last entry; whoever noted it can tell later that the chain still holds it. */
  readonly hash: string
}

/** The chains of the audit log. */
export interface AuditChains {
  /** Every tenant's, each as it is at one moment. */
  verify(): Promise<readonly ChainReport[]>
}
