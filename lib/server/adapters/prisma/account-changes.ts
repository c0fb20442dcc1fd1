import type { AccountChanges } from '@/lib/server/ports/account-changes'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'
import { violatedKey } from './unique-violation'

export function createPrismaAccountChanges(db: PrismaClient): AccountChanges {
  return {
    async rename(id, displayName) {
      await db.user.updateMany({ where: { id }, data: { displayName } })
    },

    async setEmail(id, email, passwordHash) {
      const where = { id, emailVerifiedAt: null }
      const change = db.user.updateMany({ where, data: { email, passwordHash } })
      const count = await countUnless('users_tenant_id_email_key', change)
      if (count === undefined) return 'email-taken'
      return count === 1 ? 'done' : 'has-verified-email'
    },

    async confirmEmail(id, email, now) {
      await db.user.updateMany({
        where: { id, email, emailVerifiedAt: null },
        data: { emailVerifiedAt: toTimestamp(now) },
      })
      return (await db.user.count({ where: { id, email } })) === 1
    },

    async resetPassword(id, email, passwordHash, now) {
      const unverified = { id, email, emailVerifiedAt: null }
      const [, , changed] = await db.$transaction([
        db.device.deleteMany({ where: { user: unverified } }),
        db.user.updateMany({ where: unverified, data: { emailVerifiedAt: toTimestamp(now) } }),
        db.user.updateMany({ where: { id, email }, data: { passwordHash } }),
      ])
      return changed.count === 1
    },

    async changePassword(id, passwordHash) {
      await db.user.updateMany({ where: { id, passwordHash: { not: null } }, data: { passwordHash } })
    },

    async forgetDevices(id) {
      await db.device.deleteMany({ where: { user: { id, passwordHash: { not: null } } } })
    },

    async setPhone(id, phone) {
      const change = db.user.updateMany({ where: { id }, data: { phone } })
      return (await countUnless('users_tenant_id_phone_key', change)) === undefined ? 'phone-taken' : 'done'
    },

    async raiseTier(id, tier) {
      await db.user.updateMany({ where: { id, tier: { lt: tier } }, data: { tier } })
    },
  }
}

/** How many rows were changed; undefined when the unique key stood against it. */
async function countUnless(key: string, change: PromiseLike<{ count: number }>): Promise<number | undefined> {
  try {
    return (await change).count
  } catch (error) {
    if (violatedKey(error) === key) return undefined
    throw error
  }
}
