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
  const tooLarge = () => new DomainError('PAYLOAD_TOO_LARGE', { description: `At most ${maxBytes} bytes` })
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunksOf(request)) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A body that breaks off is its sender's doing, not a bug. */
async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array> {
  try {
    if (body) yield* body
  } catch {
    throw new DomainError('INVALID_REQUEST', { description: 'The body broke off' })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('INVALID_REQUEST', { description: 'The body is not JSON' })
  }
}
