import type { BlockId, UserId } from '@/lib/domain/ids'
import type { Apart, Block, Blocks, NewBlock } from '@/lib/server/ports/moderation/moderation'
import { toChatType } from './chat-type'
import { Prisma, type PrismaClient } from './generated/client'
import type { BlockModel } from './generated/models/Block'
import { lookUpTogether } from './batched-lookup'
import { toTimestamp } from './timestamps'

const MOST_LISTED = 500

const FROM_NOBODY: Apart = { everywhere: new Set(), inConversations: new Set() }

export function createPrismaBlocks(db: PrismaClient): Blocks {
  // Read for everybody who connects: after a restart or a lost network, thousands come at once.
  const around = lookUpTogether(async (users: UserId[]) => {
    const rows = await db.$queryRaw<AroundRow[]>(aroundStatement(users))
    return new Map(
      [...Map.groupBy(rows, ({ asker }) => asker)].map(([user, around]) => [user, apartFrom(user, around)]),
    )
  })

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

    around: async (user) => ((await around(user)) ?? FROM_NOBODY).everywhere,
    apart: async (user) => (await around(user)) ?? FROM_NOBODY,

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

interface AroundRow {
  readonly asker: UserId
  readonly id: UserId
  readonly by_account: boolean
}

function apartFrom(user: UserId, rows: readonly AroundRow[]): Apart {
  const others = rows.filter(({ id }) => id !== user)
  return {
    everywhere: new Set(others.map(({ id }) => id)),
    inConversations: new Set(others.filter((row) => row.by_account).map(({ id }) => id)),
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
 * For each of the people: everyone with whom they have a block, either way. It holds by device: those count as one who have or
 * had a device in common, as accounts do of which one was deleted or shut the device out. `by_account`: it was not made by a
 * partner's id of a session.
 */
function aroundStatement(users: readonly UserId[]): Prisma.Sql {
  return Prisma.sql`
    WITH askers AS (SELECT DISTINCT unnest(${users}::text[]) AS asker),
    own AS (
      SELECT asker, tenant_id, hash AS digest FROM askers JOIN devices ON user_id = asker
      UNION SELECT asker, tenant_id, digest FROM askers JOIN kept_digests ON user_id = asker AND kind = 'device'),
    me AS (
      SELECT asker, asker AS id FROM askers
      UNION SELECT asker, user_id FROM own NATURAL JOIN kept_digests
      UNION SELECT asker, user_id FROM own JOIN devices ON devices.tenant_id = own.tenant_id AND devices.hash = own.digest),
    others AS (
      SELECT asker, blocked_id AS id, session_id IS NULL AS by_account FROM me JOIN blocks ON blocker_id = me.id
      UNION SELECT asker, blocker_id, session_id IS NULL FROM me JOIN blocks ON blocked_id = me.id
      UNION SELECT asker, blocked_id, by_account FROM me JOIN kept_blocks ON blocker_id = me.id
      UNION SELECT asker, blocker_id, by_account FROM me JOIN kept_blocks ON blocked_id = me.id),
    theirs AS (
      SELECT asker, by_account, tenant_id, hash AS digest FROM others JOIN devices ON user_id = others.id
      UNION SELECT asker, by_account, tenant_id, digest FROM others JOIN kept_digests ON user_id = others.id AND kind = 'device')
    SELECT asker, id, by_account FROM others
    UNION SELECT asker, user_id, by_account FROM theirs NATURAL JOIN kept_digests
    UNION SELECT asker, user_id, by_account FROM theirs JOIN devices ON devices.tenant_id = theirs.tenant_id AND devices.hash = theirs.digest`
}

/**
 * Who blocks somebody whom a report had blocked for them has blocked by themselves from then on.
 *
 * Answers one row, `id`, when both people are in the tenant (also when the block was there already), none otherwise.
 */
export function blockStatement(block: NewBlock, madeBy: Block['madeBy']): Prisma.Sql {
  const { tenantId, blocker, blocked, blockedAs, session, createdAt } = block
  return Prisma.sql`
    INSERT INTO blocks (id, tenant_id, blocker_id, blocked_id, blocked_as, made_by, session_id, chat_type, created_at)
    SELECT gen_random_uuid()::text, a.tenant_id, a.id, b.id, ${blockedAs}, ${madeBy}, ${session?.id ?? null}::text,
      ${session?.chatType ?? null}::text, ${toTimestamp(createdAt)}
    FROM users a JOIN users b ON b.tenant_id = a.tenant_id
    WHERE a.tenant_id = ${tenantId} AND a.id = ${blocker} AND b.id = ${blocked}
    ON CONFLICT (blocker_id, blocked_as) DO UPDATE SET made_by =
      CASE EXCLUDED.made_by WHEN 'block' THEN 'block' ELSE blocks.made_by END
    RETURNING id`
}
