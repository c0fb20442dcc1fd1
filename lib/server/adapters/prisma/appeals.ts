import type { Appeals } from '@/lib/server/ports/moderation/casework'
import { APPEAL_STATUSES, type AppealCase, type BanRecord } from '@/lib/domain/casework'
import type { Millis, TenantId } from '@/lib/domain/ids'
import type { WriteAudit } from './audit-log'
import { decideAppeal, waitingAppeal } from './appeal-decision'
import { liftBan } from './ban-rows'
import { claimsOf } from './claims'
import { bansOfDeparted } from './departed'
import type { PrismaClient } from './generated/client'
import type { AppealModel } from './generated/models/Appeal'
import type { BanModel } from './generated/models/Ban'
import { countModeration } from './moderation-counts'
import { fromTimestamp, toTimestamp } from './timestamps'
import { violatedKey } from './unique-violation'

export function createPrismaAppeals(db: PrismaClient, writeAudit: WriteAudit): Appeals {
  const running = (tenantId: TenantId, users: readonly string[], now: Millis) =>
    db.ban.findFirst({
      where: { tenantId, userId: { in: [...users] }, liftedAt: null, until: { gt: toTimestamp(now) } },
      orderBy: { createdAt: 'desc' },
    })

  return {
    async banOf(tenantId, user, now) {
      const ban = await running(tenantId, [user], now)
      return ban ? toBan(ban) : undefined
    },

    async banOfDigest(tenantId, digest, now) {
      const left = await db.keptDigest.findMany({
        where: { tenantId, digest, bannedUntil: { gt: toTimestamp(now) } },
        select: { userId: true },
      })
      const users = left.map(({ userId }) => userId)
      const ban = users.length > 0 ? await running(tenantId, users, now) : null
      return ban ? toBan(ban) : undefined
    },

    async add({ id, tenantId, ban, text, at }, audit) {
      const data = { id, tenantId, banId: ban.id, userId: ban.userId, text, createdAt: toTimestamp(at) }
      try {
        await db.$transaction(async (tx) => {
          await tx.appeal.createMany({ data })
          await countModeration(tx, tenantId, at, [['appeals', 'made']])
          await writeAudit(tx, audit)
        })
        return true
      } catch (error) {
        if (violatedKey(error) === 'appeals_ban_id_key') return false
        throw error
      }
    },

    async page(tenantId, { status, before, beforeId, limit }) {
      const createdAt = before === undefined ? undefined : toTimestamp(before)
      const rows = await db.appeal.findMany({
        where: {
          tenantId,
          ...(status !== undefined && { status }),
          ...(createdAt && {
            OR: [
              { createdAt: { lt: createdAt } },
              ...(beforeId === undefined ? [] : [{ createdAt, id: { gt: beforeId } }]),
            ],
          }),
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: limit,
      })
      return toAppeals(db, tenantId, rows)
    },

    async find(tenantId, id) {
      const row = await db.appeal.findFirst({ where: { id, tenantId } })
      return row ? (await toAppeals(db, tenantId, [row]))[0] : undefined
    },

    async stateOf(userId) {
      const row = await db.appeal.findFirst({ where: { userId }, orderBy: { createdAt: 'desc' } })
      if (!row) return null
      const last = await db.ban.findFirst({ where: { userId }, orderBy: { createdAt: 'desc' } })
      if (last && last.id !== row.banId) return null
      const { answer, decidedAt } = row
      return { status: statusOf(row), answer, decidedAt: decidedAt?.getTime() ?? null }
    },

    decide: (tenantId, id, decision, audit) =>
      db.$transaction((tx) => decideAppeal(tx, writeAudit, { tenantId, id }, decision, audit)),

    unban: (tenantId, user, audit) =>
      db.$transaction(async (tx) => {
        const at = toTimestamp(audit.at)
        const isKnown =
          (await tx.user.count({ where: { id: user, tenantId } })) > 0 ||
          (await tx.keptDigest.count({ where: { userId: user, tenantId } })) > 0
        if (!isKnown) return 'unknown'
        const isBanned =
          (await tx.user.count({ where: { id: user, tenantId, bannedUntil: { gt: at } } })) > 0 ||
          (await tx.keptDigest.count({ where: { userId: user, tenantId, bannedUntil: { gt: at } } })) > 0
        if (!isBanned) return 'not-banned'
        const moderator = audit.actorId ?? ''
        const appeal = await waitingAppeal(tx, { tenantId, user }, { moderator, at })
        if (typeof appeal === 'string') return appeal
        if (appeal) {
          const data = { status: 'lifted', decidedById: moderator, decidedAt: at }
          await tx.appeal.updateMany({ where: { id: appeal.id }, data })
          await tx.caseClaim.deleteMany({ where: { caseId: appeal.id } })
        }
        await liftBan(tx, tenantId, user, audit.at)
        await countModeration(tx, tenantId, audit.at, [
          ['bans', 'lifted'],
          ...(appeal ? ([['appeals', 'lifted']] as const) : []),
        ])
        await writeAudit(tx, audit)
        return 'lifted'
      }),
  }
}

function toBan({ id, userId, byId, reason, until, createdAt }: BanModel): BanRecord {
  return { id, userId, by: byId, reason, until: fromTimestamp(until), createdAt: createdAt.getTime() }
}

const statusOf = ({ status }: AppealModel) => APPEAL_STATUSES.find((one) => one === status) ?? 'pending'

/** Reports that are shown of each person of a page, on average. */
const REPORTS_EACH = 5

/** With the people, their bans, upheld reports about them and who has them, by one query each. */
async function toAppeals(
  db: PrismaClient,
  tenantId: TenantId,
  rows: readonly AppealModel[],
): Promise<AppealCase[]> {
  if (rows.length === 0) return []
  const userIds = rows.map(({ userId }) => userId)
  const [users, bans, reports, claims] = await Promise.all([
    db.user.findMany({
      where: { tenantId, id: { in: userIds } },
      select: { id: true, displayName: true, bannedUntil: true },
    }),
    db.ban.findMany({ where: { id: { in: rows.map(({ banId }) => banId) } } }),
    db.report.findMany({
      where: { tenantId, reportedId: { in: userIds }, status: 'resolved' },
      select: { id: true, type: true, reporterId: true, reportedId: true, createdAt: true },
      orderBy: { createdAt: 'desc' },
      take: REPORTS_EACH * rows.length,
    }),
    claimsOf(
      db,
      rows.map(({ id }) => id),
    ),
  ])
  const byUser = new Map(users.map((user) => [user.id, user]))
  const byBan = new Map(bans.map((ban) => [ban.id, toBan(ban)]))
  const byReported = Map.groupBy(reports, ({ reportedId }) => reportedId)
  const gone = await bansOfDeparted(
    db,
    tenantId,
    userIds.filter((id) => !byUser.has(id)),
  )
  return rows.flatMap((row) => {
    const ban = byBan.get(row.banId)
    if (!ban) return []
    const { displayName = null, bannedUntil = null } = byUser.get(row.userId) ?? gone.get(row.userId) ?? {}
    return {
      id: row.id,
      person: { userId: row.userId, displayName, bannedUntil: bannedUntil && fromTimestamp(bannedUntil) },
      ban,
      reports: (byReported.get(row.userId) ?? []).map(({ id, type, reporterId, createdAt }) => ({
        id,
        type,
        reporter: reporterId,
        createdAt: createdAt.getTime(),
      })),
      text: row.text,
      status: statusOf(row),
      answer: row.answer,
      decidedBy: row.decidedById,
      createdAt: row.createdAt.getTime(),
      decidedAt: row.decidedAt?.getTime() ?? null,
      claim: claims.get(row.id) ?? null,
    }
  })
}
