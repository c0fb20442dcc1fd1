import type { BlockId, UserId } from '@/lib/domain/ids'
import type { Block, Blocks, NewBlock } from '@/lib/server/ports/moderation/moderation'
import { toChatType } from './chat-type'
import { Prisma, type PrismaClient } from './generated/client'
import type { BlockModel } from './generated/models/Block'
import { toTimestamp } from './timestamps'

const MOST_LISTED = 500

export function createPrismaBlocks(db: PrismaClient): Blocks {
  return {
    async add(block) {
      const [row] = await db.$queryRaw<{ id: BlockId }[]>(blockStatement(block, 'block'))
      return row?.id
    },

    async remove(blocker, named) {
      const [row] = await db.$queryRaw<{ blocked: UserId }[]>`
        DELETE FROM blocks WHERE blocker_id = ${blocker} AND (id = ${named} OR blocked_as = ${named})
        RETURNING blocked_id AS blocked`
      return row?.blocked
    },

    async around(user) {
      const rows = await db.$queryRaw<{ id: UserId }[]>(aroundStatement(user))
      return new Set(rows.map(({ id }) => id).filter((id) => id !== user))
    },

    async byBlocker(blockerId) {
      const rows = await db.block.findMany({
        where: { blockerId },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: MOST_LISTED,
      })
      return rows.map(toBlock)
    },
  }
}

/** A block as its blocker may know it. */
function toBlock({ id, createdAt, madeBy, blockedAs, sessionId, chatType }: BlockModel): Block {
  return {
    id,
    createdAt: createdAt.getTime(),
    madeBy: madeBy === 'report' ? 'report' : 'block',
    session: sessionId === null ? null : { id: sessionId, chatType: toChatType(chatType) },
    account: sessionId === null ? blockedAs : null,
  }
}

/**
 * Everyone with whom the person has a block, either way. It holds by device: those count as one who have or had a device in
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

/** Answers one row, `id`, when both people are in the tenant (also when the block was there already), none otherwise. */
export function blockStatement(block: NewBlock, madeBy: Block['madeBy']): Prisma.Sql {
  const { tenantId, blocker, blocked, blockedAs, session, createdAt } = block
  return Prisma.sql`
    INSERT INTO blocks (id, tenant_id, blocker_id, blocked_id, blocked_as, made_by, session_id, chat_type, created_at)
    SELECT gen_random_uuid()::text, a.tenant_id, a.id, b.id, ${blockedAs}, ${madeBy}, ${session?.id ?? null}::text,
      ${session?.chatType ?? null}::text, ${toTimestamp(createdAt)}
    FROM users a JOIN users b ON b.tenant_id = a.tenant_id
    WHERE a.tenant_id = ${tenantId} AND a.id = ${blocker} AND b.id = ${blocked}
    ON CONFLICT (blocker_id, blocked_as) DO UPDATE SET created_at = blocks.created_at
    RETURNING id`
}
