import { PRIVATE_MATTERS } from '@/lib/domain/conversations/privacy'
import type { AccountChanges } from '@/lib/server/ports/accounts/account-changes'
import { departureOfDevices } from './departed'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'
import { violatedKey } from './unique-violation'
import { HIDES, toUser } from './user-row'

export function createPrismaAccountChanges(db: PrismaClient): AccountChanges {
  /** Links that would replace the password are for the one before. */
  const withoutResets = (userId: string) =>
    db.proof.deleteMany({ where: { userId, purpose: 'reset-password' } })

  return {
    async rename(id, displayName) {
      await db.user.updateMany({ where: { id }, data: { displayName } })
    },

    async setLanguage(id, language) {
      await db.user.updateMany({ where: { id, NOT: { language } }, data: { language } })
    },

    async hide(id, changes) {
      const data = Object.fromEntries(
        PRIVATE_MATTERS.flatMap((matter) =>
          changes[matter] === undefined ? [] : [[HIDES[matter], changes[matter]]],
        ),
      )
      const [row] = await db.user.updateManyAndReturn({ where: { id }, data })
      return row ? toUser(row).hides : []
    },

    async setEmail(id, email, passwordHash) {
      const change = db.$transaction([
        db.user.updateMany({ where: { id, email: { not: email } }, data: { emailVerifiedAt: null } }),
        db.user.updateMany({ where: { id }, data: { email, passwordHash } }),
        withoutResets(id),
      ])
      return unlessTaken('users_tenant_id_email_key', change, 'email-taken')
    },

    async releaseEmail(tenantId, email) {
      const released = await db.user.updateManyAndReturn({
        where: { tenantId, email },
        data: { email: null, passwordHash: null, emailVerifiedAt: null },
        select: { id: true },
      })
      return released[0]?.id
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
      const [, changed] = await db.$transaction([
        db.user.updateMany({ where: unverified, data: { emailVerifiedAt: toTimestamp(now) } }),
        db.user.updateMany({ where: { id, email }, data: { passwordHash } }),
      ])
      return changed.count === 1
    },

    async changePassword(id, passwordHash) {
      await db.$transaction([
        db.user.updateMany({ where: { id, passwordHash: { not: null } }, data: { passwordHash } }),
        withoutResets(id),
      ])
    },

    async forgetDevices(id, except, now) {
      await db.$executeRaw(departureOfDevices(id, except, now))
    },

    async setPhone(id, phone) {
      const change = db.user.updateMany({ where: { id }, data: { phone } })
      return unlessTaken('users_tenant_id_phone_key', change, 'phone-taken')
    },

    async raiseTier(id, tier) {
      await db.user.updateMany({ where: { id, tier: { lt: tier } }, data: { tier } })
    },
  }
}

/** `refusal` when the unique key stood against the change. */
async function unlessTaken<Refusal>(
  key: string,
  change: PromiseLike<unknown>,
  refusal: Refusal,
): Promise<'done' | Refusal> {
  try {
    await change
    return 'done'
  } catch (error) {
    if (violatedKey(error) === key) return refusal
    throw error
  }
}
