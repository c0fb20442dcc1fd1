import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { DomainError } from '@/lib/domain/errors'
import type { Refusals } from './port-refusals'
import { LINGER_MS } from './slow-bodies'

/** Of a refused body so much is still read and dropped, for LINGER_MS. */
const DROPPED_AT_MOST = 32_000_000

/**
 * Counts a request's body as it arrives, for any handler: what is beyond the limit reaches no parser. It is refused with 413
 * and the connection ends: when the body does, when too much of it was dropped, or after LINGER_MS.
 *
 * @returns whether the request may go on; false: its declared length is too large, and it was refused.
 */
export function limitBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
  refusals: Refusals,
): boolean {
  if (!hasBody(request)) return true
  const push = request.push.bind(request)
  let arrived = 0
  let isAnswered = false
  let close: (() => void) | undefined
  const refuse = () => {
    close = refuseBody(request, response, maxBytes, refusals)
  }

  // The parser hands over every piece by `push`, before any stream or handler has it.
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    arrived += chunk?.length ?? 0
    if (!close && arrived > maxBytes) refuse()
    if (close && (chunk === null || arrived > maxBytes + DROPPED_AT_MOST)) close()
    if (close) return true
    return isAnswered && chunk !== null ? true : push(chunk, encoding)
  }
  // What the handler left unread precedes the next request. Node would drop it uncounted if reading had not begun.
  request.read(0)
  response.once('finish', () => {
    isAnswered = true
    request.resume()
    // A request that a handler has ended has none any more.
    ;(request.socket as Socket | null)?.resume()
  })

  const isDeclaredTooLarge = Number(request.headers['content-length'] ?? 0) > maxBytes
  if (isDeclaredTooLarge) refuse()
  return !isDeclaredTooLarge
}

export const hasBody = ({ headers }: IncomingMessage) =>
  'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0

/** Answers 413, unless another answer has begun. @returns ends the connection */
function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
  refusals: Refusals,
): () => void {
  const end = response.end.bind(response)
  const hasBegun = response.headersSent
  if (!hasBegun) {
    refusals.begin(
      request,
      response,
      new DomainError('PAYLOAD_TOO_LARGE', { description: `At most ${maxBytes} bytes` }),
    )
    silence(response)
  }
  let isClosed = false
  const close = () => {
    if (isClosed) return
    isClosed = true
    clearTimeout(timer)
    if (hasBegun) request.socket.destroySoon()
    else end()
  }
  const timer = setTimeout(close, LINGER_MS)
  request.socket.once('close', () => clearTimeout(timer))
  return close
}

/** A handler that is still at work writes after the refusal: into nothing. */
function silence(response: ServerResponse): void {
  Object.assign(response, {
    setHeader: () => response,
    appendHeader: () => response,
    writeHead: () => response,
    flushHeaders: () => undefined,
    write: () => true,
    end: () => response,
  })
}
