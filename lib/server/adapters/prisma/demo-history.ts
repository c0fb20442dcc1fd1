import type { TenantId } from '@/lib/domain/ids'
import { DEMO_PREFIX, type DemoHistory, type MadeUpHistory } from '@/lib/server/ports/analytics/acquisition'
import { addCounts, addLandings } from './activity-counts'
import { fillCases, removalOfCases } from './demo-cases'
import { fillFigures } from './demo-figures'
import { fillMoney, removalOfMoney } from './demo-money'
import { fillWorkspace, removalOfWorkspace } from './demo-workspace'
import { Prisma, type PrismaClient } from './generated/client'
import { participantRows, sessionRow } from './history'
import { insertRows } from './insert-rows'
import { addSignups } from './signup-sets'
import { toTimestamp } from './timestamps'

/** Rows of one statement; each column is a parameter, of which PostgreSQL accepts 65,535. */
const ROWS_AT_ONCE = 2_000

export function createPrismaDemoHistory(db: PrismaClient): DemoHistory {
  return {
    async isThere(tenantId) {
      return (await db.demoHistory.findUnique({ where: { tenantId } })) !== null
    },

    async fill(
      tenantId,
      { signups, sessions, activity, landings, figures, moderation, cases, money, workspace },
      now,
    ) {
      // First, and by itself: it is much, and the mark says that all is there.
      if ((await db.demoHistory.findUnique({ where: { tenantId } })) !== null) return false
      await fillFigures(db, tenantId, figures)
      return db.$transaction(async (tx) => {
        const data = { tenantId, filledAt: toTimestamp(now) }
        // The second transaction waits here for the first one's end.
        const { count } = await tx.demoHistory.createMany({ data, skipDuplicates: true })
        if (count === 0) return false
        for (const rows of inParts(signups)) await tx.$executeRaw(addMadeUpSignups(tenantId, rows))
        for (const statement of [
          ...insertRows('session_records', sessions.map(sessionRow)),
          ...insertRows('session_participants', sessions.flatMap(participantRows)),
          ...addCounts(ofTenant(tenantId, activity), true),
        ])
          await tx.$executeRaw(statement)
        if (landings.length > 0)
          await tx.$executeRaw(
            addLandings(
              landings.map((one) => ({ ...one, tenant: tenantId })),
              true,
            ),
          )
        const counted = moderation.map((row) => ({ tenantId, demo: true, ...row }))
        for (const statement of insertRows('moderation_counts', counted)) await tx.$executeRaw(statement)
        await fillCases(tx, tenantId, cases, now)
        await fillMoney(tx, tenantId, money)
        await fillWorkspace(tx, tenantId, workspace)
        return true
      })
    },

    async remove(tenantId) {
      const madeUp = { where: { tenantId, demo: true } }
      const [{ count }] = await db.$transaction([
        db.demoHistory.deleteMany({ where: { tenantId } }),
        db.figureCount.deleteMany({ where: { tenantId, demo: true } }),
        db.narrowedFigure.deleteMany(madeUp),
        db.interestCount.deleteMany({ where: { tenantId, demo: true } }),
        db.alert.deleteMany({ where: { tenantId, demo: true } }),
        db.signupCount.deleteMany(madeUp),
        db.activityDay.deleteMany(madeUp),
        db.activityPeriod.deleteMany(madeUp),
        db.activityCohort.deleteMany(madeUp),
        db.sessionRecord.deleteMany({ where: { tenantId, id: { startsWith: DEMO_PREFIX } } }),
        db.moderationCount.deleteMany({ where: { tenantId, demo: true } }),
        ...removalOfCases(db, tenantId),
        ...removalOfMoney(db, tenantId),
        ...removalOfWorkspace(db, tenantId),
      ])
      return count > 0
    },
  }
}

const ofTenant = (tenant: TenantId, { days, periods, cohorts }: MadeUpHistory['activity']) => ({
  days: days.map((one) => ({ ...one, tenant })),
  periods: periods.map((one) => ({ ...one, tenant })),
  cohorts: cohorts.map((one) => ({ ...one, tenant })),
})

function inParts<Row>(rows: readonly Row[]): Row[][] {
  const starts = Array.from(
    { length: Math.ceil(rows.length / ROWS_AT_ONCE) },
    (_, part) => part * ROWS_AT_ONCE,
  )
  return starts.map((start) => rows.slice(start, start + ROWS_AT_ONCE))
}

function addMadeUpSignups(tenantId: TenantId, signups: MadeUpHistory['signups']): Prisma.Sql {
  const rows = JSON.stringify(signups.map(({ signup, count }) => ({ ...signup, count })))
  return addSignups(Prisma.sql`
    SELECT ${tenantId} AS tenant_id, "day", true AS demo, source, medium, campaign, platform, gender, country, region,
      "regionCode" AS region_code, "count"
    FROM jsonb_to_recordset(${rows}::jsonb) AS made("day" date, source text, medium text, campaign text, platform text,
      gender text, country text, region text, "regionCode" text, "count" int)`)
}
