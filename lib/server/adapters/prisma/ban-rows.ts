import { randomUUID } from 'node:crypto'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { Prisma } from './generated/client'
import { toTimestamp } from './timestamps'

/** Whether this moderator made the ban, or changed it since. */
export async function hasBanned(
  tx: Pick<Prisma.TransactionClient, 'ban'>,
  id: string,
  moderator: UserId,
): Promise<boolean> {
  const theirs = { OR: [{ byId: moderator }, { earlierByIds: { has: moderator } }] }
  return (await tx.ban.count({ where: { id, ...theirs } })) > 0
}

/**
 * Keeps that somebody was banned. A ban that runs is changed, unless its appeal is decided: a new ban can be appealed anew.
 */
export async function keepBan(
  tx: Prisma.TransactionClient,
  ban: {
    readonly tenantId: TenantId
    readonly user: UserId
    readonly by: UserId | null
    readonly reason: string
    readonly until: Date
    readonly at: Millis
  },
): Promise<void> {
  const { tenantId, user: userId, by: byId, reason, until, at } = ban
  const createdAt = toTimestamp(at)
  const running = await tx.ban.findFirst({
    where: { tenantId, userId, liftedAt: null, until: { gt: createdAt } },
    orderBy: { createdAt: 'desc' },
  })
  const appeal =
    running && (await tx.appeal.findUnique({ where: { banId: running.id }, select: { status: true } }))
  if (running && (!appeal || appeal.status === 'pending')) {
    const { byId: before, earlierByIds } = running
    const earlier = [...new Set([...earlierByIds, ...(before === null ? [] : [before])])]
    const data = { byId, earlierByIds: earlier, reason, until }
    await tx.ban.updateMany({ where: { id: running.id }, data })
    return
  }
  if (running) await tx.ban.updateMany({ where: { id: running.id }, data: { liftedAt: createdAt } })
  const data = { id: randomUUID(), tenantId, userId, byId, reason, until, createdAt }
  await tx.ban.createMany({ data })
}

/**
 * Ends the ban of an account, of its devices and of what it left behind, wherever that is now; not of a device whose own
 * account is banned.
 */
export async function liftBan(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  user: UserId,
  at: Millis,
): Promise<void> {
  await tx.user.updateMany({ where: { id: user, tenantId }, data: { bannedUntil: null } })
  await tx.device.updateMany({ where: { userId: user }, data: { bannedUntil: null } })
  await tx.$executeRaw`
    UPDATE devices SET banned_until = NULL FROM users
    WHERE devices.user_id = users.id AND (users.banned_until IS NULL OR users.banned_until <= ${toTimestamp(at)})
      AND devices.tenant_id = ${tenantId} AND devices.hash IN (
        SELECT digest FROM kept_digests WHERE tenant_id = ${tenantId} AND user_id = ${user} AND kind = 'device')`
  await tx.keptDigest.updateMany({ where: { tenantId, userId: user }, data: { bannedUntil: null } })
  await tx.ban.updateMany({
    where: { tenantId, userId: user, liftedAt: null },
    data: { liftedAt: toTimestamp(at) },
  })
}
