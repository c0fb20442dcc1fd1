import { z } from 'zod'
import { CALL_ENDS, CALL_STATES, CALL_TYPES } from '@/lib/domain/calls/call'
import type { CallRecord, PastCall } from '@/lib/domain/calls/history'
import { meansOf, mergeQuality, type QualityTotals } from '@/lib/domain/calls/quality'
import type { CallHistory, ReportedQuality } from '@/lib/server/ports/calls/call-history'
import { Prisma, type PrismaClient } from '../generated/client'
import { isOutage, isRefusal } from '../outages'
import type { DatabaseLog } from '../postgres-pool'
import { createRecordQueue } from '../record-queue'
import { toTimestamp } from '../timestamps'

/** Calls and what is reported of their lines are written soon, many at a time; readers get also what is not written yet. */
export function createPrismaCallHistory(db: PrismaClient, log?: DatabaseLog) {
  const failing = (what: string) => ({
    isRefusal,
    onFailed: (error: unknown) => !isOutage(error) && log?.warn(`${what} wait: ${String(error)}`),
    onDropped: (count: number, error?: unknown) =>
      log?.warn(
        `${count} ${what} are lost: ${error === undefined ? 'the database has been away for too long' : String(error)}`,
      ),
  })
  const records = createRecordQueue<CallRecord>({
    write: async (calls) => void (await db.$executeRaw(recordStatement(newestOf(calls)))),
    ...failing('records of calls'),
  })
  const qualities = createRecordQueue<ReportedQuality>({
    write: async (reported) => {
      // One that names a call which is not written yet would change nothing.
      await records.flush()
      await db.$executeRaw(qualityStatement(reported))
    },
    ...failing('reports of calls'),
  })
  const written = async () => {
    await records.flush()
    await qualities.flush()
  }
  const history: CallHistory = { record: records.add, recordQuality: qualities.add, ...readers(db, written) }
  return { callHistory: history, written }
}

/** Of each call the last state in a batch, since a statement may change a row once; a state knows all that came before it. */
function newestOf(calls: readonly CallRecord[]): readonly CallRecord[] {
  const newest = new Map<string, CallRecord>()
  for (const call of calls) {
    const known = newest.get(call.id)
    if (!known || known.endedAt === null || call.endedAt !== null) newest.set(call.id, call)
  }
  return [...newest.values()]
}

const timeOf = (at: number | null) => (at === null ? null : toTimestamp(at))

/**
 * All of a batch in one statement. What is known already of a call that has ended is never undone by a state of before, whichever
 * process wrote it. People whose accounts were erased meanwhile are left out.
 */
function recordStatement(calls: readonly CallRecord[]): Prisma.Sql {
  const rows = calls.map(({ people: _, placedAt, acceptedAt, endedAt, ...call }) => ({
    ...call,
    placedAt: toTimestamp(placedAt),
    acceptedAt: timeOf(acceptedAt),
    endedAt: timeOf(endedAt),
  }))
  const people = calls.flatMap((call) =>
    call.people.map(({ user, joinedAt, leftAt, isMissed }) => ({
      callId: call.id,
      user,
      placedAt: toTimestamp(call.placedAt),
      joinedAt: timeOf(joinedAt),
      leftAt: timeOf(leftAt),
      isMissed,
    })),
  )
  return Prisma.sql`
    WITH record AS (
      INSERT INTO call_records
        (id, tenant_id, call_type, is_group, placer_id, visit_id, state, end_reason, placed_at, accepted_at, ended_at)
      SELECT new."id", "tenantId", "callType", "isGroup", users.id, "visit", "state", "why", "placedAt", "acceptedAt", "endedAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new(
        "id" text, "tenantId" text, "callType" text, "isGroup" boolean, "placer" text, "visit" text, "state" text,
        "why" text, "placedAt" timestamptz, "acceptedAt" timestamptz, "endedAt" timestamptz)
      LEFT JOIN users ON users.id = "placer"
      ON CONFLICT (id) DO UPDATE SET
        accepted_at = coalesce(call_records.accepted_at, excluded.accepted_at),
        state = CASE WHEN call_records.ended_at IS NULL THEN excluded.state ELSE call_records.state END,
        end_reason = coalesce(call_records.end_reason, excluded.end_reason),
        ended_at = coalesce(call_records.ended_at, excluded.ended_at))
    INSERT INTO call_participants (call_id, user_id, placed_at, joined_at, left_at, is_missed)
    SELECT "callId", "user", "placedAt", "joinedAt", "leftAt", "isMissed"
    FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS new(
      "callId" text, "user" text, "placedAt" timestamptz, "joinedAt" timestamptz, "leftAt" timestamptz, "isMissed" boolean)
    JOIN users ON users.id = "user" FOR KEY SHARE OF users
    ON CONFLICT (call_id, user_id) DO UPDATE SET
      joined_at = coalesce(call_participants.joined_at, excluded.joined_at),
      left_at = coalesce(call_participants.left_at, excluded.left_at),
      is_missed = call_participants.is_missed OR excluded.is_missed`
}

/** What the same source reported before is replaced. */
function qualityStatement(reported: readonly ReportedQuality[]): Prisma.Sql {
  const bySource = new Map(reported.map((one) => [`${one.call} ${one.user} ${one.source}`, one]))
  const byPerson = Map.groupBy([...bySource.values()], ({ call, user }) => `${call} ${user}`)
  const rows = [...byPerson.values()].map((all) => ({
    callId: all[0]?.call,
    user: all[0]?.user,
    quality: Object.fromEntries(all.map(({ source, totals }) => [source, totals])),
  }))
  return Prisma.sql`
    UPDATE call_participants SET quality = coalesce(call_participants.quality, '{}'::jsonb) || new."quality"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new("callId" text, "user" text, "quality" jsonb)
    WHERE call_id = new."callId" AND user_id = new."user"`
}

function readers(
  db: PrismaClient,
  written: () => Promise<void>,
): Omit<CallHistory, 'record' | 'recordQuality'> {
  return {
    async page(userId, { before, limit, isMissed }) {
      await written()
      const rows = await db.callParticipant.findMany({
        where: {
          userId,
          ...(isMissed && { isMissed }),
          ...(before !== undefined && { placedAt: { lt: toTimestamp(before) } }),
        },
        orderBy: [{ placedAt: 'desc' }, { callId: 'asc' }],
        take: limit,
        include: WITH_CALL,
        relationLoadStrategy: 'join',
      })
      return rows.map(toPastCall)
    },

    async quality(callId) {
      await written()
      const rows = await db.callParticipant.findMany({ where: { callId }, select: { quality: true } })
      return rows.length === 0 ? undefined : mergeQuality(rows.flatMap(({ quality }) => totalsIn(quality)))
    },

    async open(before, take, after = '') {
      await written()
      const rows = await db.callRecord.findMany({
        where: { endedAt: null, id: { gt: after }, placedAt: { lt: toTimestamp(before) } },
        orderBy: { id: 'asc' },
        take,
        select: { id: true },
      })
      return rows.map(({ id }) => id)
    },

    async fail(calls, at) {
      const endedAt = toTimestamp(at)
      await db.callRecord.updateMany({
        where: { id: { in: [...calls] }, endedAt: null },
        data: { state: 'failed', endReason: 'failed', endedAt },
      })
      await db.callParticipant.updateMany({
        where: { callId: { in: [...calls] }, joinedAt: null, call: { endReason: 'failed' } },
        data: { isMissed: true },
      })
    },
  }
}

const WITH_CALL = {
  call: { include: { participants: { select: { userId: true, user: { select: { displayName: true } } } } } },
} satisfies Prisma.CallParticipantInclude

const totals: z.ZodType<QualityTotals> = z.object({
  reports: z.number(),
  latencyMs: z.number(),
  packetLoss: z.number(),
  jitterMs: z.number(),
  bitrateKbps: z.number(),
  frameRate: z.number(),
  pictures: z.number(),
  resolution: z.string().nullable(),
})
const bySource = z.record(z.string(), totals).nullable()

const totalsIn = (quality: unknown): readonly QualityTotals[] =>
  Object.values(bySource.catch(null).parse(quality) ?? {})

const states = z.enum(CALL_STATES)
const ends = z.enum(CALL_ENDS).nullable()
const types = z.enum(CALL_TYPES)

function toPastCall(row: Prisma.CallParticipantGetPayload<{ include: typeof WITH_CALL }>): PastCall {
  const { call, userId, isMissed, quality } = row
  return {
    id: call.id,
    callType: types.parse(call.callType),
    isGroup: call.isGroup,
    placer: call.placerId,
    visit: call.visitId,
    state: states.parse(call.state),
    why: ends.parse(call.endReason),
    placedAt: call.placedAt.getTime(),
    acceptedAt: call.acceptedAt?.getTime() ?? null,
    endedAt: call.endedAt?.getTime() ?? null,
    isMissed,
    others: call.participants
      .filter((one) => one.userId !== userId)
      .map((one) => ({ user: one.userId, displayName: one.user.displayName })),
    quality: meansOf(mergeQuality(totalsIn(quality))),
  }
}
