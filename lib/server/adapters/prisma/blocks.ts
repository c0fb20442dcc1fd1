import type { Blocks } from '@/lib/server/ports/moderation'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import { Prisma, type PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

const MOST_LISTED = 500

export function createPrismaBlocks(db: PrismaClient): Blocks {
  return {
    async add(tenant, blocker, blocked, now) {
      return (await db.$executeRaw(blockStatement(tenant, blocker, blocked, now))) === 1
    },

    async remove(blockerId, blockedId) {
      const { count } = await db.block.deleteMany({ where: { blockerId, blockedId } })
      return count === 1
    },

    async around(user) {
      const rows = await db.block.findMany({
        where: { OR: [{ blockerId: user }, { blockedId: user }] },
        select: { blockerId: true, blockedId: true },
      })
      return new Set(rows.map(({ blockerId, blockedId }) => (blockerId === user ? blockedId : blockerId)))
    },

    async byBlocker(blockerId) {
      const rows = await db.block.findMany({
        where: { blockerId },
        select: { blockedId: true, createdAt: true, blocked: { select: { displayName: true } } },
        orderBy: [{ createdAt: 'desc' }, { blockedId: 'asc' }],
        take: MOST_LISTED,
        relationLoadStrategy: 'join',
      })
      return rows.map(({ blockedId, createdAt, blocked }) => ({
        userId: blockedId,
        displayName: blocked.displayName,
        createdAt: createdAt.getTime(),
      }))
    },
  }
}

/** Touches one row when both people are in the tenant (also when the block was there already), none otherwise. */
export function blockStatement(tenant: TenantId, blocker: UserId, blocked: UserId, now: Millis): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO blocks (tenant_id, blocker_id, blocked_id, created_at)
    SELECT a.tenant_id, a.id, b.id, ${toTimestamp(now)}
    FROM users a JOIN users b ON b.tenant_id = a.tenant_id
    WHERE a.tenant_id = ${tenant} AND a.id = ${blocker} AND b.id = ${blocked}
    ON CONFLICT (blocker_id, blocked_id) DO UPDATE SET created_at = blocks.created_at`
}
