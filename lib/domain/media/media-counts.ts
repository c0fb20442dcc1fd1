import { count, type CountersOf, measure } from '../counters'
import type { Millis } from '../ids'
import type { EndCause, Session } from '../sessions'
import { type MediaQuality, qualityOf } from './media'
import { hasMedia } from './session-media'

/** How a line was, by its mean packet loss in per cent: below LOSS_BOUNDS.fair good, below LOSS_BOUNDS.poor fair, else poor. */
export const LINE_BANDS = ['good', 'fair', 'poor', 'none'] as const
export type LineBand = (typeof LINE_BANDS)[number]
const LOSS_BOUNDS = { fair: 1, poor: 5 } as const
/** Who leaves so soon after the match was not looking for this partner. */
export const SKIP_MS: Millis = 10_000
/** Shares are measured in hundredths of a per cent, so that small ones have buckets of their own. */
export const HUNDREDTHS = 100

/**
 * Counts how the media of a session that ended were, in place, by the kind that it had at the end: for each side loss, jitter and
 * kbps, and whether it connected and by a relay; for the session its worst line (`line:<band>`), and whether it was skipped or
 * reported on such a line.
 */
export function countMedia(of: CountersOf, session: Session, cause: EndCause, length: Millis): void {
  if (!hasMedia(session)) return
  const { chatType, participants } = session
  for (const { user, media } of participants) {
    const counters = of(user)
    const quality = media && qualityOf(media)
    count(counters, `${chatType}.sides:${isConnected(quality) ? 'connected' : 'unconnected'}`)
    if (!quality) continue
    measure(counters, `${chatType}.loss`, quality.packetLoss * HUNDREDTHS)
    measure(counters, `${chatType}.jitter`, quality.jitter)
    measure(counters, `${chatType}.kbps`, quality.bitrate)
    if (media.totals.isRelayed !== undefined)
      count(counters, `${chatType}.path:${media.totals.isRelayed ? 'relay' : 'direct'}`)
  }
  const band = lineBandOf(session)
  const counters = of(...participants.map(({ user }) => user))
  count(counters, `${chatType}.line:${band}`)
  if (cause === 'left' && length < SKIP_MS) count(counters, `${chatType}.skipped:${band}`)
  if (cause === 'reported') count(counters, `${chatType}.reported:${band}`)
}

const isConnected = (quality: MediaQuality | null) => quality !== null && quality.connectTime !== null

/** The band of the worse of the two lines; `none`: one of them never carried anything, as far as is known. */
export function lineBandOf({ participants }: Pick<Session, 'participants'>): LineBand {
  const losses = participants.map(({ media }) => {
    const quality = media && qualityOf(media)
    return quality && isConnected(quality) ? quality.packetLoss : Infinity
  })
  const worst = Math.max(...losses)
  if (worst === Infinity) return 'none'
  return worst >= LOSS_BOUNDS.poor ? 'poor' : worst >= LOSS_BOUNDS.fair ? 'fair' : 'good'
}
