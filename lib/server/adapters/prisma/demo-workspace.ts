import type { TenantId, UserId } from '@/lib/domain/ids'
import { DEMO_PREFIX } from '@/lib/server/ports/analytics/acquisition'
import type { MadeUpConversation, MadeUpWorkspace } from '@/lib/server/ports/analytics/demo-workspace'
import { Prisma, type PrismaClient } from './generated/client'
import { insertRows } from './insert-rows'
import { toTimestamp } from './timestamps'

/** Administrators who become members of the channels, so that there is something to look at. */
const ADMINISTRATORS = 5

/** Writes made-up conversations with their figures. Nobody can sign in as one of their people: they have no device, address or password. */
export async function fillWorkspace(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  { people, conversations, visits }: MadeUpWorkspace,
): Promise<void> {
  const administrators = await tx.user.findMany({
    where: { tenantId, role: 'admin', isActive: true },
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: ADMINISTRATORS,
  })
  const watchers = administrators.map(({ id }) => id)
  const rows = [
    ...insertRows(
      'users',
      people.map(({ id, displayName, role, createdAt }) => ({
        id,
        tenantId,
        tier: 1,
        role,
        coins: 0,
        displayName,
        isActive: true,
        createdAt: toTimestamp(createdAt),
        hidesRead: false,
        hidesDelivered: false,
        hidesTyping: false,
      })),
    ),
    ...insertRows(
      'presence_choices',
      people.map(({ id: userId, status, statusMessage, createdAt }) => ({
        userId,
        status,
        statusMessage,
        changedAt: toTimestamp(createdAt),
      })),
    ),
    ...insertRows(
      'conversations',
      conversations.map((one) => conversationRow(tenantId, one, membersOf(one, watchers).length)),
    ),
    ...insertRows(
      'members',
      conversations.flatMap((one) => membersOf(one, watchers)),
    ),
    ...insertRows('messages', conversations.flatMap(messageRows)),
    ...insertRows(
      'visits',
      visits.map(({ id, conversation, host, scheduledAt, createdAt }) => ({
        id,
        tenantId,
        hostId: watchers[0] ?? host,
        conversationId: conversation,
        scheduledAt: toTimestamp(scheduledAt),
        hasWaitingRoom: true,
        revision: 0,
        createdAt: toTimestamp(createdAt),
      })),
    ),
    ...insertRows(
      'visit_participants',
      visits.flatMap((one) => participantRows(one, watchers[0] ?? one.host)),
    ),
  ]
  for (const statement of rows) await tx.$executeRaw(statement)
  await tx.$executeRaw`
    INSERT INTO conversation_days (conversation_id, day, messages)
    SELECT conversation_id, (created_at AT TIME ZONE 'UTC')::date, count(*)::int FROM messages
    WHERE conversation_id = ANY(${conversations.map(({ id }) => id)}::text[]) GROUP BY 1, 2`
  await tx.$executeRaw`
    INSERT INTO conversation_counts AS old (tenant_id, day, kind, messages, people, conversations)
    SELECT ${tenantId}, day, kind, messages, people, conversations FROM (${madeUpCounts(tenantId)}) AS made
    ON CONFLICT (tenant_id, day, kind) DO UPDATE SET messages = old.messages + excluded.messages,
      people = old.people + excluded.people, conversations = old.conversations + excluded.conversations`
}

/** With what others wrote there since; what those who do not exist are counted for goes too. */
export function removalOfWorkspace(db: PrismaClient, tenantId: TenantId) {
  const made = { tenantId, id: { startsWith: DEMO_PREFIX } }
  const madeMember = { user: made }
  return [
    db.$executeRaw`
      UPDATE conversation_counts AS old SET messages = greatest(0, old.messages - made.messages),
        people = greatest(0, old.people - made.people), conversations = greatest(0, old.conversations - made.conversations)
      FROM (${madeUpCounts(tenantId)}) AS made
      WHERE old.tenant_id = ${tenantId} AND old.day = made.day AND old.kind = made.kind`,
    db.$executeRaw`DELETE FROM conversation_counts WHERE tenant_id = ${tenantId} AND messages = 0 AND conversations = 0`,
    db.conversation.deleteMany({
      where: { tenantId, OR: [made, { kind: 'direct', members: { some: madeMember } }] },
    }),
    db.user.deleteMany({ where: made }),
  ]
}

/** By day and kind: what was made up. */
const madeUpCounts = (tenantId: TenantId) => Prisma.sql`
  SELECT (m.created_at AT TIME ZONE 'UTC')::date AS day, c.kind, count(*)::int AS messages,
    count(DISTINCT m.author_id)::int AS people, count(DISTINCT m.conversation_id)::int AS conversations
  FROM messages m JOIN conversations c ON c.id = m.conversation_id
  WHERE c.tenant_id = ${tenantId} AND m.id LIKE ${`${DEMO_PREFIX}%`} GROUP BY 1, 2`

function conversationRow(tenantId: TenantId, one: MadeUpConversation, memberCount: number) {
  const { members: _, messages, creator: creatorId, createdAt, ...conversation } = one
  return {
    ...conversation,
    tenantId,
    creatorId,
    memberCount,
    lastSeq: messages.length,
    createdAt: toTimestamp(createdAt),
  }
}

function membersOf(
  { id, kind, members, messages, createdAt }: MadeUpConversation,
  watchers: readonly string[],
) {
  const last = messages.length
  // Of what administrators find there, some is unread.
  const seers = kind === 'channel' ? watchers : watchers.slice(0, 1)
  const extra = seers.map((user) => ({ user, unread: Math.min(last, 5) }))
  return [...members, ...extra].map(({ user: userId, unread }) => ({
    conversationId: id,
    userId,
    joinedAt: toTimestamp(createdAt),
    readSeq: Math.max(0, last - unread),
    deliveredSeq: last,
    ownAfterRead: messages.slice(Math.max(0, last - unread)).filter(({ author }) => author === userId).length,
  }))
}

const messageRows = ({ id: conversationId, messages }: MadeUpConversation) =>
  messages.map(({ author: authorId, replyTo: replyToId, at, ...message }, index) => ({
    ...message,
    conversationId,
    seq: index + 1,
    authorId,
    type: 'text',
    flagged: false,
    replyToId,
    createdAt: toTimestamp(at),
  }))

/** Its host is in it from the start, as in any other. */
const participantRows = (
  { id: visitId, invited, createdAt }: MadeUpWorkspace['visits'][number],
  host: UserId,
) => [
  { visitId, userId: host, admittedAt: toTimestamp(createdAt) },
  ...invited.map((userId) => ({ visitId, userId, admittedAt: null })),
]
