import type { IncomingMessage } from 'node:http'

/** A file may take so long, ms: 25 MB at a quarter of a megabit a second, 500 MB at five. */
export const UPLOAD_MS = 15 * 60_000
/** And pause so long. */
const PAUSE_MS = 30_000

/**
 * Ends a request whose body does not arrive in time. Node has one limit for a whole server, which has to be that of files.
 *
 * @param timeoutMs - for everything but files
 * @param refuse - called when the body is not there by then
 */
export function limitDuration(
  request: IncomingMessage,
  bringsFile: boolean,
  timeoutMs: number,
  refuse: () => void,
): void {
  if (bringsFile) {
    request.setTimeout(PAUSE_MS, () => {
      if (!request.complete) request.destroy()
    })
    return
  }
  const timer = setTimeout(() => {
    if (!request.complete) refuse()
  }, timeoutMs)
  request.once('close', () => clearTimeout(timer))
}
