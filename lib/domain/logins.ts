import type { Millis } from './ids'

/** A login nobody uses ends after this; using it starts the time again. */
export const LOGIN_LIFE_MS = 30 * 24 * 60 * 60_000
/** A refresh token just replaced is still good this long, so that an answer lost on the way logs nobody out. */
export const REFRESH_GRACE_MS = 30_000

/**
 * What to make of a refresh token's generation.
 *
 * `good`: the current one. `repeated`: the one before, replaced less than 30 s ago, while its successor is unused
 * (had it been used, the login would be a generation further). `reused`: spent, so somebody has a copy.
 */
export function judgeRefresh(
  login: { readonly generation: number; readonly rotatedAt: Millis },
  generation: number,
  now: Millis,
): 'good' | 'repeated' | 'reused' {
  if (generation === login.generation) return 'good'
  const isPrevious = generation === login.generation - 1
  return isPrevious && now - login.rotatedAt <= REFRESH_GRACE_MS ? 'repeated' : 'reused'
}
