import type { Millis } from '@/lib/domain/ids'

/**
 * How one's own picture goes, softly: `video` → `still` (paused, the partner keeps the last picture; it is tried again by
 * itself) → `voice` (given up: the line cannot carry it; only a wish brings it back).
 */
export type Landing =
  | { readonly kind: 'video'; readonly capKbps: number }
  | { readonly kind: 'still'; readonly reason: 'narrow-line'; readonly retryAt: Millis }
  | { readonly kind: 'voice'; readonly reason: 'narrow-line' }

/** Below this the picture takes what the sound needs. */
const NARROW_KBPS = 150
const NARROW_FOR_MS: Millis = 5_000

/** What a picture may take on a line that is well. */
export const FULL_CAP_KBPS = 1_200

/** What it may take when it is tried again: `availableOutgoingBitrate` does not recover while nothing is sent. */
const RETRY_CAP_KBPS = 200

/** A try that lasts this long has succeeded: the cap goes, and so does what was counted. */
const PROVEN_MS: Millis = 10_000

/** How long each pause lasts; after the last one there is no further try. */
const PAUSES_MS: readonly Millis[] = [10_000, 20_000, 40_000]

/**
 * Decides whether the picture is sent, so that the sound survives.
 *
 * @param now - current time, ms of any steady clock
 */
export function createLanding(now: Millis) {
  let landing: Landing = { kind: 'video', capKbps: FULL_CAP_KBPS }
  let pauses = 0
  let narrowSince: Millis | undefined
  let startedAt = now

  const pause = (at: Millis) => {
    const pauseMs = PAUSES_MS[pauses]
    pauses += 1
    narrowSince = undefined
    landing =
      pauseMs === undefined
        ? { kind: 'voice', reason: 'narrow-line' }
        : { kind: 'still', reason: 'narrow-line', retryAt: at + pauseMs }
  }
  const send = (capKbps: number, at: Millis) => {
    landing = { kind: 'video', capKbps }
    narrowSince = undefined
    startedAt = at
  }
  const watch = (availableKbps: number | undefined, at: Millis, cap: number) => {
    const isNarrow = availableKbps !== undefined && availableKbps < NARROW_KBPS
    narrowSince = isNarrow ? (narrowSince ?? at) : undefined
    if (narrowSince !== undefined && at - narrowSince >= NARROW_FOR_MS) return pause(at)
    if (isNarrow || cap === FULL_CAP_KBPS || at - startedAt < PROVEN_MS) return
    pauses = 0
    landing = { kind: 'video', capKbps: FULL_CAP_KBPS }
  }

  return {
    now: (): Landing => landing,
    /**
     * @param availableKbps - what the browser thinks it could send in all, undefined where it does not say
     * @returns how the picture goes from now on
     */
    next(availableKbps: number | undefined, at: Millis): Landing {
      if (landing.kind === 'video') watch(availableKbps, at, landing.capKbps)
      else if (landing.kind === 'still' && at >= landing.retryAt) send(RETRY_CAP_KBPS, at)
      return landing
    },
    /** The person wants the picture: tried at once, as if nothing had been. */
    retry(at: Millis): Landing {
      pauses = 0
      if (landing.kind !== 'video') send(RETRY_CAP_KBPS, at)
      return landing
    },
  }
}
