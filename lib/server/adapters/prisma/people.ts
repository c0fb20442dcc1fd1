import type { People, PersonFile } from '@/lib/server/ports/moderation/administration'
import { auditAbout, type WriteAudit } from './audit-log'
import { lockAdministrators, LastAdministrator, leavesNobody } from './administrators'
import type { Prisma, PrismaClient } from './generated/client'
import { waitingAppeal } from './appeal-decision'
import { banDeparted } from './departed'
import type { WriteOutbox } from './outbox'
import { keepBan } from './ban-rows'
import { countModeration } from './moderation-counts'
import { decideReport } from './report-decision'
import { peoplePage } from './people-page'
import { toTimestamp } from './timestamps'
import { toUser } from './user-row'

/** A change that turns out to leave a tenant without an administrator is undone whole. */
async function undoneForLast<Outcome>(
  db: PrismaClient,
  change: (tx: Prisma.TransactionClient) => Promise<Outcome>,
): Promise<Outcome | 'last-administrator'> {
  try {
    return await db.$transaction(change)
  } catch (error) {
    if (error instanceof LastAdministrator) return 'last-administrator'
    throw error
  }
}

export function createPrismaPeople(db: PrismaClient, write: WriteOutbox, writeAudit: WriteAudit): People {
  return {
    page: (tenantId, query) => peoplePage(db, tenantId, query),

    async find(tenantId, id) {
      const row = await db.user.findUnique({
        where: { id, tenantId },
        include: { devices: { select: { seenAt: true }, orderBy: { seenAt: 'desc' }, take: 1 } },
      })
      if (!row) return undefined
      const [audit, conversations] = await Promise.all([
        auditAbout(db, tenantId, { OR: [{ targetId: id }, { actorId: id }] }),
        conversationsOf(db, id),
      ])
      const { platform, source, medium, campaign, devices } = row
      const attribution = {
        ...(source !== null && { source }),
        ...(medium !== null && { medium }),
        ...(campaign !== null && { campaign }),
      }
      const seenAt = devices[0]?.seenAt.getTime() ?? null
      return { user: toUser(row), platform, attribution, seenAt, ...conversations, audit }
    },

    async count(tenantId, since) {
      const [total, recent] = await Promise.all([
        db.user.count({ where: { tenantId } }),
        db.user.count({ where: { tenantId, createdAt: { gte: toTimestamp(since) } } }),
      ])
      return { total, since: recent }
    },

    ban: (tenantId, id, until, audit, resolves) =>
      undoneForLast(db, async (tx) => {
        const administrators = await lockAdministrators(tx, tenantId, audit.at)
        const bannedUntil = toTimestamp(until)
        const isKnown =
          (await tx.user.count({ where: { id, tenantId } })) > 0 ||
          (await tx.keptDigest.count({ where: { userId: id, tenantId } })) > 0
        if (!isKnown) return 'unknown'
        const decider = { moderator: audit.actorId ?? '', at: toTimestamp(audit.at) }
        const appeal = await waitingAppeal(tx, { tenantId, user: id }, decider)
        if (typeof appeal === 'string') return appeal
        const which = resolves && { id: resolves.report, tenantId, reportedId: id }
        const decided = which && (await decideReport({ tx, write }, which, 'resolved', audit))
        if (decided === 'unknown') return 'no-report'
        if (typeof decided === 'string') return decided
        await tx.user.updateMany({ where: { id, tenantId }, data: { bannedUntil } })
        await tx.device.updateMany({ where: { userId: id }, data: { bannedUntil } })
        const alsoOf = await banDeparted(tx, tenantId, id, bannedUntil)
        if (leavesNobody(administrators, [id, ...alsoOf])) throw new LastAdministrator()
        const { actorId: by, at } = audit
        const reason = String(audit.details['reason'] ?? '')
        await keepBan(tx, { tenantId, user: id, by, reason, until: bannedUntil, at })
        await countModeration(tx, tenantId, at, [['bans', 'made']])
        await writeAudit(tx, ...(resolves ? [resolves.audit] : []), audit)
        return { reporter: decided?.reporter ?? null, alsoOf }
      }),

    removeSecondFactor: (tenantId, id, audit) =>
      db.$transaction(async (tx) => {
        // As its owner's changes do, so that none of theirs goes on beside this.
        const [user] = await tx.$queryRaw<{ has: boolean }[]>`
          SELECT second_factor_at IS NOT NULL AS has FROM users
          WHERE id = ${id} AND tenant_id = ${tenantId} FOR UPDATE`
        if (!user) return 'unknown'
        if (!user.has) return 'none'
        await tx.totpSecret.deleteMany({ where: { userId: id } })
        await tx.passkey.deleteMany({ where: { userId: id } })
        await tx.recoveryCode.deleteMany({ where: { userId: id } })
        await tx.user.updateMany({ where: { id }, data: { secondFactorAt: null } })
        const { at } = audit
        await write(tx, { kind: 'factor-removed', key: id, user: id, payload: { at }, at })
        await writeAudit(tx, audit)
        return 'removed'
      }),

    setRole: (tenantId, id, role, audit) =>
      db.$transaction(async (tx) => {
        const administrators = await lockAdministrators(tx, tenantId, audit.at)
        const user = await tx.user.findUnique({ where: { id, tenantId }, select: { role: true } })
        if (!user) return 'unknown'
        if (role !== 'admin' && leavesNobody(administrators, [id])) return 'last-administrator'
        await tx.user.updateMany({ where: { id, tenantId }, data: { role } })
        const details = { ...audit.details, from: user.role }
        await writeAudit(tx, { ...audit, details })
        return 'changed'
      }),
  }
}

/** At most as many rows as a person may be a member of, and may have made. */
async function conversationsOf(
  db: PrismaClient,
  user: string,
): Promise<Pick<PersonFile, 'channelsMade' | 'memberOf'>> {
  const [channelsMade, kinds] = await Promise.all([
    db.conversation.count({ where: { creatorId: user, kind: 'channel', deletedAt: null } }),
    db.conversation.groupBy({
      by: ['kind'],
      where: { members: { some: { userId: user } }, deletedAt: null },
      _count: { _all: true },
    }),
  ])
  const memberOf = Object.fromEntries(kinds.map(({ kind, _count: count }) => [kind, count._all]))
  return { channelsMade, memberOf }
}
