import type { IncomingMessage, ServerResponse } from 'node:http'

/** Of a refused body so much is still read and dropped, so that a client that is writing finds the answer. */
const DROPPED_AT_MOST = 2_000_000

/**
 * Counts a request's body as it arrives, whoever reads it: what is beyond the limit reaches no parser.
 * After the refusal the connection ends, when the body has or when too much of it was dropped.
 *
 * @param refuse - writes the whole answer; called at most once, and not where the handler has begun one.
 * @returns whether the request may go on; false: its declared length is too large, and it was refused.
 */
export function limitBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
  refuse: () => void,
): boolean {
  const push = request.push.bind(request)
  const { socket } = request
  let arrived = 0
  let isRefused = false

  const end = () => {
    isRefused = true
    if (response.headersSent) return
    refuse()
    silence(response)
  }
  // The parser hands over every piece by `push`, before any stream or handler has it.
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    arrived += chunk?.length ?? 0
    if (!isRefused && arrived > maxBytes) end()
    if (!isRefused) return push(chunk, encoding)
    if (chunk === null) socket.destroySoon()
    else if (arrived > maxBytes + DROPPED_AT_MOST) socket.destroy()
    return true
  }

  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared <= maxBytes) return true
  end()
  if (declared > maxBytes + DROPPED_AT_MOST) response.once('finish', () => socket.destroySoon())
  return false
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
