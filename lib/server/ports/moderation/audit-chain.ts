import type { AuditSeal, Break } from '@/lib/domain/audit-chain'
import type { TenantId } from '@/lib/domain/ids'
import type { DigestKeys } from './digest-keys'

/** The name of a deleted account, also in the hashes of the audit log; the same every time. */
export type Pseudonym = KeyedSeal['pseudonym']

/** The seal of this deployment. */
export interface KeyedSeal extends AuditSeal {
  /** Tells keys apart and gives none away. */
  readonly mark: string
}

/** Finds the seal of this deployment in its database, or makes it. */
export type OpenSeal = (keys: DigestKeys) => Promise<KeyedSeal>

/** How a tenant's audit log stands. */
export interface ChainReport {
  readonly tenant: TenantId
  /** Verified entries, since the last one that was purged. */
  readonly verified: number
  /** From before there was a chain, or under a key that is lost: cannot be verified. */
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
