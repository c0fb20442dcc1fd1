import type { Millis } from './ids'

/** An unused login ends after this; using it starts the time again. */
export const LOGIN_LIFE_MS = 30 * 24 * 60 * 60_000
/** A refresh token just replaced is still good this long, so that a lost answer logs no one out. */
export const REFRESH_GRACE_MS = 30_000

/**
 * What to make of a refresh token's generation.
 *
 * `good`: the current one. `repeated`: the one before, replaced less than 30 s ago, while its successor is unused
 * (had it been used, the login would be a generation further). `reused`: spent, so there is a copy of it.
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
