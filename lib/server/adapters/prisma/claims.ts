import { type Claim, CLAIM_MS } from '@/lib/domain/claims'
import type { TenantId } from '@/lib/domain/ids'
import type { Claims } from '@/lib/server/ports/moderation/casework'
import type { WriteAudit } from './audit-log'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

interface Row {
  readonly moderator: string
  readonly until: Date
}

const toClaim = ({ moderator, until }: Row): Claim => ({ moderator, until: until.getTime() })

export function createPrismaClaims(db: PrismaClient, writeAudit: WriteAudit): Claims {
  /** Of a report or an appeal; null: there is none. */
  const statusOf = async (tenantId: TenantId, id: string) => {
    const where = { id, tenantId }
    const report = await db.report.findFirst({ where, select: { status: true } })
    return report ?? (await db.appeal.findFirst({ where, select: { status: true } }))
  }

  return {
    async claim(tenantId, caseId, moderator, now) {
      const found = await statusOf(tenantId, caseId)
      if (!found) return 'unknown'
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
      return (await statusOf(tenantId, caseId)) ? false : 'unknown'
    },

    assign: (tenantId, id, assigneeId, audit) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.report.updateMany({ where: { id, tenantId }, data: { assigneeId } })
        if (count > 0) await writeAudit(tx, audit)
        return count > 0
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
