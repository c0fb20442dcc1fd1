import type { Scores } from './scores'

/** `unchecked`: no frame of this partner has been checked yet. */
export type Verdict = 'unchecked' | 'clear' | 'cover'

/** What is known of a partner's picture so far. */
export interface Judgement {
  readonly verdict: Verdict
  /** How many frames in a row were harmless since the picture was covered. */
  readonly calm: number
}

export const UNCHECKED: Judgement = { verdict: 'unchecked', calm: 0 }

/** From here on a picture is covered. No accuracy was measured: it is a guess that the viewer may overrule. */
const COVER_FROM = 0.6
/** A covered one stays so until this many frames in a row are below this: a picture that comes and goes would flicker. */
const CLEAR_BELOW = 0.35
const CALM_FRAMES = 2

/** The probability of 0 to 1 that a frame shows nudity. "Sexy" alone is people with clothes on: it adds, and never decides. */
function exposure({ porn, hentai, sexy }: Scores): number {
  return porn + hentai + sexy / 2
}

/** Decides whether a partner's picture is covered, by one more frame of it. Nothing else follows from it, for anybody. */
export function judge(before: Judgement, scores: Scores): Judgement {
  const now = exposure(scores)
  if (now >= COVER_FROM) return { verdict: 'cover', calm: 0 }
  if (before.verdict !== 'cover') return { verdict: 'clear', calm: 0 }
  const calm = now < CLEAR_BELOW ? before.calm + 1 : 0
  return calm >= CALM_FRAMES ? { verdict: 'clear', calm: 0 } : { verdict: 'cover', calm }
}
