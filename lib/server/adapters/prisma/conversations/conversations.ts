import type { Conversation } from '@/lib/domain/conversations/conversation'
import type { UserId } from '@/lib/domain/ids'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { WriteAudit } from '../audit-log'
import type { PrismaClient } from '../generated/client'
import type { ConversationModel } from '../generated/models/Conversation'
import { toTimestamp } from '../timestamps'
import { violatedKey } from '../unique-violation'
import { createFind } from './find'
import { createList } from './list'
import { createOpenChannels } from './open-channels'
import { createPositions } from './positions'
import { toConversation } from './rows'

export function createPrismaConversations(db: PrismaClient, writeAudit: WriteAudit): Conversations {
  const find = createFind(db)
  const listOf = createList(db)
  return {
    find: find.byId,
    findByKey: find.byKey,
    async named(tenantId, name) {
      const row = await db.conversation.findFirst({ where: { ...name, tenantId, deletedAt: null } })
      return row ? toConversation(row) : undefined
    },

    create: (conversation, members, max, ofKind) => create(db, conversation, members, { max, ofKind }),

    addMembers: (id, users, now, bounds) =>
      db.$transaction(async (tx) => {
        const place = await lock(tx, id)
        if (!place) return []
        const room = Math.max(0, bounds.members - place.memberCount)
        const { ofKind } = bounds
        const fitting = ofKind === undefined ? users : await belowBound(tx, place.kind, users, ofKind)
        const added = await insertMembers(tx, { ...place, ...bounds, room, now }, fitting)
        if (added.length > 0) await countMembers(tx, id, added.length)
        return added
      }),

    removeMembers: (conversationId, users, audit) =>
      db.$transaction(async (tx) => {
        if (!(await lock(tx, conversationId))) return []
        const rows = await tx.$queryRaw<{ user: string }[]>`
          DELETE FROM members WHERE conversation_id = ${conversationId} AND user_id = ANY(${[...users]}::text[])
          RETURNING user_id AS "user"`
        const removed = rows.map(({ user }) => user)
        if (removed.length > 0) await countMembers(tx, conversationId, -removed.length)
        if (audit) await writeAudit(tx, ...removed.map(audit))
        return removed
      }),

    change: (id, changes, audit) =>
      db.$transaction(async (tx) => {
        const { count: changed } = await tx.conversation.updateMany({
          where: { id, deletedAt: null },
          data: changes,
        })
        if (changed === 1 && audit) await writeAudit(tx, audit)
        return changed === 1
      }),

    remove: (id, now, audit) =>
      db.$transaction(async (tx) => {
        // Its key is free again.
        const removed = await tx.$executeRaw`
          UPDATE conversations SET deleted_at = ${toTimestamp(now)}, key = key || ':deleted:' || id
          WHERE id = ${id} AND deleted_at IS NULL`
        if (removed === 1 && audit) await writeAudit(tx, audit)
        return removed === 1
      }),

    ofUser: listOf,

    positionsOf: createPositions(db),

    openChannels: createOpenChannels(db),

    async members(conversationId, { after, limit }) {
      const rows = await db.member.findMany({
        where: { conversationId },
        include: { user: { select: { displayName: true, role: true } } },
        orderBy: [{ joinedAt: 'asc' }, { userId: 'asc' }],
        take: limit,
        ...(after === undefined
          ? {}
          : { cursor: { conversationId_userId: { conversationId, userId: after } }, skip: 1 }),
      })
      return rows.map(({ userId, user, joinedAt, readSeq, deliveredSeq }) => ({
        user: userId,
        displayName: user.displayName,
        role: user.role,
        joinedAt: joinedAt.getTime(),
        readSeq,
        deliveredSeq,
      }))
    },

    async knownAmong({ user, tenantId, partner }, others) {
      const rows = await db.$queryRaw<{ id: UserId }[]>`
        SELECT id FROM users WHERE id = ANY(${[...others]}::text[]) AND tenant_id = ${tenantId} AND is_active AND (
          EXISTS (
            SELECT 1 FROM members AS mine JOIN members AS theirs USING (conversation_id)
            JOIN conversations ON conversations.id = conversation_id AND deleted_at IS NULL
            WHERE mine.user_id = ${user} AND theirs.user_id = users.id)
          OR (id IS DISTINCT FROM ${partner}::text AND NOT EXISTS (
            SELECT 1 FROM session_participants AS mine JOIN session_participants AS theirs USING (session_id)
            WHERE mine.user_id = ${user} AND theirs.user_id = users.id AND users.id <> ${user})))`
      return new Set(rows.map(({ id }) => id))
    },

    async peopleAround(user, limit) {
      const rows = await db.$queryRaw<{ id: UserId }[]>`
        SELECT DISTINCT theirs.user_id AS id FROM members AS mine JOIN members AS theirs USING (conversation_id)
        JOIN conversations ON conversations.id = conversation_id AND deleted_at IS NULL
        WHERE mine.user_id = ${user} AND theirs.user_id <> ${user} LIMIT ${limit}`
      return rows.map(({ id }) => id)
    },

    async share(one, other) {
      const found = await db.member.findFirst({
        where: {
          userId: one,
          conversation: { deletedAt: null, members: { some: { userId: other } } },
        },
        select: { conversationId: true },
      })
      return found !== null
    },
  }
}

async function create(
  db: PrismaClient,
  { creator, createdAt, closedAt, ...conversation }: Conversation,
  members: readonly UserId[],
  { max, ofKind }: { readonly max: number; readonly ofKind: number | undefined },
): Promise<'created' | 'exists' | 'too-many'> {
  try {
    return await db.$transaction(async (tx) => {
      if (creator !== null) {
        await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${creator} FOR UPDATE` // so that their number stays true
        const made = await tx.conversation.count({ where: { creatorId: creator, deletedAt: null } })
        if (made >= max) return 'too-many'
      }
      if (ofKind !== undefined) {
        const fitting = await belowBound(tx, conversation.kind, members, ofKind)
        if (fitting.length < members.length) return 'too-many'
      }
      const closed = closedAt === undefined ? null : toTimestamp(closedAt)
      const data = {
        ...conversation,
        creatorId: creator,
        createdAt: toTimestamp(createdAt),
        closedAt: closed,
      }
      await tx.conversation.create({ data })
      const place = { ...conversation, now: createdAt, room: members.length, ofPerson: Infinity }
      const added = await insertMembers(tx, place, members)
      await countMembers(tx, conversation.id, added.length)
      return 'created'
    })
  } catch (error) {
    if (violatedKey(error) === 'conversations_tenant_id_key_key') return 'exists'
    throw error
  }
}

type Tx = Pick<PrismaClient, '$queryRaw' | '$executeRaw'>

async function lock(tx: Tx, id: string) {
  const [row] = await tx.$queryRaw<
    Pick<ConversationModel, 'id' | 'kind' | 'tenantId' | 'memberCount' | 'lastSeq'>[]
  >`
    SELECT id, kind, tenant_id AS "tenantId", member_count AS "memberCount", last_seq AS "lastSeq"
    FROM conversations WHERE id = ${id} AND deleted_at IS NULL FOR UPDATE`
  return row
}

/**
 * Of these people, those who are in fewer conversations of a kind. They are locked, so that somebody who joins several at once is counted
 * once for each; a message of theirs does not wait for that.
 */
async function belowBound(
  tx: Tx,
  kind: string,
  users: readonly UserId[],
  bound: number,
): Promise<readonly UserId[]> {
  await tx.$executeRaw`
    SELECT 1 FROM users WHERE id = ANY(${[...users]}::text[]) ORDER BY id FOR NO KEY UPDATE`
  const full = await tx.$queryRaw<{ user: UserId }[]>`
    SELECT user_id AS "user" FROM members
    JOIN conversations ON conversations.id = conversation_id AND kind = ${kind} AND deleted_at IS NULL
    WHERE user_id = ANY(${[...users]}::text[]) GROUP BY user_id HAVING count(*) >= ${bound}`
  const isFull = new Set(full.map(({ user }) => user))
  return users.filter((user) => !isFull.has(user))
}

interface Place {
  readonly id: string
  readonly tenantId: string
  readonly lastSeq?: number
  readonly room: number
  readonly ofPerson: number
  readonly now: number
}

/** What was said before somebody joined counts as read. */
export async function insertMembers(tx: Tx, place: Place, users: readonly UserId[]): Promise<UserId[]> {
  const { id, tenantId, lastSeq = 0, room, ofPerson, now } = place
  const most = Number.isFinite(ofPerson) ? ofPerson : null
  const rows = await tx.$queryRaw<{ user: string }[]>`
    INSERT INTO members (conversation_id, user_id, joined_at, read_seq, delivered_seq)
    SELECT ${id}, users.id, ${toTimestamp(now)}::timestamptz, ${lastSeq}, ${lastSeq}
    FROM unnest(${[...users]}::text[]) WITH ORDINALITY AS wanted (id, n)
    JOIN users ON users.id = wanted.id AND users.tenant_id = ${tenantId}
    WHERE NOT EXISTS (SELECT 1 FROM members WHERE conversation_id = ${id} AND user_id = users.id)
      AND (${most}::int IS NULL OR (
        SELECT count(*) FROM members JOIN conversations ON conversations.id = conversation_id AND closed_at IS NULL
        WHERE user_id = users.id) < ${most}::int)
    ORDER BY wanted.n LIMIT ${room}
    ON CONFLICT DO NOTHING RETURNING user_id AS "user"`
  return rows.map(({ user }) => user)
}

export async function countMembers(tx: Tx, id: string, by: number): Promise<void> {
  await tx.$executeRaw`UPDATE conversations SET member_count = member_count + ${by} WHERE id = ${id}`
}
