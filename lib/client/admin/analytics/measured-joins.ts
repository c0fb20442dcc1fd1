import type { MatchingPage } from '@/lib/client/admin/rest'
import type { MeasuredJoins } from '@/lib/domain/matching-simulator'

/**
 * What the simulator makes people up from: rates of the window that is shown, never anybody's wishes. Undefined: nobody joined.
 *
 * @param crowd - how many times as many join as were measured
 */
export function measuredJoins(
  { total, hours, observedHours, interests }: MatchingPage,
  crowd: number,
): MeasuredJoins | undefined {
  const joined = hours.reduce((sum, hour) => sum + hour.joined, 0)
  if (joined === 0 || total.joined === 0) return undefined
  return {
    joinsPerHour: Math.max(1, (crowd * joined) / observedHours),
    interestedShare: Math.min(1, total.joinedWithInterests / total.joined),
    interestWeights: interests.map((interest) => interest.joined),
    giveUpAfterMs: giveUpHalf(total),
  }
}

/**
 * After what time half of all would have given up, told by how many did while they waited: those who met somebody sooner would
 * have waited on (a constant rate: give-ups over the time that all of them waited together).
 */
function giveUpHalf({ met, gaveUp, waits, gaveUpAfter }: MatchingPage['total']): number | null {
  if (gaveUp === 0) return null
  const waitedMs = met * waits.p50 + gaveUp * gaveUpAfter.p50
  return Math.max(1_000, Math.round((Math.LN2 * waitedMs) / gaveUp))
}
