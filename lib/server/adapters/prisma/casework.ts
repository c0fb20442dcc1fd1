import { MAX_SAVED_REPLIES } from '@/lib/domain/casework'
import type { PersonNotes, SavedReplies, Warnings } from '@/lib/server/ports/moderation/casework'
import type { WriteAudit } from './audit-log'
import type { Prisma, PrismaClient } from './generated/client'
import { countModeration } from './moderation-counts'
import { toTimestamp } from './timestamps'

const SHOWN = 50
/** Of one millisecond in no particular order. */
const newestFirst = { orderBy: { createdAt: 'desc' }, take: SHOWN } as const

const isThere = async (tx: Prisma.TransactionClient, id: string, tenantId: string) =>
  (await tx.user.count({ where: { id, tenantId } })) > 0

export function createPrismaWarnings(db: PrismaClient, writeAudit: WriteAudit): Warnings {
  return {
    add: ({ id, user: userId, text }, audit) =>
      db.$transaction(async (tx) => {
        const { tenantId, actorId: byId, at } = audit
        if (!(await isThere(tx, userId, tenantId))) return false
        await tx.warning.createMany({
          data: { id, tenantId, userId, byId, text, createdAt: toTimestamp(at) },
        })
        await countModeration(tx, tenantId, at, [['warnings', 'given']])
        await writeAudit(tx, audit)
        return true
      }),

    async ofUser(userId) {
      const rows = await db.warning.findMany({ where: { userId }, ...newestFirst })
      return rows.map(({ id, byId, text, createdAt, seenAt }) => ({
        id,
        by: byId,
        text,
        createdAt: createdAt.getTime(),
        seenAt: seenAt?.getTime() ?? null,
      }))
    },

    async seen(userId, now) {
      const data = { seenAt: toTimestamp(now) }
      return (await db.warning.updateMany({ where: { userId, seenAt: null }, data })).count
    },
  }
}

export function createPrismaPersonNotes(db: PrismaClient, writeAudit: WriteAudit): PersonNotes {
  return {
    add: ({ id, user: userId, text }, audit) =>
      db.$transaction(async (tx) => {
        const { tenantId, actorId: byId, at } = audit
        if (!(await isThere(tx, userId, tenantId))) return false
        await tx.personNote.createMany({
          data: { id, tenantId, userId, byId, text, createdAt: toTimestamp(at) },
        })
        await writeAudit(tx, audit)
        return true
      }),

    async ofUser(tenantId, userId) {
      const rows = await db.personNote.findMany({ where: { tenantId, userId }, ...newestFirst })
      return rows.map(({ id, byId, text, createdAt }) => ({
        id,
        by: byId,
        text,
        createdAt: createdAt.getTime(),
      }))
    },
  }
}

export function createPrismaSavedReplies(db: PrismaClient, writeAudit: WriteAudit): SavedReplies {
  return {
    async all(tenantId) {
      const rows = await db.savedReply.findMany({
        where: { tenantId },
        orderBy: [{ title: 'asc' }, { id: 'asc' }],
      })
      return rows.map(({ id, title, text }) => ({ id, title, text }))
    },

    add: (tenantId, { id, title, text }, audit) =>
      db.$transaction(async (tx) => {
        // One after the other, so that many at once are counted one by one.
        await tx.$executeRaw`SELECT 1 FROM tenants WHERE id = ${tenantId} FOR NO KEY UPDATE`
        if ((await tx.savedReply.count({ where: { tenantId } })) >= MAX_SAVED_REPLIES) return false
        const createdAt = toTimestamp(audit.at)
        await tx.savedReply.createMany({ data: { id, tenantId, title, text, createdAt } })
        await writeAudit(tx, audit)
        return true
      }),

    change: (tenantId, { id, title, text }, audit) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.savedReply.updateMany({ where: { id, tenantId }, data: { title, text } })
        if (count > 0) await writeAudit(tx, audit)
        return count > 0
      }),

    remove: (tenantId, id, audit) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.savedReply.deleteMany({ where: { id, tenantId } })
        if (count > 0) await writeAudit(tx, audit)
        return count > 0
      }),
  }
}
