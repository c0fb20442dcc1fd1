import { type Claim, CLAIM_MS } from '@/lib/domain/claims'
import type { TenantId, UserId } from '@/lib/domain/ids'
import type { Claims } from '@/lib/server/ports/moderation/casework'
import type { WriteAudit } from './audit-log'
import { hasBanned } from './ban-rows'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

interface Row {
  readonly moderator: string
  readonly until: Date
}

const toClaim = ({ moderator, until }: Row): Claim => ({ moderator, until: until.getTime() })

export function createPrismaClaims(db: PrismaClient, writeAudit: WriteAudit): Claims {
  /** Of a report or an appeal, with what keeps this moderator from it; undefined: there is none for them. */
  async function caseFor(tenantId: TenantId, id: string, moderator: UserId) {
    const where = { id, tenantId }
    const people = { status: true, reporterId: true, reportedId: true }
    const report = await db.report.findFirst({ where, select: people })
    if (report) {
      if (report.reportedId === moderator) return undefined
      return { status: report.status, ...(report.reporterId === moderator && { bar: 'own' as const }) }
    }
    const appeal = await db.appeal.findFirst({ where, select: { status: true, banId: true } })
    if (!appeal) return undefined
    const isTheirs = await hasBanned(db, appeal.banId, moderator)
    return { status: appeal.status, ...(isTheirs && { bar: 'same-moderator' as const }) }
  }

  return {
    async claim(tenantId, caseId, moderator, now) {
      const found = await caseFor(tenantId, caseId, moderator)
      if (!found) return 'unknown'
      if (found.bar) return found.bar
      if (found.status !== 'pending' && found.status !== 'reviewed') return 'decided'
      const [at, until] = [toTimestamp(now), toTimestamp(now + CLAIM_MS)]
      // Touches no row that is another's and still holds.
      const [mine] = await db.$queryRaw<Row[]>`
        INSERT INTO case_claims (case_id, tenant_id, moderator_id, until)
        VALUES (${caseId}, ${tenantId}, ${moderator}, ${until})
        ON CONFLICT (case_id) DO UPDATE SET moderator_id = EXCLUDED.moderator_id, until = EXCLUDED.until
          WHERE case_claims.moderator_id = EXCLUDED.moderator_id OR case_claims.until <= ${at}
        RETURNING moderator_id AS moderator, until`
      if (mine) return toClaim(mine)
      const theirs = await claimsOf(db, [caseId])
      // Given back in this moment: whoever asks next has it.
      return theirs.get(caseId) ?? { moderator, until: now }
    },

    async release(tenantId, caseId, moderatorId) {
      const { count } = await db.caseClaim.deleteMany({ where: { tenantId, caseId, moderatorId } })
      if (count > 0) return true
      return (await caseFor(tenantId, caseId, moderatorId)) ? false : 'unknown'
    },

    assign: (tenantId, id, assigneeId, audit) =>
      db.$transaction(async (tx) => {
        const where = { id, tenantId }
        const report = await tx.report.findFirst({ where, select: { reporterId: true, reportedId: true } })
        if (!report) return 'unknown'
        const sides = [report.reporterId, report.reportedId]
        if ([audit.actorId, assigneeId].some((one) => one !== null && sides.includes(one))) return 'own'
        await tx.report.updateMany({ where, data: { assigneeId } })
        await writeAudit(tx, audit)
        return 'assigned'
      }),
  }
}

/** By case; some may be over. */
export async function claimsOf(
  db: Pick<PrismaClient, 'caseClaim'>,
  cases: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  const rows = await db.caseClaim.findMany({
    where: { caseId: { in: [...cases] } },
  })
  return new Map(
    rows.map(({ caseId, moderatorId, until }) => [caseId, toClaim({ moderator: moderatorId, until })]),
  )
}
