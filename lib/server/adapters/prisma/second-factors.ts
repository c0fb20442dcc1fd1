import type { Passkey, SecondFactors } from '@/lib/server/ports/accounts/second-factors'
import type { PrismaClient } from './generated/client'
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

    async confirmTotp(userId, sealed, step, now) {
      const [, { count }] = await db.$transaction([
        inTurn(userId),
        db.totpSecret.updateMany({
          where: { userId, sealed, confirmedAt: null },
          data: { confirmedAt: toTimestamp(now), lastStep: step },
        }),
        ...settled(userId, toTimestamp(now)),
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

    async addPasskey(userId, { id, name, publicKey, counter, transports, createdAt }, max) {
      const at = toTimestamp(createdAt)
      try {
        const [, count] = await db.$transaction([
          inTurn(userId),
          db.$executeRaw`INSERT INTO passkeys (id, user_id, name, public_key, counter, transports, created_at)
            SELECT ${id}, ${userId}, ${name}, ${publicKey}, ${BigInt(counter)}, ${[...transports]}::text[], ${at}
            WHERE (SELECT count(*) FROM passkeys WHERE user_id = ${userId}) < ${max}`,
          ...settled(userId, at),
        ])
        return count === 1 ? 'added' : 'too-many'
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
