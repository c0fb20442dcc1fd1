import type { People, PeopleQuery } from '@/lib/server/ports/administration'
import { auditAbout, auditRow } from './audit-log'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'
import { toUser } from './user-row'

export function createPrismaPeople(db: PrismaClient): People {
  return {
    async page(tenantId, query) {
      const rows = await db.user.findMany({
        where: { tenantId, AND: filters(query) },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: query.limit,
      })
      return rows.map(toUser)
    },

    async find(tenantId, id) {
      const row = await db.user.findUnique({
        where: { id, tenantId },
        include: { devices: { select: { seenAt: true }, orderBy: { seenAt: 'desc' }, take: 1 } },
      })
      if (!row) return undefined
      const audit = await auditAbout(db, tenantId, { OR: [{ targetId: id }, { actorId: id }] })
      const { platform, source, medium, campaign, devices } = row
      const attribution = {
        ...(source !== null && { source }),
        ...(medium !== null && { medium }),
        ...(campaign !== null && { campaign }),
      }
      return { user: toUser(row), platform, attribution, seenAt: devices[0]?.seenAt.getTime() ?? null, audit }
    },

    async count(tenantId, since) {
      const [total, recent] = await Promise.all([
        db.user.count({ where: { tenantId } }),
        db.user.count({ where: { tenantId, createdAt: { gte: toTimestamp(since) } } }),
      ])
      return { total, since: recent }
    },

    ban: (tenantId, id, until, audit) =>
      db.$transaction(async (tx) => {
        const bannedUntil = toTimestamp(until)
        const { count } = await tx.user.updateMany({ where: { id, tenantId }, data: { bannedUntil } })
        if (count === 0) return false
        await tx.device.updateMany({ where: { userId: id }, data: { bannedUntil } })
        await tx.auditEntry.createMany({ data: auditRow(audit) })
        return true
      }),

    setRole: (tenantId, id, role, audit) =>
      db.$transaction(async (tx) => {
        // In one order, so that two who take each other's role wait for each other instead of blocking each other.
        const administrators = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM users WHERE tenant_id = ${tenantId} AND role = 'admin' ORDER BY id FOR UPDATE`
        const user = await tx.user.findUnique({ where: { id, tenantId }, select: { role: true } })
        if (!user) return 'unknown'
        const others = administrators.filter((one) => one.id !== id)
        if (user.role === 'admin' && role !== 'admin' && others.length === 0) return 'last-administrator'
        await tx.user.updateMany({ where: { id, tenantId }, data: { role } })
        const details = { ...audit.details, from: user.role }
        await tx.auditEntry.createMany({ data: auditRow({ ...audit, details }) })
        return 'changed'
      }),
  }
}

function filters({ search, role, tier, banned, now, before }: PeopleQuery) {
  const at = toTimestamp(now)
  const notBanned = { OR: [{ bannedUntil: null }, { bannedUntil: { lte: at } }] }
  return [
    ...(search === undefined ? [] : [{ OR: beginningWith(search) }]),
    ...(role === undefined ? [] : [{ role }]),
    ...(tier === undefined ? [] : [{ tier }]),
    ...(banned === undefined ? [] : [banned ? { bannedUntil: { gt: at } } : notBanned]),
    ...(before === undefined ? [] : [{ createdAt: { lt: toTimestamp(before) } }]),
  ]
}

/** `%`, `_` and `\` stand for themselves. */
function beginningWith(search: string) {
  const startsWith = search.replaceAll(/[\\%_]/g, String.raw`\$&`)
  return [
    { id: { startsWith: startsWith.toLowerCase() } },
    { email: { startsWith: startsWith.toLowerCase() } },
    { displayName: { startsWith, mode: 'insensitive' as const } },
  ]
}
