import type { ConversationId, TenantId, UserId } from '@/lib/domain/ids'
import type { FoundConversation } from '@/lib/server/ports/conversations/conversations'
import { lookUpByValues } from '../batched-lookup'
import { Prisma, type PrismaClient } from '../generated/client'
import { type ConversationRow, toConversation } from './rows'

/** In one query. */
const AT_ONCE = 40

/** Conversations by their name, each as one person stands to it; who asks at the same time shares a query. */
export function createFind(db: PrismaClient) {
  const byId = lookUpByValues(
    ([ids, users]: [string[], string[]]) => db.$queryRaw<FoundRow[]>`
      ${FOUND} FROM unnest(${ids}::text[], ${users}::text[]) WITH ORDINALITY AS wanted (id, person, n)
      JOIN conversations c ON c.id = wanted.id AND c.deleted_at IS NULL ${MEMBERSHIP}`,
    { atOnce: AT_ONCE },
  )
  const byKey = lookUpByValues(
    ([tenants, keys, users]: [string[], string[], string[]]) => db.$queryRaw<FoundRow[]>`
      ${FOUND} FROM unnest(${tenants}::text[], ${keys}::text[], ${users}::text[]) WITH ORDINALITY AS wanted (tenant, key, person, n)
      JOIN conversations c ON c.tenant_id = wanted.tenant AND c.key = wanted.key AND c.deleted_at IS NULL ${MEMBERSHIP}`,
    { atOnce: AT_ONCE },
  )
  return {
    byId: async (id: ConversationId, user: UserId) => toFound(await byId(id, user)),
    byKey: async (tenant: TenantId, key: string, user: UserId) => toFound(await byKey(tenant, key, user)),
  }
}

interface FoundRow extends ConversationRow {
  readonly n: number
  readonly lastSeq: number
  readonly memberCount: number
  /** Null: the person is no member, and has no cursors. */
  readonly joinedAt: Date | null
  readonly readSeq: number
  readonly deliveredSeq: number
}

const FOUND = Prisma.sql`
  SELECT wanted.n::int AS n, c.id, c.tenant_id AS "tenantId", c.kind, c.key, c.name, c.description,
    c.is_private AS "isPrivate", c.creator_id AS "creatorId", c.created_at AS "createdAt", c.closed_at AS "closedAt",
    c.last_seq AS "lastSeq", c.member_count AS "memberCount",
    m.joined_at AS "joinedAt", m.read_seq AS "readSeq", m.delivered_seq AS "deliveredSeq"`

const MEMBERSHIP = Prisma.sql`LEFT JOIN members m ON m.conversation_id = c.id AND m.user_id = wanted.person`

function toFound(row: FoundRow | undefined): FoundConversation | undefined {
  if (!row) return undefined
  const { joinedAt, readSeq, deliveredSeq, lastSeq, memberCount } = row
  return {
    conversation: toConversation(row),
    lastSeq,
    memberCount,
    membership: joinedAt === null ? null : { joinedAt: joinedAt.getTime(), readSeq, deliveredSeq },
  }
}
