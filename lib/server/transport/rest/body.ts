import { DomainError } from '@/lib/domain/errors'
import { partsIn } from '../http/json-text'
import { payloadFault } from '../dispatch/payload'

const DEFAULT_MAX_BYTES = 16 * 1_024

/**
 * The JSON body of a request; undefined when it has none.
 *
 * @throws PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, INVALID_REQUEST
 */
export async function readBody(request: Request, maxBytes = DEFAULT_MAX_BYTES): Promise<unknown> {
  const text = Buffer.from(await readBytes(request, maxBytes)).toString('utf8')
  if (text === '') return undefined
  if (mediaTypeOf(request) !== 'application/json') throw new DomainError('UNSUPPORTED_MEDIA_TYPE')
  if (partsIn(text) === Number.POSITIVE_INFINITY) {
    throw new DomainError('INVALID_REQUEST', {
      description: 'The body is nested too deeply or has too many parts',
    })
  }
  const body = parse(text)
  const fault = maxBytes > DEFAULT_MAX_BYTES ? undefined : payloadFault(body)
  if (fault !== undefined) throw new DomainError('INVALID_REQUEST', { description: fault })
  return body
}

/** The media type in lower case, without parameters. */
export function mediaTypeOf({ headers }: Request): string {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Everything that was sent. @throws PAYLOAD_TOO_LARGE before more is kept, INVALID_REQUEST when it breaks off */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of boundedChunks(request, maxBytes)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What is sent, as it comes. @throws PAYLOAD_TOO_LARGE before more is handed over, INVALID_REQUEST when it breaks off */
export async function* boundedChunks(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  const tooLarge = () => new DomainError('PAYLOAD_TOO_LARGE', { description: `At most ${maxBytes} bytes` })
  if ((declaredSize(request) ?? 0) > maxBytes) throw tooLarge()
  let size = 0
  for await (const chunk of chunksOf(request)) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge()
    yield chunk
  }
}

/** In bytes; undefined where the client does not know it. */
export function declaredSize({ headers }: Request): number | undefined {
  const length = headers.get('content-length')
  return length === null ? undefined : Number(length)
}

/**
 * A body that breaks off is its sender's doing, not a bug. What is left of it when somebody stops reading is not cancelled, which
 * would end the connection before the answer is there: the port drops it.
 */
async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (!body) return
  const reader = body.getReader()
  const next = () =>
    reader.read().catch(() => {
      throw new DomainError('INVALID_REQUEST', { description: 'The body broke off' })
    })
  for (let piece = await next(); !piece.done; piece = await next()) yield piece.value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('INVALID_REQUEST', { description: 'The body is not JSON' })
  }
}
