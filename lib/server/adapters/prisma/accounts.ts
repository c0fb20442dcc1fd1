import type { Millis, TenantId } from '@/lib/domain/ids'
import type { Accounts, NewUser } from '@/lib/server/ports/accounts/accounts'
import { countSignup } from './acquisition'
import type { PrismaClient } from './generated/client'
import { fromTimestamp, toTimestamp } from './timestamps'
import { violatedKey } from './unique-violation'
import { toUser } from './user-row'

const usableAdministrator = (tenantId: TenantId, now: Millis) => ({
  tenantId,
  role: 'admin',
  isActive: true,
  OR: [{ bannedUntil: null }, { bannedUntil: { lte: toTimestamp(now) } }],
})

export function createPrismaAccounts(db: PrismaClient): Accounts {
  return {
    async create(user, signup) {
      try {
        await db.$transaction([
          db.user.createMany({ data: userRow(user) }),
          db.device.createMany({ data: deviceRows(user) }),
          ...(signup ? [countSignup(db, user.tenantId, signup)] : []),
        ])
        return 'created'
      } catch (error) {
        const key = violatedKey(error)
        if (key === 'devices_pkey') return 'device-taken'
        if (key === 'users_tenant_id_email_key') return 'email-taken'
        throw error
      }
    },

    async byId(id) {
      const row = await db.user.findUnique({ where: { id } })
      return row ? toUser(row) : undefined
    },

    async byDevice(tenantId, hash, now) {
      const [row] = await db.device.updateManyAndReturn({
        where: { tenantId, hash },
        data: { seenAt: toTimestamp(now) },
        include: { user: true },
      })
      if (!row) return undefined
      return { user: toUser(row.user), deviceBannedUntil: row.bannedUntil && fromTimestamp(row.bannedUntil) }
    },

    async byEmail(tenantId, email) {
      const row = await db.user.findUnique({ where: { tenantId_email: { tenantId, email } } })
      return row ? { user: toUser(row), passwordHash: row.passwordHash } : undefined
    },

    async addressee(id) {
      const where = { id, email: { not: null }, emailVerifiedAt: { not: null } }
      const user = await db.user.findFirst({ where, select: { email: true, language: true } })
      return user?.email ? { email: user.email, language: user.language } : undefined
    },

    async hasAdministrator(tenantId, now) {
      return (await db.user.count({ where: usableAdministrator(tenantId, now) })) > 0
    },

    async isLastAdministrator(tenantId, user, now) {
      const found = await db.user.findMany({
        where: usableAdministrator(tenantId, now),
        select: { id: true },
        take: 2,
      })
      return found.length === 1 && found[0]?.id === user
    },

    async ping() {
      await db.$queryRaw`SELECT 1`
    },
  }
}

function userRow(user: NewUser) {
  const { id, tenantId, role, tier, email, passwordHash, displayName, gender, platform, attribution, place } =
    user
  const { source, medium, campaign } = attribution
  const { country = null, region = null } = place ?? {}
  const origin = { gender, platform, source, medium, campaign, country, region }
  return {
    id,
    tenantId,
    role,
    tier,
    email,
    passwordHash,
    displayName,
    ...origin,
    language: user.language ?? null,
    createdAt: toTimestamp(user.createdAt),
  }
}

function deviceRows({ tenantId, deviceHash, id, createdAt }: NewUser) {
  const at = toTimestamp(createdAt)
  return deviceHash === null ? [] : [{ tenantId, hash: deviceHash, userId: id, createdAt: at, seenAt: at }]
}
