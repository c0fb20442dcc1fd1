import { type AuditEntry, BEGINNING, chained, type ChainHead, sealOfHead } from '@/lib/domain/audit-chain'
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
    const head = await lockChain(tx, first.tenantId, seal)
    // What cannot be verified is left behind: verifiable is what comes from here on.
    const beginsAnew = head.state === 'other-key' || head.state === 'unsealed'
    const anchor = beginsAnew ? head.end : head.anchor
    let end = head.end
    for (const { at, ...entry } of entries) {
      // As the database keeps it.
      const kept = toTimestamp(at)
      const { seq, hash } = chained(end, { ...entry, at: kept.getTime() }, seal)
      await tx.auditEntry.createMany({ data: { ...entry, at: kept, seq, hash } })
      end = { seq, hash }
    }
    await keepHead(tx, { ...head, keyMark: seal.mark, anchor, end }, seal)
  }
}

/** How much of a chain's row can be believed: `forged`: it was changed beside us, and stays so; `unsealed`: from before it was sealed. */
export interface LockedChain extends ChainHead {
  readonly state: 'sealed' | 'forged' | 'unsealed' | 'other-key'
}

/** @returns where the chain begins and ends; a new chain where there is none yet */
export async function lockChain(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  seal: KeyedSeal,
): Promise<LockedChain> {
  const empty = { tenantId, keyMark: seal.mark, anchor: BEGINNING, end: BEGINNING }
  const [row] = await tx.$queryRaw<
    { seq: bigint; hash: string; keyMark: string; anchorSeq: bigint; anchorHash: string; seal: string }[]
  >`
    INSERT INTO audit_chains (tenant_id, key_mark, seal) VALUES (${tenantId}, ${seal.mark}, ${sealOfHead(empty, seal)})
    ON CONFLICT (tenant_id) DO UPDATE SET tenant_id = EXCLUDED.tenant_id
    RETURNING seq, hash, key_mark AS "keyMark", anchor_seq AS "anchorSeq", anchor_hash AS "anchorHash", seal`
  if (!row) throw new Error('An upsert returned no row')
  const head = {
    tenantId,
    keyMark: row.keyMark,
    anchor: { seq: Number(row.anchorSeq), hash: row.anchorHash },
    end: { seq: Number(row.seq), hash: row.hash },
  }
  return { ...head, state: stateOf(head, row.seal, seal) }
}

function stateOf(head: ChainHead, kept: string, seal: KeyedSeal): LockedChain['state'] {
  if (head.keyMark !== seal.mark) return 'other-key'
  if (kept === '') return 'unsealed'
  return kept === sealOfHead(head, seal) ? 'sealed' : 'forged'
}

/** Seals the row, unless it was forged: then nothing that follows makes it good again. */
export async function keepHead(
  tx: Prisma.TransactionClient,
  { state, ...head }: LockedChain,
  seal: KeyedSeal,
): Promise<void> {
  const { tenantId, keyMark, anchor, end } = head
  const data = {
    keyMark,
    anchorSeq: anchor.seq,
    anchorHash: anchor.hash,
    ...end,
    ...(state !== 'forged' && { seal: sealOfHead(head, seal) }),
  }
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
