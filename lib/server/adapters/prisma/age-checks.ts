import { AGE_RESULTS } from '@/lib/domain/age-assurance'
import type { AgeChecks } from '@/lib/server/ports/accounts/age-checks'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

export function createPrismaAgeChecks(db: PrismaClient): AgeChecks {
  return {
    async begin({ reference, userId, providerId, createdAt }) {
      const at = toTimestamp(createdAt)
      const count = await db.$executeRaw`
        INSERT INTO age_checks (user_id, reference, provider_id, created_at)
        VALUES (${userId}, ${reference}, ${providerId}, ${at})
        ON CONFLICT (user_id) DO UPDATE
          SET reference = EXCLUDED.reference, provider_id = EXCLUDED.provider_id, result = NULL, created_at = EXCLUDED.created_at
          WHERE age_checks.result IS DISTINCT FROM 'adult'`
      return count === 1
    },

    async ofUser(userId) {
      const row = await db.ageCheck.findUnique({ where: { userId } })
      if (!row) return undefined
      const { reference, providerId, result, createdAt } = row
      const known = AGE_RESULTS.find((one) => one === result) ?? null
      return { userId, reference, providerId, result: known, createdAt: createdAt.getTime() }
    },

    async answer(reference, result, now) {
      const answered = await db.$queryRaw<{ user: string }[]>`
        WITH answered AS (
          UPDATE age_checks SET result = ${result} WHERE reference = ${reference} AND result IS NULL RETURNING user_id),
        assured AS (
          UPDATE users SET age_assured_at = ${toTimestamp(now)}
          WHERE ${result} = 'adult' AND id IN (SELECT user_id FROM answered))
        SELECT user_id AS "user" FROM answered`
      return answered[0]?.user
    },
  }
}
