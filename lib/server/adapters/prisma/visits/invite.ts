import type { Conversation } from '@/lib/domain/conversations/conversation'
import type { ConversationId, Millis, UserId, VisitId } from '@/lib/domain/ids'
import type { Invitation, Withdrawal } from '@/lib/server/ports/visits/visits'
import { countMembers, insertMembers } from '../conversations/conversations'
import { toConversation } from '../conversations/rows'
import type { Prisma, PrismaClient } from '../generated/client'
import { toTimestamp } from '../timestamps'
import { changeQueue, lockVisit } from './queue'

type Tx = Prisma.TransactionClient

interface Bounds {
  readonly participants: number
  readonly ofPerson: number
}

export async function invite(
  db: PrismaClient,
  visitId: VisitId,
  people: readonly UserId[],
  now: Millis,
  { participants, ofPerson }: Bounds,
): Promise<Invitation> {
  return db
    .$transaction(async (tx): Promise<Invitation> => {
      const locked = await lockVisit(tx, visitId)
      if (!locked || locked.endedAt !== null) return { outcome: 'over' }
      const visit = await tx.visit.findUniqueOrThrow({ where: { id: visitId } })
      const added = await insertInvited(tx, visitId, visit.tenantId, people)
      // Thrown away with the transaction where there is no room: counting first would count those who are of it twice.
      const others = await tx.visitParticipant.count({
        where: { visitId, ...(visit.hostId !== null && { NOT: { userId: visit.hostId } }) },
      })
      if (others > participants) throw new NoRoom()
      // Locked, so that no message gets a number meanwhile that these people would neither be sent nor read.
      await tx.$executeRaw`SELECT 1 FROM conversations WHERE id = ${visit.conversationId} FOR UPDATE`
      const row = await tx.conversation.findUniqueOrThrow({ where: { id: visit.conversationId } })
      const conversation = toConversation(row)
      if (visit.hasWaitingRoom) return { outcome: 'invited', added, admitted: [], conversation }
      const place = {
        id: row.id,
        tenantId: row.tenantId,
        lastSeq: row.lastSeq,
        room: added.length,
        ofPerson,
        now,
      }
      const admitted = added.length === 0 ? [] : await insertMembers(tx, place, added)
      await countMembers(tx, row.id, admitted.length)
      await tx.visitParticipant.updateMany({
        where: { visitId, userId: { in: [...admitted] } },
        data: { admittedAt: toTimestamp(now) },
      })
      return { outcome: 'invited', added, admitted, conversation }
    })
    .catch((error: unknown): Invitation => {
      if (error instanceof NoRoom) return { outcome: 'too-many' }
      throw error
    })
}

/** Undoes the transaction. */
class NoRoom extends Error {}

async function insertInvited(
  tx: Tx,
  visitId: VisitId,
  tenantId: string,
  people: readonly UserId[],
): Promise<readonly UserId[]> {
  const rows = await tx.$queryRaw<{ user: string }[]>`
    INSERT INTO visit_participants (visit_id, user_id)
    SELECT ${visitId}, id FROM users WHERE id = ANY(${[...people]}::text[]) AND tenant_id = ${tenantId}
    ON CONFLICT DO NOTHING RETURNING user_id AS "user"`
  return rows.map(({ user }) => user)
}

export async function withdraw(
  db: PrismaClient,
  visitId: VisitId,
  userId: UserId,
  evenAdmitted: boolean,
): Promise<Withdrawal> {
  return db.$transaction(async (tx): Promise<Withdrawal> => {
    const visit = await lockVisit(tx, visitId)
    if (!visit) return { outcome: 'stranger' }
    if (visit.endedAt !== null) return { outcome: 'over' }
    const which = { visitId_userId: { visitId, userId } }
    const one = await tx.visitParticipant.findUnique({ where: which })
    if (!one) return { outcome: 'stranger' }
    if (one.admittedAt !== null && !evenAdmitted) return { outcome: 'admitted' }
    const remove = () => tx.visitParticipant.delete({ where: which })
    if (one.arrival !== null)
      return {
        outcome: 'withdrawn',
        change: await changeQueue(tx, visitId, visit.next, remove),
        left: undefined,
      }
    await remove()
    const left = one.admittedAt === null ? undefined : await endMembership(tx, visit.conversationId, userId)
    return { outcome: 'withdrawn', change: undefined, left }
  })
}

async function endMembership(tx: Tx, id: ConversationId, userId: UserId): Promise<Conversation> {
  await tx.$executeRaw`SELECT 1 FROM conversations WHERE id = ${id} FOR UPDATE`
  const { count } = await tx.member.deleteMany({ where: { conversationId: id, userId } })
  await countMembers(tx, id, -count)
  return toConversation(await tx.conversation.findUniqueOrThrow({ where: { id } }))
}
