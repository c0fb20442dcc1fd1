import type { Blocks } from '@/lib/server/ports/moderation/moderation'
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
      const rows = await db.$queryRaw<{ id: UserId }[]>(aroundStatement(user))
      return new Set(rows.map(({ id }) => id).filter((id) => id !== user))
    },

    async byBlocker(blockerId) {
      const rows = await db.block.findMany({
        where: { blockerId },
        select: { blockedId: true, createdAt: true },
        orderBy: [{ createdAt: 'desc' }, { blockedId: 'asc' }],
        take: MOST_LISTED,
      })
      const withReport = await madeByReports(db, blockerId, rows)
      return rows.map(({ blockedId, createdAt }) => ({
        userId: blockedId,
        createdAt: createdAt.getTime(),
        madeBy: withReport.has(`${blockedId} ${createdAt.getTime()}`) ? 'report' : 'block',
      }))
    },
  }
}

/**
 * Everybody between whom and the person there is a block. It holds by device: those count as one who have or had a device in
 * common, as accounts do of which one was deleted or shut the device out.
 */
function aroundStatement(user: UserId): Prisma.Sql {
  return Prisma.sql`
    WITH own AS (
      SELECT tenant_id, hash AS digest FROM devices WHERE user_id = ${user}
      UNION SELECT tenant_id, digest FROM kept_digests WHERE user_id = ${user} AND kind = 'device'),
    me AS (
      SELECT ${user} AS id
      UNION SELECT user_id FROM kept_digests NATURAL JOIN own
      UNION SELECT user_id FROM devices JOIN own ON devices.tenant_id = own.tenant_id AND devices.hash = own.digest),
    others AS (
      SELECT blocked_id AS id FROM blocks WHERE blocker_id IN (SELECT id FROM me)
      UNION SELECT blocker_id FROM blocks WHERE blocked_id IN (SELECT id FROM me)
      UNION SELECT blocked_id FROM kept_blocks WHERE blocker_id IN (SELECT id FROM me)
      UNION SELECT blocker_id FROM kept_blocks WHERE blocked_id IN (SELECT id FROM me)),
    theirs AS (
      SELECT tenant_id, hash AS digest FROM devices WHERE user_id IN (SELECT id FROM others)
      UNION SELECT tenant_id, digest FROM kept_digests WHERE user_id IN (SELECT id FROM others) AND kind = 'device')
    SELECT id FROM others
    UNION SELECT user_id FROM kept_digests NATURAL JOIN theirs
    UNION SELECT user_id FROM devices JOIN theirs ON devices.tenant_id = theirs.tenant_id AND devices.hash = theirs.digest`
}

/** Which of somebody's blocks a report made: it and its blocks are of the same moment. */
async function madeByReports(
  db: PrismaClient,
  user: UserId,
  blocks: readonly { blockedId: UserId; createdAt: Date }[],
): Promise<ReadonlySet<string>> {
  const createdAt = { in: blocks.map((block) => block.createdAt) }
  const reports = await db.report.findMany({
    where: { createdAt, OR: [{ reporterId: user }, { reportedId: user }] },
    select: { reporterId: true, reportedId: true, createdAt: true },
  })
  return new Set(
    reports.map(({ reporterId, reportedId, createdAt: at }) => {
      return `${reporterId === user ? reportedId : reporterId} ${at.getTime()}`
    }),
  )
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
