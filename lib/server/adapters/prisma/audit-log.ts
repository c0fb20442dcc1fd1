import { type AuditEntry, chained, type Link } from '@/lib/domain/audit-chain'
import type { TenantId } from '@/lib/domain/ids'
import type { KeyedSeal } from '@/lib/server/ports/moderation/audit-chain'
import type { AuditLog } from '@/lib/server/ports/moderation/moderation'
import type { Prisma, PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

/**
 * Adds entries of one tenant to its chain, in the transaction of what they tell. The chain stays locked until that ends: comes
 * last, after every other row is locked, so that no two transactions wait for each other.
 */
export type WriteAudit = (tx: Prisma.TransactionClient, ...entries: readonly AuditEntry[]) => Promise<void>

export function createWriteAudit(seal: KeyedSeal): WriteAudit {
  return async (tx, ...entries) => {
    const [first] = entries
    if (!first) return
    const head = await lockChain(tx, first.tenantId, seal.mark)
    if (head.keyMark !== seal.mark) await beginAnew(tx, first.tenantId, head, seal.mark)
    let last: Link = head
    for (const { at, ...entry } of entries) {
      // As the database keeps it.
      const kept = toTimestamp(at)
      const { seq, hash } = chained(last, { ...entry, at: kept.getTime() }, seal)
      await tx.auditEntry.createMany({ data: { ...entry, at: kept, seq, hash } })
      last = { seq, hash }
    }
    await tx.auditChain.updateMany({ where: { tenantId: first.tenantId }, data: last })
  }
}

/** @returns the last entry, and the mark of the secret it is keyed with: `mark` where there is no chain yet */
export async function lockChain(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  mark: string,
): Promise<Link & { readonly keyMark: string }> {
  const [head] = await tx.$queryRaw<{ seq: bigint; hash: string; keyMark: string }[]>`
    INSERT INTO audit_chains (tenant_id, key_mark) VALUES (${tenantId}, ${mark})
    ON CONFLICT (tenant_id) DO UPDATE SET tenant_id = EXCLUDED.tenant_id
    RETURNING seq, hash, key_mark AS "keyMark"`
  if (!head) throw new Error('An upsert returned no row')
  return { ...head, seq: Number(head.seq) }
}

/** Under another secret than before, what can be verified begins here. */
async function beginAnew(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  { seq, hash }: Link,
  mark: string,
) {
  const data = { keyMark: mark, anchorSeq: seq, anchorHash: hash }
  await tx.auditChain.updateMany({ where: { tenantId }, data })
}

export function createPrismaAuditLog(db: PrismaClient, write: WriteAudit): AuditLog {
  return { record: (entry) => db.$transaction((tx) => write(tx, entry)) }
}

/** Newest first; at most 100. */
export async function auditAbout(
  db: Pick<PrismaClient, 'auditEntry'>,
  tenantId: string,
  who: { targetId: string } | { OR: { targetId?: string; actorId?: string; action?: string }[] },
): Promise<AuditEntry[]> {
  const rows = await db.auditEntry.findMany({
    where: { tenantId, ...who },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 100,
  })
  return rows.map(toEntry)
}

export function toEntry(row: {
  tenantId: string
  actorId: string | null
  action: string
  targetId: string | null
  details: Prisma.JsonValue
  at: Date
}): AuditEntry {
  const { tenantId, actorId, action, targetId, details, at } = row
  return { tenantId, actorId, action, targetId, details: details as AuditEntry['details'], at: at.getTime() }
}
