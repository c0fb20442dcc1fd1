import type { Millis } from '../ids'

/** A wish to stay in touch counts so long after it was made: longer than any session but the rarest goes on. */
export const TOUCH_WISH_MS: Millis = 24 * 60 * 60_000
