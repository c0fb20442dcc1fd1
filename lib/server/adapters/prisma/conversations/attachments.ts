import type { StoredAttachment, Usage } from '@/lib/domain/conversations/attachment'
import type { Millis, UserId } from '@/lib/domain/ids'
import type { Attachments, NewAttachment } from '@/lib/server/ports/conversations/attachments'
import type { Prisma, PrismaClient } from '../generated/client'
import type { AttachmentModel } from '../generated/models/Attachment'
import { toTimestamp } from '../timestamps'

type Tx = Pick<PrismaClient, '$queryRaw' | '$executeRaw' | 'attachment'>

/** Of one sweep: the rest has the next one. */
const SWEPT_AT_ONCE = 200

export function createPrismaAttachments(db: PrismaClient): Attachments {
  return {
    usage: (user, since) => usageOf(db, user, since),

    add: (attachment, since, admits) =>
      db.$transaction(async (tx) => {
        await lock(tx, [`uploads of ${attachment.uploader}`, ...hashesOf(attachment)])
        if (!admits(await usageOf(tx, attachment.uploader, since))) return false
        await tx.attachment.create({ data: toRow(attachment) })
        return true
      }),

    async find(id) {
      const row = await db.attachment.findUnique({ where: { id, removedAt: null } })
      return row ? toAttachment(row) : undefined
    },

    async remove(id, now) {
      await db.attachment.updateMany({ where: { id }, data: { removedAt: toTimestamp(now) } })
    },

    async keepAsEvidence(messages, until) {
      await db.$executeRaw`UPDATE attachments SET kept_until = GREATEST(kept_until, ${toTimestamp(until)}::timestamptz)
        WHERE message_id = ANY(${[...messages]}::text[])`
    },

    async sweep({ now, unattachedBefore, countedSince }, removeContent) {
      const gone: Prisma.AttachmentWhereInput[] = [
        { removedAt: { not: null } },
        { conversationId: null },
        { messageId: null, createdAt: { lt: toTimestamp(unattachedBefore) } },
      ]
      const isDue: Prisma.AttachmentWhereInput = {
        hash: { not: EMPTIED },
        AND: [{ OR: gone }, { OR: [{ keptUntil: null }, { keptUntil: { lt: toTimestamp(now) } }] }],
      }
      const due = await db.attachment.findMany({ where: isDue, take: SWEPT_AT_ONCE, select: { id: true } })
      let swept = 0
      for (const { id } of due) swept += await sweepOne(db, id, { isDue, countedSince }, removeContent)
      const { count } = await db.attachment.deleteMany({
        where: {
          hash: EMPTIED,
          OR: [{ createdAt: { lt: toTimestamp(countedSince) } }, { uploaderId: null }],
        },
      })
      return swept + count
    },
  }
}

/**
 * The row is gone for others once its content is, so that a sweep that breaks off leaves a row that the next one finds. What
 * still counts as uploaded keeps its size alone.
 *
 * @param isDue - looked at again: it may have been attached, or kept as evidence, meanwhile
 */
function sweepOne(
  db: PrismaClient,
  id: string,
  { isDue, countedSince }: { readonly isDue: Prisma.AttachmentWhereInput; readonly countedSince: Millis },
  removeContent: (hash: string) => Promise<void>,
): Promise<number> {
  return db.$transaction(async (tx) => {
    const where = { ...isDue, id }
    const row = await tx.attachment.findUnique({ where })
    if (!row) return 0
    const hashes = [row.hash, ...(row.thumbnailHash === null ? [] : [row.thumbnailHash])]
    await lock(tx, hashes)
    const isCounted = row.uploaderId !== null && row.createdAt.getTime() >= countedSince
    const { count } = isCounted
      ? await tx.attachment.updateMany({ where, data: emptied(row) })
      : await tx.attachment.deleteMany({ where })
    if (count > 0) for (const hash of hashes) if (!(await isUsed(tx, hash))) await removeContent(hash)
    return count
  })
}

/** Of a row without content, and in place of its name: only its size is left, until it counts no longer. */
const EMPTIED = ''

function emptied({ removedAt, createdAt }: AttachmentModel) {
  return {
    hash: EMPTIED,
    name: EMPTIED,
    mediaType: EMPTIED,
    width: null,
    height: null,
    thumbnailHash: null,
    thumbnailSize: null,
    messageId: null,
    conversationId: null,
    keptUntil: null,
    removedAt: removedAt ?? createdAt,
  }
}

async function isUsed(tx: Tx, hash: string): Promise<boolean> {
  const one = await tx.attachment.findFirst({
    where: { OR: [{ hash }, { thumbnailHash: hash }] },
    select: { id: true },
  })
  return one !== null
}

/** Until the end of the transaction; in one order, so that two never wait for each other. */
export async function lock(tx: Pick<Tx, '$executeRaw'>, names: readonly string[]): Promise<void> {
  for (const name of [...new Set(names)].toSorted())
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`
}

export async function usageOf(db: Pick<Tx, '$queryRaw'>, user: UserId, since: Millis): Promise<Usage> {
  const [usage] = await db.$queryRaw<Usage[]>`
    SELECT COALESCE(sum(size), 0)::float8 AS bytes,
      (count(*) FILTER (WHERE message_id IS NULL AND removed_at IS NULL))::int AS unattached
    FROM attachments WHERE uploader_id = ${user} AND created_at >= ${toTimestamp(since)}`
  return usage ?? { bytes: 0, unattached: 0 }
}

function hashesOf({ content, thumbnail }: NewAttachment): string[] {
  return [content.hash, ...(thumbnail ? [thumbnail.hash] : [])]
}

function toRow(attachment: NewAttachment) {
  const { id, tenantId, conversation, uploader, name, type, width, height, content, thumbnail } = attachment
  return {
    id,
    tenantId,
    conversationId: conversation,
    uploaderId: uploader,
    name,
    size: content.size,
    mediaType: type,
    hash: content.hash,
    width,
    height,
    thumbnailHash: thumbnail?.hash ?? null,
    thumbnailSize: thumbnail?.size ?? null,
    createdAt: toTimestamp(attachment.createdAt),
  }
}

export function toAttachment(row: AttachmentModel): StoredAttachment {
  const { thumbnailHash, thumbnailSize } = row
  return {
    id: row.id,
    tenantId: row.tenantId,
    conversation: row.conversationId,
    uploader: row.uploaderId,
    message: row.messageId,
    name: row.name,
    type: row.mediaType,
    width: row.width,
    height: row.height,
    content: { hash: row.hash, size: row.size },
    thumbnail:
      thumbnailHash === null || thumbnailSize === null ? null : { hash: thumbnailHash, size: thumbnailSize },
    createdAt: row.createdAt.getTime(),
  }
}
