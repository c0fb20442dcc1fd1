import type { BegunUploads } from '@/lib/domain/conversations/attachment'
import type { OpenUpload, Uploads } from '@/lib/server/ports/conversations/uploads'
import type { PrismaClient } from '../generated/client'
import type { UploadModel } from '../generated/models/Upload'
import { toTimestamp } from '../timestamps'
import { lock, usageOf } from './attachments'

/** Of one sweep: the rest has the next one. */
const SWEPT_AT_ONCE = 100

export function createPrismaUploads(db: PrismaClient): Uploads {
  return {
    begin: (upload, since, admits) =>
      db.$transaction(async (tx) => {
        const { id, tenantId, user, conversation, name, size, createdAt } = upload
        await lock(tx, [`uploads of ${user}`])
        const { _count: count, _sum } = await tx.upload.aggregate({
          where: { userId: user, fileId: null },
          _count: true,
          _sum: { size: true },
        })
        const begun: BegunUploads = { count, bytes: _sum.size ?? 0 }
        if (!admits(await usageOf(tx, user, since), begun)) return false
        const row = { id, tenantId, userId: user, conversationId: conversation, name, size }
        await tx.upload.create({ data: { ...row, createdAt: toTimestamp(createdAt) } })
        return true
      }),

    async find(id) {
      const row = await db.upload.findUnique({ where: { id } })
      return row ? toUpload(row) : undefined
    },

    async grow(id, received, { name, size }) {
      const grown = await db.$executeRaw`UPDATE uploads
        SET received = received + ${size}, parts = array_append(parts, ${name})
        WHERE id = ${id} AND received = ${received}`
      return grown === 1
    },

    async complete(id, fileId) {
      await db.upload.updateMany({ where: { id }, data: { fileId, parts: [] } })
    },

    async remove(id) {
      await db.upload.deleteMany({ where: { id } })
    },

    async expired(before) {
      const rows = await db.upload.findMany({
        where: { OR: [{ createdAt: { lt: toTimestamp(before) } }, { userId: null }] },
        take: SWEPT_AT_ONCE,
      })
      return rows.map(toUpload)
    },
  }
}

function toUpload({ userId, conversationId, fileId, createdAt, ...row }: UploadModel): OpenUpload {
  return {
    ...row,
    user: userId,
    conversation: conversationId,
    file: fileId,
    createdAt: createdAt.getTime(),
  }
}
