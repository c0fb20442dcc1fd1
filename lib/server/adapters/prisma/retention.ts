import type { KeyedSeal } from '@/lib/server/ports/moderation/audit-chain'
import type { Retention } from '@/lib/server/ports/sessions/history'
import { purgeAudit } from './audit-chains'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

type Limits = Parameters<Retention['purge']>[0]

export function createPrismaRetention(db: PrismaClient, seal: KeyedSeal): Retention {
  return {
    /** Statement by statement, so that no long transaction blocks others; the next run finishes a broken one. */
    async purge(limits) {
      const {
        sessions,
        personDays,
        evidence,
        audit,
        logins,
        proofs,
        casework,
        departed,
        delivered,
        deadLetters,
      } = limits
      const endedAt = { lt: toTimestamp(sessions) }
      const createdAt = { lt: toTimestamp(evidence) }
      const deadSince = { lt: toTimestamp(logins) }
      const keptUntil = { lt: toTimestamp(departed) }
      const gone = {
        sessions: await db.sessionRecord.deleteMany({ where: { endedAt } }),
        calls: await db.callRecord.deleteMany({ where: { placedAt: endedAt } }),
        telephoneCalls: await db.telephoneCall.deleteMany({ where: { placedAt: endedAt } }),
        personDays: await db.personDay.deleteMany({ where: { day: { lt: toTimestamp(personDays) } } }),
        ...(await purgeDaysOf(db, toTimestamp(personDays))),
        broadcasts: await db.broadcast.deleteMany({
          where: { createdAt: { lt: toTimestamp(audit) } },
        }),
        evidence: await db.reportEvidence.deleteMany({ where: { createdAt } }),
        screenshots: await db.reportScreenshot.deleteMany({ where: { createdAt } }),
        audit: await purgeAudit(db, seal, audit),
        logins: await db.login.deleteMany({
          where: { OR: [{ expiresAt: deadSince }, { revokedAt: deadSince }] },
        }),
        proofs: await db.proof.deleteMany({ where: { expiresAt: { lt: toTimestamp(proofs) } } }),
        keptDigests: await db.keptDigest.deleteMany({ where: { keptUntil } }),
        keptBlocks: await db.keptBlock.deleteMany({ where: { keptUntil } }),
        ...(await purgeFigures(db, limits)),
        interests: await db.interestCount.deleteMany({
          where: { day: { lt: toTimestamp(limits.interests) } },
        }),
        alerts: await db.alert.deleteMany({ where: { clearedAt: { lt: toTimestamp(limits.alerts) } } }),
        orders: await db.paymentOrder.deleteMany({
          where: { status: 'failed', received: 0, createdAt: { lt: toTimestamp(limits.unpaidOrders) } },
        }),
        goods: await db.possession.deleteMany({ where: { until: { lt: toTimestamp(limits.goods) } } }),
        delivered: await db.outboxMessage.deleteMany({
          where: { state: 'done', settledAt: { lt: toTimestamp(delivered) } },
        }),
        deadLetters: await db.outboxMessage.deleteMany({
          where: { state: 'dead', settledAt: { lt: toTimestamp(deadLetters) } },
        }),
        ...(await purgeConversations(db, toTimestamp(evidence))),
        ...(await purgeCasework(db, toTimestamp(casework), toTimestamp(departed))),
      }
      const deleted = Object.fromEntries(Object.entries(gone).map(([kind, { count }]) => [kind, count]))
      await db.retentionRun.createMany({ data: { at: toTimestamp(departed), deleted } })
      return deleted
    },

    async runs(take) {
      const rows = await db.retentionRun.findMany({ orderBy: { id: 'desc' }, take })
      return rows.map(({ at, deleted }) => ({
        at: at.getTime(),
        deleted: deleted as Readonly<Record<string, number>>,
      }))
    },
  }
}

/** What people and conversations did day by day; the counts of it stay. */
async function purgeDaysOf(db: PrismaClient, limit: Date) {
  const where = { day: { lt: limit } }
  return {
    presenceDays: await db.presenceDay.deleteMany({ where }),
    writerDays: await db.writerDay.deleteMany({ where }),
    conversationDays: await db.conversationDay.deleteMany({ where }),
  }
}

/** What messages said before, and conversations that were deleted, with what was said in them. */
async function purgeConversations(db: PrismaClient, limit: Date) {
  return {
    messageOriginals: await db.messageOriginal.deleteMany({ where: { replacedAt: { lt: limit } } }),
    conversations: await db.conversation.deleteMany({ where: { deletedAt: { lt: limit } } }),
  }
}

/** @param now - claims and pauses that are over serve nobody */
async function purgeCasework(db: PrismaClient, limit: Date, now: Date) {
  const createdAt = { lt: limit }
  const appeals = await db.appeal.deleteMany({ where: { decidedAt: { lt: limit } } })
  return {
    appeals,
    bans: await db.ban.deleteMany({ where: { OR: [{ until: { lt: limit } }, { liftedAt: { lt: limit } }] } }),
    warnings: await db.warning.deleteMany({ where: { createdAt } }),
    notes: await db.personNote.deleteMany({ where: { createdAt } }),
    claims: await db.caseClaim.deleteMany({ where: { until: { lt: now } } }),
    reporterRecords: await db.reporterRecord.deleteMany({ where: { changedAt: { lt: limit } } }),
    pauses: await db.matchingPause.deleteMany({ where: { until: { lt: limit } } }),
    retentionRuns: await db.retentionRun.deleteMany({ where: { at: { lt: limit } } }),
  }
}

async function purgeFigures(
  db: PrismaClient,
  { figureHours, figureDays }: Pick<Limits, 'figureHours' | 'figureDays'>,
) {
  const hours = { where: { span: 'hour', start: { lt: toTimestamp(figureHours) } } }
  const days = { where: { span: 'day', start: { lt: toTimestamp(figureDays) } } }
  return {
    figureHours: await db.figureCount.deleteMany(hours),
    figureDays: await db.figureCount.deleteMany(days),
    narrowedHours: await db.narrowedFigure.deleteMany(hours),
    narrowedDays: await db.narrowedFigure.deleteMany(days),
  }
}
