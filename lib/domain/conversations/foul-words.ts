import type { Millis } from '../ids'

/** Foul messages in one conversation are counted for so long; one more than FOUL_MESSAGES_ALLOWED mutes. */
export const FOUL_WINDOW_MS: Millis = 30 * 60_000
/** Who is muted writes in no conversation for so long. */
export const MUTE_MS: Millis = 10 * 60_000
