import type { History, PastSession, SessionRecord } from '@/lib/server/ports/sessions/history'
import { toChatType } from './chat-type'
import { Prisma, type PrismaClient } from './generated/client'
import type { SessionParticipantModel } from './generated/models/SessionParticipant'
import type { SessionRecordModel } from './generated/models/SessionRecord'
import { isOutage, isRefusal } from './outages'
import type { DatabaseLog } from './postgres-pool'
import { createRecordQueue, type RecordQueue } from './record-queue'
import { toTimestamp } from './timestamps'

/** Records are written soon, many at a time; readers get also those that are not written yet. */
export function createPrismaHistory(db: PrismaClient, log?: DatabaseLog) {
  const records = createRecordQueue<SessionRecord>({
    write: async (sessions) => void (await db.$executeRaw(recordStatement(sessions))),
    isRefusal,
    onFailed: (error) => !isOutage(error) && log?.warn(`Records of ended sessions wait: ${String(error)}`),
    onDropped: (count, error) =>
      log?.warn(
        `${count} records of ended sessions are lost: ${error === undefined ? 'the database has been away for too long' : String(error)}`,
      ),
  })
  return { history: createHistory(db, records), written: records.flush }
}

/**
 * All of a batch in one statement that Prisma need not compile anew: its text is the same for any number of sessions. Who was
 * erased, on another process, while the record of their last session waited is left out.
 */
function recordStatement(sessions: readonly SessionRecord[]): Prisma.Sql {
  const [records, participants] = [sessions.map(sessionRow), sessions.flatMap(participantRows)].map(asJson)
  return Prisma.sql`
    WITH record AS (
      INSERT INTO session_records (id, tenant_id, chat_type, started_at, ended_at, end_reason)
      SELECT "id", "tenantId", "chatType", "startedAt", "endedAt", "endReason"
      FROM jsonb_to_recordset(${records}::jsonb) AS new(
        "id" text, "tenantId" text, "chatType" text, "startedAt" timestamptz, "endedAt" timestamptz, "endReason" text)
      ON CONFLICT DO NOTHING)
    INSERT INTO session_participants
      (session_id, user_id, ended_at, duration_ms, messages_sent, messages_received, partner_id, quality)
    SELECT "sessionId", "userId", "endedAt", "durationMs", "messagesSent", "messagesReceived", "partnerId", "quality"
    FROM jsonb_to_recordset(${participants}::jsonb) AS new(
      "sessionId" text, "userId" text, "endedAt" timestamptz, "durationMs" bigint,
      "messagesSent" int, "messagesReceived" int, "partnerId" text, "quality" jsonb)
    JOIN users ON users.id = "userId" FOR KEY SHARE OF users
    ON CONFLICT DO NOTHING`
}

const asJson = (rows: readonly object[]) =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))

function createHistory(db: PrismaClient, records: RecordQueue<SessionRecord>): History {
  return {
    record: (session) => records.add(session),

    async page(userId, { before, limit }) {
      await records.flush()
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
      await records.flush()
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

    async met(one, other) {
      await records.flush()
      const shared = await db.sessionParticipant.findFirst({
        where: { userId: one, session: { participants: { some: { userId: other } } } },
        select: { sessionId: true },
      })
      return shared !== null
    },

    async rate(userId, sessionId, rating) {
      await records.flush()
      const own = { userId, sessionId }
      const { count: first } = await db.sessionParticipant.updateMany({
        where: { ...own, rating: null },
        data: { rating },
      })
      if (first === 0) await db.sessionParticipant.updateMany({ where: own, data: { rating } })
      const row = await db.sessionParticipant.findUnique({
        where: { sessionId_userId: own },
        select: { session: { select: { chatType: true } } },
      })
      return row ? { chatType: toChatType(row.session.chatType), isFirst: first > 0 } : undefined
    },

    async totals(userId) {
      await records.flush()
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
  const { id, participants, publicIds, messages, quality, startedAt, endedAt } = session
  const [qualityOfFirst, qualityOfSecond] = quality ?? []
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
      ...(qualityOfFirst && { quality: { ...qualityOfFirst } }),
    },
    {
      ...both,
      userId: second,
      partnerId: firstId,
      messagesSent: sentBySecond,
      messagesReceived: sentByFirst,
      ...(qualityOfSecond && { quality: { ...qualityOfSecond } }),
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
