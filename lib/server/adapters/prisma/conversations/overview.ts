import { type AdministeredConversation, ADMINISTERED_KINDS } from '@/lib/domain/conversations/administered'
import { type Day, dayOf } from '@/lib/domain/days'
import type {
  ConversationOverview,
  OverviewQuery,
} from '@/lib/server/ports/conversations/conversation-overview'
import { auditAbout } from '../audit-log'
import { Prisma, type PrismaClient } from '../generated/client'
import { beginsWith } from '../like-pattern'
import { toTimestamp } from '../timestamps'
import { toKind } from './rows'

export function createPrismaConversationOverview(db: PrismaClient): ConversationOverview {
  async function read(where: Prisma.Sql, since: Day, limit: number) {
    const rows = await db.$queryRaw<Row[]>`
      SELECT c.id, c.key, c.kind, c.name, c.description, c.tenant_id AS "tenantId", c.is_private AS "isPrivate",
        c.created_at AS "createdAt", c.closed_at AS "closedAt", c.member_count AS "memberCount", c.last_seq AS messages,
        maker.id AS "makerId", maker.display_name AS "makerName", one.created_at AS "lastMessageAt",
        v.id AS "visitId", v.scheduled_at AS "scheduledAt", v.ended_at AS "endedAt",
        (SELECT count(*) FROM visit_participants p WHERE p.visit_id = v.id)::int AS invited,
        (SELECT count(*) FROM visit_participants p WHERE p.visit_id = v.id AND p.arrival IS NOT NULL)::int AS waiting
      FROM conversations c
      LEFT JOIN visits v ON v.conversation_id = c.id
      LEFT JOIN users maker ON maker.id = coalesce(v.host_id, c.creator_id)
      LEFT JOIN messages one ON one.conversation_id = c.id AND one.seq = c.last_seq
      WHERE ${where} AND c.deleted_at IS NULL ORDER BY c.created_at DESC, c.id LIMIT ${limit}`
    const days = await db.conversationDay.findMany({
      where: {
        conversationId: { in: rows.map(({ id }) => id) },
        day: { gte: new Date(since) },
        messages: { gt: 0 },
      },
      orderBy: { day: 'asc' },
    })
    const byConversation = Map.groupBy(days, ({ conversationId }) => conversationId)
    return rows.map((row) => toAdministered(row, byConversation.get(row.id) ?? []))
  }

  return {
    page: (tenant, { since, limit, ...query }) => read(conditionsOf(tenant, query), since, limit),

    async find(tenantId, id, since) {
      const kinds = Prisma.sql`c.kind = ANY(${[...ADMINISTERED_KINDS]}::text[])`
      const where = Prisma.sql`c.tenant_id = ${tenantId} AND c.id = ${id} AND ${kinds}`
      const [conversation] = await read(where, since, 1)
      if (!conversation) return undefined
      return { conversation, audit: await auditAbout(db, tenantId, { targetId: id }) }
    },
  }
}

interface Row {
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly name: string | null
  readonly description: string | null
  readonly tenantId: string
  readonly isPrivate: boolean
  readonly createdAt: Date
  readonly closedAt: Date | null
  readonly memberCount: number
  readonly messages: number
  readonly makerId: string | null
  readonly makerName: string | null
  readonly lastMessageAt: Date | null
  readonly visitId: string | null
  readonly scheduledAt: Date | null
  readonly endedAt: Date | null
  readonly invited: number
  readonly waiting: number
}

function conditionsOf(
  tenant: string,
  { kind, search, before, beforeId }: Omit<OverviewQuery, 'since' | 'limit'>,
): Prisma.Sql {
  const all = [
    Prisma.sql`c.tenant_id = ${tenant}`,
    Prisma.sql`c.kind = ${kind}`,
    search !== undefined && startingWith(search),
    before !== undefined && olderThan(toTimestamp(before), beforeId),
  ]
  return Prisma.join(
    all.filter((condition) => condition !== false),
    ' AND ',
  )
}

function startingWith(search: string): Prisma.Sql {
  const pattern = beginsWith(search)
  return Prisma.sql`(c.id LIKE ${pattern.toLowerCase()} OR c.name ILIKE ${pattern} OR maker.display_name ILIKE ${pattern})`
}

/** The order is by time, newest first, and then by id. */
function olderThan(at: Date, id: string | undefined): Prisma.Sql {
  const isOlder = Prisma.sql`c.created_at < ${at}`
  return id === undefined ? isOlder : Prisma.sql`(${isOlder} OR (c.created_at = ${at} AND c.id > ${id}))`
}

function toAdministered(
  row: Row,
  days: readonly { readonly day: Date; readonly messages: number }[],
): AdministeredConversation {
  const { id, key, name, description, tenantId, isPrivate, memberCount, messages } = row
  return {
    id,
    key,
    kind: toKind(row.kind),
    name,
    description,
    tenantId,
    isPrivate,
    memberCount,
    messages,
    createdAt: row.createdAt.getTime(),
    ...(row.closedAt && { closedAt: row.closedAt.getTime() }),
    maker: row.makerId === null ? null : { user: row.makerId, displayName: row.makerName },
    lastMessageAt: row.lastMessageAt?.getTime() ?? null,
    days: days.map((one) => ({ day: dayOf(one.day.getTime()), messages: one.messages })),
    visit:
      row.visitId === null
        ? null
        : {
            id: row.visitId,
            scheduledAt: row.scheduledAt?.getTime() ?? null,
            endedAt: row.endedAt?.getTime() ?? null,
            invited: row.invited,
            waiting: row.waiting,
          },
  }
}
