/** What the model answers about one frame: probabilities of 0 to 1 that sum to 1. @see nsfwjs, "NSFW_CLASSES" */
export interface Scores {
  readonly drawing: number
  readonly hentai: number
  readonly neutral: number
  readonly porn: number
  readonly sexy: number
}

const NOTHING: Scores = { drawing: 0, hentai: 0, neutral: 0, porn: 0, sexy: 0 }

/** @param classes - as nsfwjs names them ("Porn"), in any order; what is missing counts as 0. */
export function toScores(
  classes: readonly { readonly className: string; readonly probability: number }[],
): Scores {
  const named = classes.map(({ className, probability }) => [className.toLowerCase(), probability])
  return { ...NOTHING, ...Object.fromEntries(named) }
}
