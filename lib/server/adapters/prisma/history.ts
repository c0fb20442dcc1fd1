import type { History, PastSession, SessionRecord } from '@/lib/server/ports/sessions/history'
import { toChatType } from './chat-type'
import type { PrismaClient } from './generated/client'
import type { SessionParticipantModel } from './generated/models/SessionParticipant'
import type { SessionRecordModel } from './generated/models/SessionRecord'
import { toTimestamp } from './timestamps'

export function createPrismaHistory(db: PrismaClient): History {
  return {
    async record(session) {
      await db.$transaction([
        db.sessionRecord.createMany({ data: sessionRow(session), skipDuplicates: true }),
        db.sessionParticipant.createMany({ data: participantRows(session), skipDuplicates: true }),
      ])
    },

    async page(userId, { before, limit }) {
      const rows = await db.sessionParticipant.findMany({
        where: { userId, ...(before !== undefined && { endedAt: { lt: toTimestamp(before) } }) },
        orderBy: [{ endedAt: 'desc' }, { sessionId: 'asc' }],
        take: limit,
        include: { session: true },
        relationLoadStrategy: 'join',
      })
      return rows.map(toPastSession)
    },

    async partnerNamed(userId, partnerId) {
      const row = await db.sessionParticipant.findUnique({
        where: { partnerId, userId },
        select: {
          session: { select: { id: true, chatType: true, participants: { select: { userId: true } } } },
        },
      })
      if (!row) return undefined
      const { id, chatType, participants } = row.session
      const user = participants.map((one) => one.userId).find((one) => one !== userId)
      return user === undefined ? undefined : { user, session: { id, chatType } }
    },

    async totals(userId) {
      const [sessions, reportsSubmitted] = await Promise.all([
        db.sessionParticipant.aggregate({
          where: { userId },
          _count: true,
          _sum: { messagesSent: true, durationMs: true },
        }),
        db.report.count({ where: { reporterId: userId } }),
      ])
      return {
        sessions: sessions._count,
        messagesSent: sessions._sum.messagesSent ?? 0,
        totalDurationMs: Number(sessions._sum.durationMs ?? 0),
        reportsSubmitted,
      }
    },
  }
}

export function sessionRow({ id, tenantId, chatType, startedAt, endedAt, endReason }: SessionRecord) {
  return {
    id,
    tenantId,
    chatType,
    startedAt: toTimestamp(startedAt),
    endedAt: toTimestamp(endedAt),
    endReason,
  }
}

export function participantRows(session: SessionRecord) {
  const { id, participants, publicIds, messages, startedAt, endedAt } = session
  const [first, second] = participants
  const [firstId = null, secondId = null] = publicIds ?? []
  const [sentByFirst, sentBySecond] = messages
  const both = {
    sessionId: id,
    endedAt: toTimestamp(endedAt),
    durationMs: BigInt(Math.max(0, Math.round(endedAt - startedAt))),
  }
  return [
    {
      ...both,
      userId: first,
      partnerId: secondId,
      messagesSent: sentByFirst,
      messagesReceived: sentBySecond,
    },
    {
      ...both,
      userId: second,
      partnerId: firstId,
      messagesSent: sentBySecond,
      messagesReceived: sentByFirst,
    },
  ]
}

function toPastSession(row: SessionParticipantModel & { session: SessionRecordModel }): PastSession {
  const { session, partnerId, messagesSent, messagesReceived } = row
  return {
    id: session.id,
    chatType: toChatType(session.chatType),
    startedAt: session.startedAt.getTime(),
    endedAt: session.endedAt.getTime(),
    endReason: session.endReason,
    partnerId,
    messagesSent,
    messagesReceived,
  }
}
