import type { Conversation } from '@/lib/domain/conversations/conversation'
import type { Millis, UserId, VisitId } from '@/lib/domain/ids'
import { VISIT_BOUNDS, type Visit } from '@/lib/domain/visits/visit'
import type { Admission, Visits } from '@/lib/server/ports/visits/visits'
import { countMembers, insertMembers } from '../conversations/conversations'
import { toConversation } from '../conversations/rows'
import type { PrismaClient } from '../generated/client'
import { toTimestamp } from '../timestamps'
import { invite, withdraw } from './invite'
import { listOf } from './list'
import { arrive, changeQueue, depart, lockVisit, NOT_WAITING, readQueue } from './queue'
import { stateOf, toParticipant, toVisit, WITH_PERSON } from './rows'

export function createPrismaVisits(db: PrismaClient): Visits {
  return {
    create: (visit, conversation, invited, bounds) => create(db, visit, conversation, invited, bounds),

    invite: (id, people, now, bounds) => invite(db, id, people, now, bounds),
    withdraw: (id, user, evenAdmitted) => withdraw(db, id, user, evenAdmitted),

    async hostOf(id) {
      const row = await db.visit.findUnique({ where: { id }, select: { hostId: true } })
      return row?.hostId ?? undefined
    },

    async find(id, userId) {
      const row = await db.visit.findUnique({
        where: { id },
        include: { participants: { where: { userId } } },
      })
      if (!row) return undefined
      const [participant] = row.participants
      return { visit: toVisit(row), state: participant ? stateOf(participant) : null }
    },

    async participants({ id: visitId, host }) {
      const rows = await db.visitParticipant.findMany({
        where: { visitId },
        include: WITH_PERSON,
        orderBy: [
          { arrival: { sort: 'asc', nulls: 'last' } },
          { user: { displayName: 'asc' } },
          { userId: 'asc' },
        ],
      })
      const isHost = ({ userId }: { userId: string }) => userId === host
      return [...rows.filter(isHost), ...rows.filter((row) => !isHost(row))].map(toParticipant)
    },

    async queue(id) {
      const [visit, queue] = await Promise.all([
        db.visit.findUnique({ where: { id }, select: { revision: true } }),
        readQueue(db, id),
      ])
      return { queue, revision: visit?.revision ?? 0 }
    },
    arrive: (id, user, now) => arrive(db, id, user, now),

    async markAway(visitId, userId, now) {
      const where = { visitId, userId, arrival: { not: null } }
      await db.visitParticipant.updateMany({ where, data: { awaySince: toTimestamp(now) } })
    },

    depart: (id, user, awayBefore) => depart(db, id, user, awayBefore),
    admit: (id, who, now, ofPerson) => admit(db, id, who, now, ofPerson),

    end: (id, now) =>
      db.$transaction(async (tx) => {
        const visit = await lockVisit(tx, id)
        if (!visit || visit.endedAt !== null) return false
        const endedAt = toTimestamp(now)
        await tx.visitParticipant.updateMany({ where: { visitId: id }, data: NOT_WAITING })
        await tx.visit.update({ where: { id }, data: { endedAt, revision: visit.next } })
        await tx.conversation.update({ where: { id: visit.conversationId }, data: { closedAt: endedAt } })
        return true
      }),

    ofUser: (user, query) => listOf(db, user, query, VISIT_BOUNDS.namesInList),
  }
}

async function create(
  db: PrismaClient,
  { host, ...visit }: Visit & { readonly host: UserId },
  conversation: Conversation,
  invited: readonly UserId[],
  { max, ofPerson }: { readonly max: number; readonly ofPerson: number },
): Promise<readonly UserId[] | 'too-many'> {
  const { id, tenantId, createdAt } = visit
  const at = toTimestamp(createdAt)
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${host} FOR UPDATE` // so that their number stays true
    if ((await tx.visit.count({ where: { hostId: host, endedAt: null } })) >= max) return 'too-many'
    const { creator: creatorId, kind, key, name, description, isPrivate } = conversation
    await tx.conversation.create({
      data: {
        id: conversation.id,
        tenantId,
        kind,
        key,
        name,
        description,
        isPrivate,
        creatorId,
        createdAt: at,
      },
    })
    const { conversation: conversationId, scheduledAt, hasWaitingRoom } = visit
    const time = scheduledAt === null ? null : toTimestamp(scheduledAt)
    await tx.visit.create({
      data: { id, tenantId, hostId: host, conversationId, scheduledAt: time, hasWaitingRoom, createdAt: at },
    })
    const room = { id: conversationId, tenantId, now: createdAt, room: invited.length + 1 }
    const admitted = [
      ...(await insertMembers(tx, { ...room, ofPerson: Infinity }, [host])),
      ...(hasWaitingRoom ? [] : await insertMembers(tx, { ...room, ofPerson }, invited)),
    ]
    await countMembers(tx, conversationId, admitted.length)
    await tx.$executeRaw`
      INSERT INTO visit_participants (visit_id, user_id, admitted_at)
      SELECT ${id}, id, CASE WHEN id = ANY(${admitted}::text[]) THEN ${at}::timestamptz END
      FROM users WHERE id = ANY(${[host, ...invited]}::text[]) AND tenant_id = ${tenantId}`
    return admitted
  })
}

async function admit(
  db: PrismaClient,
  visitId: VisitId,
  who: UserId | 'first',
  now: Millis,
  ofPerson: number,
): Promise<Admission> {
  return db.$transaction(async (tx): Promise<Admission> => {
    const visit = await lockVisit(tx, visitId)
    if (!visit) return { outcome: 'stranger' }
    if (visit.endedAt !== null) return { outcome: 'over' }
    const userId = who === 'first' ? (await readQueue(tx, visitId))[0]?.user : who
    if (userId === undefined) return { outcome: 'nobody-waits' }
    const which = { visitId_userId: { visitId, userId } }
    const one = await tx.visitParticipant.findUnique({ where: which })
    if (!one) return { outcome: 'stranger' }
    if (one.admittedAt !== null) return { outcome: 'admitted-before' }
    // Locked, so that no message gets a number meanwhile that the person would neither be sent nor read.
    await tx.$executeRaw`SELECT 1 FROM conversations WHERE id = ${visit.conversationId} FOR UPDATE`
    const row = await tx.conversation.findUniqueOrThrow({ where: { id: visit.conversationId } })
    const place = { id: row.id, tenantId: row.tenantId, lastSeq: row.lastSeq, room: 1, ofPerson, now }
    const [user] = await insertMembers(tx, place, [userId])
    if (user === undefined) return { outcome: 'no-room' }
    await countMembers(tx, row.id, 1)
    const change = await changeQueue(tx, visitId, visit.next, () =>
      tx.visitParticipant.update({ where: which, data: { ...NOT_WAITING, admittedAt: toTimestamp(now) } }),
    )
    return { outcome: 'admitted', user, conversation: toConversation(row), change }
  })
}
