import type { Login, Logins } from '@/lib/server/ports/accounts/accounts'
import type { PrismaClient } from './generated/client'
import type { LoginModel } from './generated/models/Login'
import { fromTimestamp, toTimestamp } from './timestamps'
import { lookUpTogether } from './batched-lookup'
import { toUser } from './user-row'

export function createPrismaLogins(db: PrismaClient): Logins {
  // Asked for every handshake: after a restart or a lost network, thousands come at once.
  const withUser = lookUpTogether(async (ids: string[]) => {
    const rows = await db.login.findMany({
      where: { id: { in: ids } },
      include: { user: { include: { devices: { select: { hash: true } } } } },
      relationLoadStrategy: 'join',
    })
    return new Map(rows.map((row) => [row.id, row]))
  })

  async function revoke(where: { userId: string; factorAt?: null }, now: number) {
    const revoked = await db.login.updateManyAndReturn({
      where: { ...where, ...liveAt(now) },
      data: { revokedAt: toTimestamp(now) },
      select: { id: true },
    })
    return revoked.map(({ id }) => id)
  }

  return {
    async create({ id, userId, device, place, deviceHash, factorAt, createdAt, expiresAt }) {
      const at = toTimestamp(createdAt)
      const data = {
        id,
        userId,
        device,
        place,
        deviceHash,
        factorAt: factorAt === undefined ? null : toTimestamp(factorAt),
        createdAt: at,
        rotatedAt: at,
        expiresAt: toTimestamp(expiresAt),
      }
      await db.login.createMany({ data })
    },

    async find(id) {
      const row = await db.login.findUnique({ where: { id } })
      return row ? toLogin(row) : undefined
    },

    async live(id, now) {
      const row = await withUser(id)
      if (!row || row.revokedAt || row.expiresAt.getTime() <= now) return undefined
      return {
        login: toLogin(row),
        user: toUser(row.user),
        devices: row.user.devices.map(({ hash }) => hash),
      }
    },

    async rotate(id, generation, { now, expiresAt, place }) {
      const { count } = await db.login.updateMany({
        where: { id, generation, revokedAt: null },
        data: {
          generation: generation + 1,
          rotatedAt: toTimestamp(now),
          expiresAt: toTimestamp(expiresAt),
          ...(place !== undefined && { place }),
        },
      })
      return count === 1
    },

    async ofUser(userId, now) {
      const rows = await db.login.findMany({
        where: { userId, ...liveAt(now) },
        orderBy: [{ rotatedAt: 'desc' }, { id: 'asc' }],
      })
      return rows.map(({ id, device, place, createdAt, rotatedAt }) => ({
        id,
        device,
        place,
        createdAt: createdAt.getTime(),
        lastUsedAt: rotatedAt.getTime(),
      }))
    },

    async revoke(id, now) {
      const data = { revokedAt: toTimestamp(now) }
      const { count } = await db.login.updateMany({ where: { id, ...liveAt(now) }, data })
      return count === 1
    },

    revokeAll: (userId, now) => revoke({ userId }, now),

    revokeWithoutFactor: (userId, now) => revoke({ userId, factorAt: null }, now),
  }
}

function liveAt(now: number) {
  return { revokedAt: null, expiresAt: { gt: toTimestamp(now) } }
}

function toLogin(row: LoginModel): Login {
  return {
    id: row.id,
    userId: row.userId,
    factorAt: row.factorAt && row.factorAt.getTime(),
    generation: row.generation,
    rotatedAt: row.rotatedAt.getTime(),
    createdAt: row.createdAt.getTime(),
    revokedAt: row.revokedAt && row.revokedAt.getTime(),
    expiresAt: fromTimestamp(row.expiresAt),
  }
}
