import type { MatchingFigures } from './matching-figures'
import type { ChatType } from './sessions'
import type { MeasuredJoins } from './simulated-joins'

/** What the page of matching shows. */
export interface MatchingWindow {
  readonly total: MatchingFigures
  readonly kinds: readonly (MatchingFigures & { readonly chatType: ChatType })[]
  /** Of the day (UTC), all its days together. */
  readonly hours: readonly (Pick<MatchingFigures, 'joined'> & { readonly hour: number })[]
  /** How many hours were observed. */
  readonly observedHours: number
  readonly interests: readonly { readonly joined: number }[]
}

/**
 * What the simulator makes people up from: rates of the window that is shown, never anybody's wishes. Undefined: nobody joined.
 *
 * @param crowd - how many times as many join as were measured
 */
export function measuredJoins(
  { total, kinds, hours, observedHours, interests }: MatchingWindow,
  crowd: number,
): MeasuredJoins | undefined {
  if (total.joined === 0 || hours.every((hour) => hour.joined === 0)) return undefined
  // Each hour of the day was observed once a day.
  const days = Math.max(1, observedHours / 24)
  const ofHour = new Map(hours.map(({ hour, joined }) => [hour, joined]))
  return {
    joinsPerHour: Array.from({ length: 24 }, (_, hour) => (crowd * (ofHour.get(hour) ?? 0)) / days),
    kinds: kinds
      .filter(({ joined }) => joined > 0)
      .map((kind) => ({
        chatType: kind.chatType,
        weight: kind.joined,
        interestedShare: Math.min(1, kind.joinedWithInterests / kind.joined),
        giveUpAfterMs: giveUpHalf(kind),
      })),
    interestWeights: interests.map((interest) => interest.joined),
  }
}

/**
 * After what time half of all would have given up, told by how many did while they waited: those who met somebody sooner would
 * have waited on (a constant rate: give-ups over the time that all of them waited together).
 */
function giveUpHalf({ met, gaveUp, waits, gaveUpAfter }: MatchingFigures): number | null {
  if (gaveUp === 0) return null
  const waitedMs = met * waits.mean + gaveUp * gaveUpAfter.mean
  return Math.max(1_000, Math.round((Math.LN2 * waitedMs) / gaveUp))
}
