import type { Proof, ProofPurpose, Proofs } from '@/lib/server/ports/accounts/proofs'
import type { PrismaClient } from './generated/client'
import type { ProofModel } from './generated/models/Proof'
import { toTimestamp } from './timestamps'

const PURPOSES: readonly ProofPurpose[] = [
  'reset-password',
  'verify-email',
  'verified-email',
  'verify-phone',
  'make-passkey',
  'use-passkey',
]

export function createPrismaProofs(db: PrismaClient): Proofs {
  return {
    async add(proof) {
      await db.proof.createMany({ data: toRow(proof) })
    },

    async replace(proof) {
      const { userId, purpose } = proof
      await db.$transaction([
        db.proof.deleteMany({ where: { userId, purpose } }),
        db.proof.createMany({ data: toRow(proof) }),
      ])
    },

    async find(purpose, hash, now) {
      const row = await db.proof.findUnique({ where: { hash, purpose, ...liveAt(now) } })
      return row ? toProof(row) : undefined
    },

    async keepAs(purpose, hash, expiresAt) {
      await db.proof.updateMany({ where: { hash }, data: { purpose, expiresAt: toTimestamp(expiresAt) } })
    },

    async spend(purpose, hash, now) {
      const row = await db.proof.findUnique({ where: { hash, purpose, ...liveAt(now) } })
      const { count } = await db.proof.deleteMany({ where: { hash, purpose, ...liveAt(now) } })
      if (!row || count !== 1) return undefined
      await db.proof.deleteMany({ where: { userId: row.userId, purpose } })
      return toProof(row)
    },

    async attempt({ hash, ...whose }, maxTries, now) {
      const tried = await db.proof.updateManyAndReturn({
        where: { ...whose, tries: { lt: maxTries }, ...liveAt(now) },
        data: { tries: { increment: 1 } },
        select: { hash: true },
      })
      if (!tried.some((row) => row.hash === hash)) return false
      return (await db.proof.deleteMany({ where: { hash, ...whose } })).count === 1
    },
  }
}

const liveAt = (now: number) => ({ expiresAt: { gt: toTimestamp(now) } })

function toRow({ createdAt, expiresAt, ...proof }: Proof) {
  return { ...proof, createdAt: toTimestamp(createdAt), expiresAt: toTimestamp(expiresAt) }
}

function toProof({ hash, userId, purpose, target, createdAt, expiresAt }: ProofModel): Proof {
  const known = PURPOSES.find((one) => one === purpose) ?? 'verify-email'
  return {
    hash,
    userId,
    purpose: known,
    target,
    createdAt: createdAt.getTime(),
    expiresAt: expiresAt.getTime(),
  }
}
