import type { BytesBody, NamedBytes, RawBytes, StreamedFile } from '@/lib/contracts/bytes'
import { DomainError } from '@/lib/domain/errors'
import { cleanName } from '@/lib/domain/visible-text'
import { boundedChunks, declaredSize, mediaTypeOf, readBytes } from './body'

const LONGEST_NAME = 255

/**
 * The body of a request in the form that its row declares.
 *
 * @throws UNSUPPORTED_MEDIA_TYPE before anything is read, PAYLOAD_TOO_LARGE, INVALID_REQUEST for an empty file or a name that is none
 */
export async function readBytesBody(
  request: Request,
  { types, maxBytes, isFile, isStreamed }: BytesBody,
): Promise<RawBytes | NamedBytes | StreamedFile> {
  const type = mediaTypeOf(request)
  if (!types.some((one) => accepts(one, type))) {
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { description: `Send ${types.join(' or ')}` })
  }
  const name = isFile ? fileName(request.headers.get('x-file-name')) : undefined
  if (isStreamed && name !== undefined)
    return { name, declaredSize: declaredSize(request), bytes: boundedChunks(request, maxBytes) }
  const bytes = await readBytes(request, maxBytes)
  if (name === undefined) return { bytes, type }
  if (bytes.byteLength === 0) throw new DomainError('INVALID_REQUEST', { description: 'The file is empty' })
  return { bytes, type, name }
}

/** @param pattern - a media type, or one with `*` after the slash; `*` before it as well: any */
function accepts(pattern: string, type: string): boolean {
  if (pattern === '*/*') return true
  return pattern.endsWith('/*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern
}

/** Headers are Latin-1, so names come percent-encoded. Only the last part of a path is a name. */
function fileName(header: string | null): string {
  const name = cleanName(
    decoded(header ?? '')
      .split(/[/\\]/)
      .at(-1) ?? '',
  )
  if (name !== '' && name !== '.' && name !== '..' && name.length <= LONGEST_NAME) return name
  throw new DomainError('INVALID_REQUEST', {
    description: `X-File-Name: 1 to ${LONGEST_NAME} characters, percent-encoded`,
    field: 'X-File-Name',
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return '' // no valid escape: refused as no name
  }
}
