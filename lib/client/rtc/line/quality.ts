import type { LineSample } from './line-sample'

/** From best to worst. */
export const GRADES = ['good', 'fair', 'poor', 'bad'] as const
export type Grade = (typeof GRADES)[number]

/** How a line sounds, by the simplified E-model. */
export interface Quality {
  readonly grade: Grade
  /** Transmission rating, 0 to 93.2. */
  readonly rating: number
  /** Mean opinion score, 1 to 4.5. */
  readonly score: number
}

/** Time that packets and the devices take besides the network and the jitter buffer. */
const FIXED_DELAY_MS = 20

/** Robustness of Opus against loss with in-band error correction (10 without it). */
const LOSS_ROBUSTNESS = 20

/** The best rating a line can have. */
const BEST_RATING = 93.2

/** Delay above which talking becomes taking turns. */
const COMFORTABLE_DELAY_MS = 177.3

/**
 * Scores what one hears of the partner. What is made up counts as lost, because it was lost to the ear.
 *
 * @returns undefined while there is nothing to score: no sound arrives at all, as in DTX silence
 * @see ITU-T G.107, simplified: R = 93.2 − Id − Ie
 */
export function qualityOf({ audioIn, roundTripMs = 0 }: LineSample): Quality | undefined {
  if (!audioIn || audioIn.packets === 0) return undefined
  const delay = roundTripMs / 2 + audioIn.bufferMs + FIXED_DELAY_MS
  const delayImpairment = 0.024 * delay + 0.11 * Math.max(0, delay - COMFORTABLE_DELAY_MS)
  const loss = Math.max(audioIn.lossPercent, audioIn.concealedPercent)
  const lossImpairment = (95 * loss) / (loss + LOSS_ROBUSTNESS)
  const rating = Math.max(0, BEST_RATING - delayImpairment - lossImpairment)
  return { grade: gradeOf(rating), rating, score: scoreOf(rating) }
}

function gradeOf(rating: number): Grade {
  if (rating >= 80) return 'good'
  if (rating >= 70) return 'fair'
  return rating >= 50 ? 'poor' : 'bad'
}

function scoreOf(rating: number): number {
  return Math.max(1, 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating))
}
