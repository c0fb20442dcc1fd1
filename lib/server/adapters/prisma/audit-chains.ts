import { type Break, type ChainedEntry, endOfChain, followChain, type Link } from '@/lib/domain/audit-chain'
import type { Millis, TenantId } from '@/lib/domain/ids'
import type { AuditChains, ChainReport, KeyedSeal } from '@/lib/server/ports/moderation/audit-chain'
import { lockChain, toEntry } from './audit-log'
import type { Prisma, PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

const PAGE = 1_000

export function createPrismaAuditChains(db: PrismaClient, seal: KeyedSeal): AuditChains {
  return {
    async verify() {
      const tenants = await db.auditEntry.groupBy({ by: ['tenantId'], orderBy: { tenantId: 'asc' } })
      const chains = await db.auditChain.findMany({ select: { tenantId: true } })
      const all = new Set([...tenants, ...chains].map(({ tenantId }) => tenantId))
      const reports: ChainReport[] = []
      for (const tenant of all)
        reports.push(await db.$transaction((tx) => verifyChain(tx, tenant, seal), { timeout: 600_000 }))
      return reports
    },
  }
}

/** Locked meanwhile: its end is the end that was written. */
async function verifyChain(
  tx: Prisma.TransactionClient,
  tenant: TenantId,
  seal: KeyedSeal,
): Promise<ChainReport> {
  const head = await lockChain(tx, tenant, seal.mark)
  if (head.keyMark !== seal.mark) {
    const unverifiable = await tx.auditEntry.count({ where: { tenantId: tenant } })
    return { tenant, verified: 0, unverifiable, broken: undefined, hash: head.hash }
  }
  const { anchorSeq, anchorHash } = await tx.auditChain.findUniqueOrThrow({ where: { tenantId: tenant } })
  const anchor: Link = { seq: Number(anchorSeq), hash: anchorHash }
  const unverifiable = await tx.auditEntry.count({ where: { tenantId: tenant, seq: { lte: anchorSeq } } })
  const end = await walk(tx, tenant, anchor, seal)
  const broken = 'reason' in end ? end : endOfChain(end, head)
  const verified = (broken ? broken.seq - 1 : end.seq) - anchor.seq
  return { tenant, verified, unverifiable, broken, hash: head.hash }
}

async function walk(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  from: Link,
  seal: KeyedSeal,
): Promise<Link | Break> {
  const rows = await tx.auditEntry.findMany({
    where: { tenantId, seq: { gt: from.seq } },
    orderBy: { seq: 'asc' },
    take: PAGE,
  })
  const entries = rows.map((row): ChainedEntry => ({ ...toEntry(row), seq: Number(row.seq), hash: row.hash }))
  const reached = followChain(from, entries, seal)
  return 'reason' in reached || rows.length < PAGE ? reached : walk(tx, tenantId, reached, seal)
}

/**
 * Deletes the entries before `before`, from the chain's beginning on, and leaves the last one's hash as the anchor from which
 * the rest is verified. An entry whose time lies before the one of its predecessor waits for that.
 *
 * @returns how many went
 */
export async function purgeAudit(db: PrismaClient, mark: string, before: Millis): Promise<{ count: number }> {
  const at = toTimestamp(before)
  const outlived = await db.auditEntry.groupBy({ by: ['tenantId'], where: { at: { lt: at } } })
  let count = 0
  for (const { tenantId } of outlived) {
    count += await db.$transaction(async (tx) => {
      await lockChain(tx, tenantId, mark)
      const order = { where: { tenantId, seq: { gt: 0 } }, orderBy: { seq: 'asc' } } as const
      const staying = await tx.auditEntry.findFirst({
        ...order,
        where: { ...order.where, at: { gte: at } },
        select: { seq: true },
      })
      const last = await tx.auditEntry.findFirst({
        where: { tenantId, seq: { gt: 0, ...(staying && { lt: staying.seq }) } },
        orderBy: { seq: 'desc' },
        select: { seq: true, hash: true },
      })
      if (last) {
        const data = { anchorSeq: last.seq, anchorHash: last.hash }
        await tx.auditChain.updateMany({ where: { tenantId, anchorSeq: { lt: last.seq } }, data })
      }
      const chainedOnes = last ? [{ seq: { gt: 0, lte: last.seq } }] : []
      const where = { tenantId, OR: [{ seq: { lt: 0 }, at: { lt: at } }, ...chainedOnes] }
      return (await tx.auditEntry.deleteMany({ where })).count
    })
  }
  return { count }
}
