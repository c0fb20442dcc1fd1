import type { Attachment } from '@/lib/domain/conversations/attachment'

/** A file in the form that all contracts have for it. */
export function attachmentOut({ id, name, size, type, width, height, hasThumbnail }: Attachment) {
  const url = `/api/v1/files/${id}`
  return {
    fileId: id,
    name,
    size,
    type,
    url,
    ...(hasThumbnail ? { thumbnailUrl: `${url}/thumbnail` } : {}),
    ...(width === null || height === null ? {} : { width, height }),
  }
}
