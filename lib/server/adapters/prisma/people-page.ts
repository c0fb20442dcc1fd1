import type { Millis, UserId } from '@/lib/domain/ids'
import type { PeopleQuery, PersonSummary } from '@/lib/server/ports/moderation/administration'
import { Prisma, type PrismaClient } from './generated/client'
import { beginsWith } from './like-pattern'
import { toTimestamp } from './timestamps'
import { toUser } from './user-row'

/** A page of accounts. Reports name people without a relation, so which accounts they are is asked in SQL. */
export async function peoplePage(
  db: PrismaClient,
  tenant: string,
  query: PeopleQuery,
): Promise<readonly PersonSummary[]> {
  const conditions = Prisma.join([Prisma.sql`u.tenant_id = ${tenant}`, ...filters(query)], ' AND ')
  const found = await db.$queryRaw<{ id: string; reports: number }[]>`
    SELECT u.id, (SELECT count(*) FROM reports r WHERE ${REPORTED})::int AS reports
    FROM users u WHERE ${conditions} ORDER BY u.created_at DESC, u.id ASC LIMIT ${query.limit}`
  const rows = await db.user.findMany({ where: { id: { in: found.map(({ id }) => id) } } })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ id, reports }) => {
    const row = byId.get(id)
    return row ? [{ ...toUser(row), reportsAgainst: reports }] : []
  })
}

const REPORTED = Prisma.sql`r.reported_id = u.id AND r.tenant_id = u.tenant_id`

function filters({ search, role, tier, banned, reported, now, before, beforeId }: PeopleQuery): Prisma.Sql[] {
  const isBanned = Prisma.sql`coalesce(u.banned_until > ${toTimestamp(now)}, false)`
  const isReported = Prisma.sql`EXISTS (SELECT 1 FROM reports r WHERE ${REPORTED})`
  const all = [
    search !== undefined && beginningWith(search),
    role !== undefined && Prisma.sql`u.role = ${role}`,
    tier !== undefined && Prisma.sql`u.tier = ${tier}`,
    banned !== undefined && (banned ? isBanned : Prisma.sql`NOT ${isBanned}`),
    reported !== undefined && (reported ? isReported : Prisma.sql`NOT ${isReported}`),
    before !== undefined && olderThan(before, beforeId),
  ]
  return all.filter((condition) => condition !== false)
}

/** The order is by time, newest first, and then by id. */
function olderThan(before: Millis, id: UserId | undefined): Prisma.Sql {
  const at = toTimestamp(before)
  const isOlder = Prisma.sql`u.created_at < ${at}`
  return id === undefined ? isOlder : Prisma.sql`(${isOlder} OR (u.created_at = ${at} AND u.id > ${id}))`
}

function beginningWith(search: string): Prisma.Sql {
  const pattern = beginsWith(search)
  const lower = pattern.toLowerCase()
  return Prisma.sql`(u.id LIKE ${lower} OR u.email LIKE ${lower} OR u.display_name ILIKE ${pattern})`
}
