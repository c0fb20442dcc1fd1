import type { History, PastSession, SessionRecord } from '@/lib/server/ports/sessions/history'
import type { PrismaClient } from './generated/client'
import type { SessionParticipantModel } from './generated/models/SessionParticipant'
import type { SessionRecordModel } from './generated/models/SessionRecord'
import { toTimestamp } from './timestamps'

const CHAT_TYPES: readonly SessionRecord['chatType'][] = ['text', 'audio', 'video']

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

export function participantRows({ id, participants, messages, startedAt, endedAt }: SessionRecord) {
  const [first, second] = participants
  const [sentByFirst, sentBySecond] = messages
  const both = {
    sessionId: id,
    endedAt: toTimestamp(endedAt),
    durationMs: BigInt(Math.max(0, Math.round(endedAt - startedAt))),
  }
  return [
    { ...both, userId: first, messagesSent: sentByFirst, messagesReceived: sentBySecond },
    { ...both, userId: second, messagesSent: sentBySecond, messagesReceived: sentByFirst },
  ]
}

function toPastSession(row: SessionParticipantModel & { session: SessionRecordModel }): PastSession {
  const { session, messagesSent, messagesReceived } = row
  return {
    id: session.id,
    chatType: CHAT_TYPES.find((type) => type === session.chatType) ?? 'text',
    startedAt: session.startedAt.getTime(),
    endedAt: session.endedAt.getTime(),
    endReason: session.endReason,
    messagesSent,
    messagesReceived,
  }
}
