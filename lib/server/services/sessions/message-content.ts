import { DomainError } from '@/lib/domain/errors'
import type { MessageType } from '@/lib/domain/sessions'
import { base64Size, cleanMessage, MAX_MEDIA_BYTES, stripDataUrl } from '@/lib/domain/text'
import type { Content } from '@/lib/server/ports/sessions/content'

/**
 * What of a message may be passed on: cleaned text, or media whose bytes match the type; a data URL names the type
 * that was found, whatever it named before.
 *
 * @throws INVALID_MESSAGE, MESSAGE_TOO_LONG
 */
export async function checkedContent(
  content: Content,
  message: { readonly content: string; readonly type: MessageType },
): Promise<string> {
  if (message.type !== 'text') return checkedMedia(content, message.content, message.type)
  const clean = cleanMessage(message.content)
  if ('refused' in clean) throw new DomainError(clean.refused)
  return clean.text
}

async function checkedMedia(content: Content, base64: string, type: 'image' | 'audio'): Promise<string> {
  const size = base64Size(base64)
  if (size === undefined || size === 0) throw new DomainError('INVALID_MESSAGE')
  if (size > MAX_MEDIA_BYTES) {
    throw new DomainError('MESSAGE_TOO_LONG', { description: 'Media too large (max 64 KiB)' })
  }
  const mediaType = await content.mediaType(Buffer.from(stripDataUrl(base64), 'base64'))
  const isRight = mediaType?.startsWith(`${type}/`) || (type === 'audio' && mediaType === 'video/webm')
  if (!mediaType || !isRight) throw new DomainError('INVALID_MESSAGE')
  const body = stripDataUrl(base64)
  if (body === base64) return body
  return `data:${type === 'audio' ? mediaType.replace('video/', 'audio/') : mediaType};base64,${body}`
}
