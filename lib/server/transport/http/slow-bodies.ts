import type { IncomingMessage, ServerResponse } from 'node:http'

/** A file may take so long, ms: 25 MB at a quarter of a megabit a second, 500 MB at five. */
export const UPLOAD_MS = 15 * 60_000
/** And pause so long. */
export const PAUSE_MS = 30_000
/**
 * How long the rest of a body is still read after its answer, ms: many clients write all of it before they read an answer, and
 * closing early would lose the answer.
 */
export const LINGER_MS = 3_000

interface Durations {
  readonly bringsFile: boolean
  /** For everything but files. */
  readonly timeoutMs: number
  /** Between two pieces of a file. */
  readonly pauseMs: number
}

/**
 * Ends a request whose body does not arrive in time, and one that is answered before its body is there. Node has one limit for
 * a whole server, which has to be that of files.
 *
 * @param refuse - called when the body is not there by then
 */
export function limitDuration(
  request: IncomingMessage,
  response: ServerResponse,
  { bringsFile, timeoutMs, pauseMs }: Durations,
  refuse: () => void,
): void {
  const { socket } = request
  response.once('finish', () => {
    if (request.complete) return
    // Destroying a response that is finished would leave the socket open.
    setTimeout(() => {
      if (!request.complete) socket.destroy()
    }, LINGER_MS).unref()
  })
  if (bringsFile) {
    request.setTimeout(pauseMs, () => {
      if (!request.complete) request.destroy()
    })
    // The limit is the socket's, and would end it without an answer while what has arrived is worked on.
    request.once('end', () => {
      if (!response.writableFinished) socket.setTimeout(0)
    })
    return
  }
  const timer = setTimeout(() => {
    if (!request.complete) refuse()
  }, timeoutMs)
  request.once('close', () => clearTimeout(timer))
}
