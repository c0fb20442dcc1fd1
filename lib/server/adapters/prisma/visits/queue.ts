import type { Millis, UserId, VisitId } from '@/lib/domain/ids'
import type { QueueChange, WaitingPerson } from '@/lib/domain/visits/visit'
import type { Prisma, PrismaClient } from '../generated/client'
import { toTimestamp } from '../timestamps'

type Tx = Prisma.TransactionClient

interface LockedVisit {
  readonly conversationId: string
  readonly endedAt: Date | null
  /** The one that a change makes. */
  readonly next: number
}

/** Whoever changes a waiting room does so alone. Undefined: there is no such visit. */
export async function lockVisit(tx: Tx, id: VisitId): Promise<LockedVisit | undefined> {
  const [row] = await tx.$queryRaw<LockedVisit[]>`
    SELECT conversation_id AS "conversationId", ended_at AS "endedAt", revision + 1 AS next
    FROM visits WHERE id = ${id} FOR UPDATE`
  return row
}

/** Those who wait, by position. */
export async function readQueue(
  tx: Pick<PrismaClient, 'visitParticipant'>,
  visitId: VisitId,
): Promise<readonly WaitingPerson[]> {
  const rows = await tx.visitParticipant.findMany({
    where: { visitId, arrival: { not: null } },
    orderBy: { arrival: 'asc' },
    include: { user: { select: { displayName: true } } },
  })
  return rows.map(({ userId, user, waitingSince, awaySince }) => ({
    user: userId,
    displayName: user.displayName,
    since: waitingSince?.getTime() ?? 0,
    awaySince: awaySince?.getTime() ?? null,
  }))
}

/** Changes the waiting room of a visit that is locked. */
export async function changeQueue(
  tx: Tx,
  id: VisitId,
  revision: number,
  change: () => Promise<unknown>,
): Promise<QueueChange> {
  const before = (await readQueue(tx, id)).map(({ user }) => user)
  await change()
  await tx.visit.update({ where: { id }, data: { revision } })
  return { before, queue: await readQueue(tx, id), revision }
}

export async function arrive(
  db: PrismaClient,
  visitId: VisitId,
  userId: UserId,
  now: Millis,
): Promise<QueueChange | undefined> {
  return db.$transaction(async (tx) => {
    const visit = await lockVisit(tx, visitId)
    const one = await tx.visitParticipant.findUnique({ where: { visitId_userId: { visitId, userId } } })
    if (!visit || visit.endedAt !== null || !one || one.admittedAt !== null) return undefined
    const data =
      one.arrival === null
        ? { arrival: visit.next, waitingSince: toTimestamp(now), awaySince: null }
        : { awaySince: null }
    return changeQueue(tx, visitId, visit.next, () =>
      tx.visitParticipant.update({ where: { visitId_userId: { visitId, userId } }, data }),
    )
  })
}

/** What somebody who does not wait has of it. */
export const NOT_WAITING = { arrival: null, waitingSince: null, awaySince: null } as const

export async function depart(
  db: PrismaClient,
  visitId: VisitId,
  userId: UserId,
  awayBefore?: Millis,
): Promise<QueueChange | undefined> {
  return db.$transaction(async (tx) => {
    const visit = await lockVisit(tx, visitId)
    if (!visit) return undefined
    const away = awayBefore === undefined ? {} : { awaySince: { lte: toTimestamp(awayBefore) } }
    const where = { visitId, userId, arrival: { not: null }, ...away }
    if ((await tx.visitParticipant.count({ where })) === 0) return undefined
    return changeQueue(tx, visitId, visit.next, () =>
      tx.visitParticipant.updateMany({ where, data: NOT_WAITING }),
    )
  })
}
