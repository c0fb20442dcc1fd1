import type { UserId, VisitId } from '@/lib/domain/ids'
import type { ListedVisit, VisitQuery } from '@/lib/server/ports/visits/visits'
import { Prisma, type PrismaClient } from '../generated/client'
import { stateOf, toParticipant, toVisit, WITH_PERSON } from './rows'

/** A page of a person's visits, and some of the people of each. */
export async function listOf(
  db: PrismaClient,
  user: UserId,
  { isOver, after, limit }: VisitQuery,
  some: number,
): Promise<{ readonly visits: readonly ListedVisit[]; readonly hasMore: boolean }> {
  const ids = await pageOf(db, user, { isOver, limit: limit + 1, ...(after === undefined ? {} : { after }) })
  const page = ids.slice(0, limit)
  const rows = await db.visit.findMany({
    where: { id: { in: page } },
    include: {
      host: { select: { displayName: true } },
      _count: { select: { participants: true } },
      participants: {
        where: { NOT: { userId: user } },
        orderBy: [{ arrival: { sort: 'asc', nulls: 'last' } }, { userId: 'asc' }],
        take: some,
        include: WITH_PERSON,
      },
    },
  })
  const [own, waiting] = await Promise.all([
    db.visitParticipant.findMany({ where: { visitId: { in: page }, userId: user } }),
    db.visitParticipant.groupBy({
      by: ['visitId'],
      where: { visitId: { in: page }, arrival: { not: null } },
      _count: true,
    }),
  ])
  const states = new Map(own.map((one) => [one.visitId, stateOf(one)]))
  const counts = new Map(waiting.map(({ visitId, _count }) => [visitId, _count]))
  const visits = rows.map(({ host, _count, participants, ...row }): ListedVisit => ({
    visit: toVisit(row),
    state: states.get(row.id) ?? null,
    hostName: host?.displayName ?? null,
    participantCount: _count.participants,
    waitingCount: counts.get(row.id) ?? 0,
    some: participants.map(toParticipant),
  }))
  const order = new Map(page.map((id, index) => [id, index]))
  return {
    visits: visits.toSorted((a, b) => (order.get(a.visit.id) ?? 0) - (order.get(b.visit.id) ?? 0)),
    hasMore: ids.length > limit,
  }
}

/** The ids of a page in their order: what comes first first, what ended last first. */
async function pageOf(
  db: PrismaClient,
  user: UserId,
  { isOver, after, limit }: VisitQuery,
): Promise<readonly VisitId[]> {
  const time = isOver ? Prisma.sql`-extract(epoch FROM ended_at)` : START
  const from =
    after === undefined
      ? Prisma.empty
      : Prisma.sql`
    AND (${time}, id) > (SELECT ${time}, id FROM visits WHERE id = ${after})`
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM visits JOIN visit_participants ON visit_id = id AND user_id = ${user}
    WHERE ${isOver ? Prisma.sql`ended_at IS NOT NULL` : Prisma.sql`ended_at IS NULL`} ${from}
    ORDER BY ${time}, id LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

const START = Prisma.sql`extract(epoch FROM coalesce(scheduled_at, created_at))`
