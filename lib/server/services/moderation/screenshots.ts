import { DomainError } from '@/lib/domain/errors'
import type { Screenshot } from '@/lib/domain/moderation'
import { base64Size, stripDataUrl } from '@/lib/domain/text'
import type { Content } from '@/lib/server/ports/sessions/content'

const MAX_BYTES = 700 * 1_024
const MEDIA_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp'])

/** Pictures that go with a report. */
export function createScreenshots({ content }: { readonly content: Content }) {
  return {
    /** Decodes pictures and checks by their bytes that they are some. @throws INVALID_REQUEST */
    checked: (encoded: readonly string[]): Promise<Screenshot[]> =>
      Promise.all(encoded.map((base64) => checkedScreenshot(content, base64))),
  }
}

export type Screenshots = ReturnType<typeof createScreenshots>

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
