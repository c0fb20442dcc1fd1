import type { Content } from '@/lib/domain/conversations/attachment'
import type { AttachmentId, TenantId } from '@/lib/domain/ids'
import type { EvidenceFile, EvidenceMessage } from '@/lib/domain/moderation'
import type { PrismaClient } from './generated/client'
import type { AttachmentModel } from './generated/models/Attachment'

type Reader = Pick<PrismaClient, 'attachment'>

/** Files of one report; evidence is bounded, and so are files of a message. */
const MOST = 500

/** Of messages that were reported with their files: also those that their authors have deleted since. */
const keptFor = (tenantId: TenantId, messages: readonly EvidenceMessage[]) => ({
  tenantId,
  messageId: { in: messages.map(({ messageId }) => messageId) },
  keptUntil: { not: null },
})

const toFile = ({ id, messageId, name, mediaType, size }: AttachmentModel): EvidenceFile => ({
  id,
  messageId: messageId ?? '',
  name,
  type: mediaType,
  size,
})

/** Files of these messages whose content is kept as evidence. */
export async function evidenceFiles(
  db: Reader,
  tenantId: TenantId,
  messages: readonly EvidenceMessage[],
): Promise<readonly EvidenceFile[]> {
  if (messages.length === 0) return []
  const rows = await db.attachment.findMany({
    where: keptFor(tenantId, messages),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST,
  })
  return rows.map(toFile)
}

/** One of them. */
export async function evidenceFile(
  db: Reader,
  tenantId: TenantId,
  messages: readonly EvidenceMessage[],
  id: AttachmentId,
): Promise<(EvidenceFile & { readonly content: Content }) | undefined> {
  const row = await db.attachment.findFirst({ where: { ...keptFor(tenantId, messages), id } })
  return row ? { ...toFile(row), content: { hash: row.hash, size: row.size } } : undefined
}
