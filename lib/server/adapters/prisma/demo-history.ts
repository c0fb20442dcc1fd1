import type { TenantId } from '@/lib/domain/ids'
import { DEMO_PREFIX, type DemoHistory, type MadeUpHistory } from '@/lib/server/ports/analytics/acquisition'
import type { PrismaClient } from './generated/client'
import { fillFigures } from './demo-figures'
import { participantRows, sessionRow } from './history'
import { toTimestamp } from './timestamps'

/** Rows of one statement; each column is a parameter, of which PostgreSQL accepts 65,535. */
const ROWS_AT_ONCE = 2_000

export function createPrismaDemoHistory(db: PrismaClient): DemoHistory {
  return {
    async isThere(tenantId) {
      return (await db.demoHistory.findUnique({ where: { tenantId } })) !== null
    },

    async fill(tenantId, { signups, sessions, figures }, now) {
      // First, and by itself: it is much, and the mark says that all is there.
      if ((await db.demoHistory.findUnique({ where: { tenantId } })) !== null) return false
      await fillFigures(db, tenantId, figures)
      return db.$transaction(async (tx) => {
        const data = { tenantId, filledAt: toTimestamp(now) }
        // The second transaction waits here for the first one's end.
        const { count } = await tx.demoHistory.createMany({ data, skipDuplicates: true })
        if (count === 0) return false
        for (const rows of inParts(signups))
          await tx.signupCount.createMany({ data: rows.map((row) => signupRow(tenantId, row)) })
        for (const rows of inParts(sessions))
          await tx.sessionRecord.createMany({ data: rows.map(sessionRow) })
        for (const rows of inParts(sessions))
          await tx.sessionParticipant.createMany({ data: rows.flatMap(participantRows) })
        return true
      })
    },

    async remove(tenantId) {
      const [, , { count }] = await db.$transaction([
        db.signupCount.deleteMany({ where: { tenantId, demo: true } }),
        db.sessionRecord.deleteMany({ where: { tenantId, id: { startsWith: DEMO_PREFIX } } }),
        db.demoHistory.deleteMany({ where: { tenantId } }),
        db.figureCount.deleteMany({ where: { tenantId, demo: true } }),
        db.interestCount.deleteMany({ where: { tenantId, demo: true } }),
        db.alert.deleteMany({ where: { tenantId, demo: true } }),
      ])
      return count > 0
    },
  }
}

function inParts<Row>(rows: readonly Row[]): Row[][] {
  const starts = Array.from(
    { length: Math.ceil(rows.length / ROWS_AT_ONCE) },
    (_, part) => part * ROWS_AT_ONCE,
  )
  return starts.map((start) => rows.slice(start, start + ROWS_AT_ONCE))
}

function signupRow(tenantId: TenantId, { signup, count }: MadeUpHistory['signups'][number]) {
  const { day, ...kind } = signup
  return { tenantId, day: new Date(day), ...kind, demo: true, count }
}
