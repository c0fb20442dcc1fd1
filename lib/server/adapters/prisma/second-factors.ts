import type { Passkey, SecondFactors } from '@/lib/server/ports/accounts/second-factors'
import { Prisma, type PrismaClient } from './generated/client'
import type { PasskeyModel } from './generated/models/Passkey'
import { toTimestamp } from './timestamps'
import { violatedKey } from './unique-violation'

export function createPrismaSecondFactors(db: PrismaClient): SecondFactors {
  /** Changes of one account one after the other, so that what is counted stays true. */
  const inTurn = (id: string) => db.$executeRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`

  /** What follows from a change: whether the account has a second factor, and that codes for a lost one go with the last. */
  const settled = (id: string, now: Date) => [
    db.$executeRaw`UPDATE users SET second_factor_at = CASE
      WHEN EXISTS (SELECT 1 FROM totp_secrets WHERE user_id = ${id} AND confirmed_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM passkeys WHERE user_id = ${id})
      THEN COALESCE(second_factor_at, ${now}) END
      WHERE id = ${id}`,
    db.$executeRaw`DELETE FROM recovery_codes WHERE user_id = ${id}
      AND EXISTS (SELECT 1 FROM users WHERE id = ${id} AND second_factor_at IS NULL)`,
    db.$executeRaw`UPDATE logins SET factor_at = NULL WHERE user_id = ${id} AND factor_at IS NOT NULL
      AND EXISTS (SELECT 1 FROM users WHERE id = ${id} AND second_factor_at IS NULL)`,
  ]

  return {
    async totp(userId) {
      const row = await db.totpSecret.findUnique({ where: { userId } })
      if (!row) return undefined
      const { sealed, confirmedAt, lastStep } = row
      return {
        sealed,
        isConfirmed: confirmedAt !== null,
        lastStep: lastStep === null ? null : Number(lastStep),
      }
    },

    async beginTotp(userId, sealed, now) {
      const [, , { count }] = await db.$transaction([
        inTurn(userId),
        db.totpSecret.deleteMany({ where: { userId, confirmedAt: null } }),
        db.totpSecret.createMany({
          data: { userId, sealed, createdAt: toTimestamp(now) },
          skipDuplicates: true,
        }),
      ])
      return count === 1
    },

    async confirmTotp({ userId, loginId }, sealed, step, now) {
      const at = toTimestamp(now)
      const [, count] = await db.$transaction([
        inTurn(userId),
        db.$executeRaw`WITH confirmed AS (
            UPDATE totp_secrets SET confirmed_at = ${at}, last_step = ${BigInt(step)}
            WHERE user_id = ${userId} AND sealed = ${sealed} AND confirmed_at IS NULL AND ${maySetUp(userId, loginId)}
            RETURNING user_id)
          UPDATE logins SET factor_at = COALESCE(factor_at, ${at}) FROM confirmed
          WHERE logins.id = ${loginId} AND logins.user_id = confirmed.user_id`,
        ...settled(userId, at),
      ])
      return count === 1
    },

    async spendStep(userId, step) {
      const { count } = await db.totpSecret.updateMany({
        where: { userId, confirmedAt: { not: null }, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
        data: { lastStep: step },
      })
      return count === 1
    },

    async dropTotp(userId) {
      const [, { count }] = await db.$transaction([
        inTurn(userId),
        db.totpSecret.deleteMany({ where: { userId } }),
        ...settled(userId, new Date(0)),
      ])
      return count === 1
    },

    recoveryCodesLeft: (userId) => db.recoveryCode.count({ where: { userId } }),

    async replaceRecoveryCodes(userId, hashes) {
      await db.$transaction([
        inTurn(userId),
        db.recoveryCode.deleteMany({ where: { userId } }),
        db.recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) }),
      ])
    },

    spendRecoveryCode: async (userId, hash) =>
      (await db.recoveryCode.deleteMany({ where: { userId, hash } })).count === 1,

    async passkeys(userId) {
      const rows = await db.passkey.findMany({
        where: { userId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(toPasskey)
    },

    async addPasskey({ userId, loginId }, { id, name, publicKey, counter, transports, createdAt }, max) {
      const at = toTimestamp(createdAt)
      try {
        const [, [may], count] = await db.$transaction([
          inTurn(userId),
          db.$queryRaw<{ may: boolean }[]>`SELECT ${maySetUp(userId, loginId)} AS may`,
          db.$executeRaw`WITH added AS (
              INSERT INTO passkeys (id, user_id, name, public_key, counter, transports, created_at)
              SELECT ${id}, ${userId}, ${name}, ${publicKey}, ${BigInt(counter)}, ${[...transports]}::text[], ${at}
              WHERE (SELECT count(*) FROM passkeys WHERE user_id = ${userId}) < ${max} AND ${maySetUp(userId, loginId)}
              RETURNING user_id)
            UPDATE logins SET factor_at = COALESCE(factor_at, ${at}) FROM added
            WHERE logins.id = ${loginId} AND logins.user_id = added.user_id`,
          ...settled(userId, at),
        ])
        if (count === 1) return 'added'
        return may?.may ? 'too-many' : 'not-shown'
      } catch (error) {
        if (violatedKey(error) === 'passkeys_pkey' || isDuplicate(error)) return 'taken'
        throw error
      }
    },

    async usePasskey(userId, id, counter, now) {
      const isNewer = counter === 0 ? { counter: 0 } : { counter: { lt: counter } }
      const { count } = await db.passkey.updateMany({
        where: { id, userId, ...isNewer },
        data: { counter, usedAt: toTimestamp(now) },
      })
      return count === 1
    },

    async dropPasskey(userId, id) {
      const [, { count }] = await db.$transaction([
        inTurn(userId),
        db.passkey.deleteMany({ where: { id, userId } }),
        ...settled(userId, new Date(0)),
      ])
      return count === 1
    },
  }
}

/** A login sets up the account's first factor, or has shown one: nobody comes in beside a factor by adding theirs. */
const maySetUp = (userId: string, loginId: string) => Prisma.sql`EXISTS (
  SELECT 1 FROM users JOIN logins ON logins.user_id = users.id
  WHERE users.id = ${userId} AND logins.id = ${loginId} AND logins.revoked_at IS NULL
    AND (users.second_factor_at IS NULL OR logins.factor_at IS NOT NULL))`

/** A raw query's violation of a unique key comes by the database's own code. */
function isDuplicate(error: unknown): boolean {
  const meta = (
    error as { meta?: { driverAdapterError?: { cause?: { kind?: string; originalCode?: string } } } }
  ).meta
  const cause = meta?.driverAdapterError?.cause
  return cause?.kind === 'UniqueConstraintViolation' || cause?.originalCode === '23505'
}

function toPasskey(row: PasskeyModel): Passkey {
  const { id, name, publicKey, counter, transports, createdAt, usedAt } = row
  const times = { createdAt: createdAt.getTime(), usedAt: usedAt && usedAt.getTime() }
  return { id, name, publicKey: Uint8Array.from(publicKey), counter: Number(counter), transports, ...times }
}
