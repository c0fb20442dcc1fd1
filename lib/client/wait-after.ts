import type { Millis } from '@/lib/domain/ids'
import { LIMITS } from '@/lib/domain/limits'

/** The longest that any limit looks back. */
export const LONGEST_WINDOW_MS: Millis = Math.max(...Object.values(LIMITS).map(({ windowMs }) => windowMs))

/**
 * How long to wait after a refusal for being too fast. A limit is free again when its window has passed, whatever the server's
 * clock did in between: a longer wait is its mistake, and not kept.
 *
 * @param retryAfter - seconds, as the refusal names them; undefined: it names none.
 * @param windowMs - of the limit that refused, or the longest that it can be.
 * @param otherwiseMs - where the refusal names no time.
 */
export function waitAfterMs(retryAfter: number | undefined, windowMs: Millis, otherwiseMs: Millis): Millis {
  const asked = retryAfter === undefined || Number.isNaN(retryAfter) ? otherwiseMs : retryAfter * 1_000
  return Math.min(Math.max(asked, 0), windowMs)
}
