import { type Break, type ChainedEntry, endOfChain, followChain, type Link } from '@/lib/domain/audit-chain'
import type { Millis, TenantId } from '@/lib/domain/ids'
import type { AuditChains, ChainReport, KeyedSeal } from '@/lib/server/ports/moderation/audit-chain'
import { keepHead, lockChain, type LockedChain, toEntry } from './audit-log'
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
  const { state, anchor, end: head } = await lockChain(tx, tenant, seal)
  const { hash } = head
  if (state === 'other-key' || state === 'unsealed') {
    const unverifiable = await tx.auditEntry.count({ where: { tenantId: tenant } })
    return { tenant, verified: 0, unverifiable, broken: undefined, hash }
  }
  const unverifiable = await tx.auditEntry.count({ where: { tenantId: tenant, seq: { lte: anchor.seq } } })
  if (state === 'forged')
    return { tenant, verified: 0, unverifiable, broken: { seq: head.seq, reason: 'head' }, hash }
  const end = await walk(tx, tenant, anchor, seal)
  const broken = 'reason' in end ? end : endOfChain(end, head)
  const verified = (broken ? broken.seq - 1 : end.seq) - anchor.seq
  return { tenant, verified, unverifiable, broken, hash }
}

/** @param to - the last place that is looked at; without it, all there are */
async function walk(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  from: Link,
  seal: KeyedSeal,
  to?: bigint,
): Promise<Link | Break> {
  const rows = await tx.auditEntry.findMany({
    where: { tenantId, seq: { gt: from.seq, ...(to !== undefined && { lte: to }) } },
    orderBy: { seq: 'asc' },
    take: PAGE,
  })
  const entries = rows.map((row): ChainedEntry => ({ ...toEntry(row), seq: Number(row.seq), hash: row.hash }))
  const reached = followChain(from, entries, seal)
  return 'reason' in reached || rows.length < PAGE ? reached : walk(tx, tenantId, reached, seal, to)
}

/**
 * Deletes the entries before `before`, from the chain's beginning on, and leaves the last one's hash as the anchor from which
 * the rest is verified. An entry whose time lies before the one of its predecessor waits for that. What is not as it was written
 * goes as well, and the chain is broken from then on: nobody has it purged to hide it.
 *
 * @returns how many went
 */
export async function purgeAudit(
  db: PrismaClient,
  seal: KeyedSeal,
  before: Millis,
): Promise<{ count: number }> {
  const at = toTimestamp(before)
  const outlived = await db.auditEntry.groupBy({ by: ['tenantId'], where: { at: { lt: at } } })
  let count = 0
  for (const { tenantId } of outlived)
    count += await db.$transaction((tx) => purgeChain(tx, tenantId, seal, at), { timeout: 600_000 })
  return { count }
}

async function purgeChain(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  seal: KeyedSeal,
  at: Date,
): Promise<number> {
  const head = await lockChain(tx, tenantId, seal)
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
  if (last && last.seq > head.anchor.seq) await moveAnchor(tx, head, seal, last)
  const chainedOnes = last ? [{ seq: { gt: 0, lte: last.seq } }] : []
  const where = { tenantId, OR: [{ seq: { lt: 0 }, at: { lt: at } }, ...chainedOnes] }
  return (await tx.auditEntry.deleteMany({ where })).count
}

/** Past what is about to go, which is verified once more before. */
async function moveAnchor(
  tx: Prisma.TransactionClient,
  head: LockedChain,
  seal: KeyedSeal,
  to: { readonly seq: bigint; readonly hash: string },
): Promise<void> {
  const anchor = { seq: Number(to.seq), hash: to.hash }
  // Of another key's row nothing is known; it begins anew with the next entry.
  if (head.state === 'other-key' || head.state === 'unsealed') {
    const data = { anchorSeq: anchor.seq, anchorHash: anchor.hash, seal: '' }
    await tx.auditChain.updateMany({ where: { tenantId: head.tenantId }, data })
    return
  }
  const reached = await walk(tx, head.tenantId, head.anchor, seal, to.seq)
  const isWhole = !('reason' in reached) && reached.seq === anchor.seq
  await keepHead(tx, { ...head, anchor, ...(!isWhole && { state: 'forged' as const }) }, seal)
}
