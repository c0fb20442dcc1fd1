import { GENERAL_KEY, generalOf } from '@/lib/domain/conversations/conversation'
import type { Tenants } from '@/lib/server/ports/tenants/tenants'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

export function createPrismaTenants(db: PrismaClient): Tenants {
  return {
    async create({ id, name, createdAt }, key, max) {
      const at = toTimestamp(createdAt)
      const [, made] = await db.$transaction([
        // One after the other, so that their number stays true.
        db.$executeRaw`SELECT 1 FROM tenants WHERE id = 'default' FOR UPDATE`,
        db.$executeRaw`INSERT INTO tenants (id, name, created_at)
          SELECT ${id}, ${name}, ${at} WHERE (SELECT count(*) FROM tenants) < ${max}`,
        db.$executeRaw`INSERT INTO tenant_keys (id, tenant_id, hash, hint, created_at)
          SELECT ${key.id}, ${id}, ${key.hash}, ${key.hint}, ${at} WHERE EXISTS (SELECT 1 FROM tenants WHERE id = ${id})`,
        // The channel that everybody of it finds.
        db.$executeRaw`INSERT INTO conversations (id, tenant_id, kind, key, name, created_at)
          SELECT ${generalOf(id)}, ${id}, 'channel', ${GENERAL_KEY}, 'general', ${at}
          WHERE EXISTS (SELECT 1 FROM tenants WHERE id = ${id})`,
      ])
      return made === 1
    },

    async list() {
      const rows = await db.tenant.findMany({
        include: { keys: { orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], omit: { hash: true } } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(({ id, name, createdAt, keys }) => ({
        id,
        name,
        createdAt: createdAt.getTime(),
        keys: keys.map((key) => ({
          id: key.id,
          hint: key.hint,
          createdAt: key.createdAt.getTime(),
          revokedAt: key.revokedAt && key.revokedAt.getTime(),
        })),
      }))
    },

    exists: async (id) => (await db.tenant.count({ where: { id } })) === 1,

    async addKey(id, key, max) {
      const [found, live] = await db.$transaction([
        db.$queryRaw<object[]>`SELECT 1 FROM tenants WHERE id = ${id} FOR UPDATE`,
        db.tenantKey.count({ where: { tenantId: id, revokedAt: null } }),
        db.$executeRaw`INSERT INTO tenant_keys (id, tenant_id, hash, hint, created_at)
          SELECT ${key.id}, ${id}, ${key.hash}, ${key.hint}, ${toTimestamp(key.createdAt)}
          WHERE EXISTS (SELECT 1 FROM tenants WHERE id = ${id})
            AND (SELECT count(*) FROM tenant_keys WHERE tenant_id = ${id} AND revoked_at IS NULL) < ${max}`,
      ])
      if (found.length === 0) return 'unknown'
      return live < max ? 'added' : 'too-many'
    },

    async revokeKey(tenantId, id, now) {
      const { count } = await db.tenantKey.updateMany({
        where: { id, tenantId, revokedAt: null },
        data: { revokedAt: toTimestamp(now) },
      })
      return count === 1
    },

    async byKey(hash) {
      const row = await db.tenantKey.findUnique({
        where: { hash, revokedAt: null },
        select: { tenantId: true },
      })
      return row?.tenantId
    },
  }
}
