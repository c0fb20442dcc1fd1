import type { UserId } from '../ids'
import type { MediaSignal } from '../media/signalling'

/** Candidates kept for one person; descriptions come on top, one of each sender. */
export const CANDIDATES_KEPT = 64
/** Everything kept for one person, whoever sent it. */
export const SIGNALS_KEPT_AT_MOST = 256

export type KeptSignal = MediaSignal

/** What of the signals kept for somebody still matters, in order: a new offer makes what its sender sent before it worthless. */
export function stillOfUse(kept: readonly KeptSignal[]): readonly KeptSignal[] {
  const lastOffer = new Map<UserId, number>()
  for (const [index, { from, kind }] of kept.entries()) if (kind === 'offer') lastOffer.set(from, index)
  return kept.filter(({ from }, index) => index >= (lastOffer.get(from) ?? -1))
}

/** Whether there is room for another one. Of many ways one may be missing, a description may not. */
export function hasRoomFor(signal: KeptSignal, keptCount: number): boolean {
  return keptCount < (signal.kind === 'ice-candidate' ? CANDIDATES_KEPT : SIGNALS_KEPT_AT_MOST)
}
