import { DomainError } from '@/lib/domain/errors'
import type { Screenshot } from '@/lib/domain/moderation'
import { base64Size, stripDataUrl } from '@/lib/domain/text'
import type { Content } from '@/lib/server/ports/sessions/content'

const MAX_BYTES = 700 * 1_024
const MEDIA_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp'])

/** Decodes pictures and checks by their bytes that they are some. @throws INVALID_REQUEST */
export async function checkedScreenshots(
  content: Content,
  encoded: readonly string[],
): Promise<Screenshot[]> {
  return Promise.all(encoded.map((base64) => checkedScreenshot(content, base64)))
}

async function checkedScreenshot(content: Content, base64: string): Promise<Screenshot> {
  const size = base64Size(base64)
  if (size === undefined || size > MAX_BYTES) throw refusal('A screenshot must be base64 of at most 700 KB')
  const bytes = Buffer.from(stripDataUrl(base64), 'base64')
  const mediaType = await content.mediaType(bytes)
  if (!mediaType || !MEDIA_TYPES.has(mediaType))
    throw refusal('A screenshot must be a PNG, JPEG or WebP picture')
  return { mediaType, bytes }
}

function refusal(description: string): DomainError {
  return new DomainError('INVALID_REQUEST', { description, field: 'evidence' })
}
