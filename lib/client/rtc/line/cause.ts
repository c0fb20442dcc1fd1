import type { LineSample } from './line-sample'

/** Why a line is not well; screens put it into words. Percentages are 0 to 100. */
export type Cause =
  /** One's own device is gone, or its track ended. */
  | { readonly kind: 'device-ended' }
  /** The system took one's own device: a telephone call, a switch on the device. */
  | { readonly kind: 'muted-by-system' }
  | { readonly kind: 'silent-microphone' }
  /** Nothing arrives from the partner. */
  | { readonly kind: 'no-packets' }
  /** This device cannot keep up with the picture. */
  | { readonly kind: 'processor' }
  | { readonly kind: 'uplink'; readonly lossPercent: number | undefined }
  | { readonly kind: 'downlink'; readonly lossPercent: number }
  | { readonly kind: 'delay'; readonly roundTripMs: number }

/** What the connection's figures do not say. */
export interface OwnSide {
  readonly device: 'fine' | 'ended' | 'muted-by-system'
  readonly isMicrophoneSilent: boolean
  /** Nothing at all has arrived for longer than a moment. */
  readonly isStalled: boolean
}

const NOTICEABLE_LOSS_PERCENT = 3
const NOTICEABLE_DELAY_MS = 400

/** The first that holds, in the order in which they explain each other: a dead device makes no packets either. */
export function causeOf(sample: LineSample, own: OwnSide): Cause | undefined {
  if (own.device === 'ended') return { kind: 'device-ended' }
  if (own.device === 'muted-by-system') return { kind: 'muted-by-system' }
  if (own.isMicrophoneSilent) return { kind: 'silent-microphone' }
  if (own.isStalled) return { kind: 'no-packets' }
  if (sample.videoOut?.isActive && sample.videoOut.limitedBy === 'cpu') return { kind: 'processor' }
  return uplinkCause(sample) ?? downlinkCause(sample) ?? delayCause(sample)
}

function uplinkCause({ audioOut, videoOut }: LineSample): Cause | undefined {
  const lossPercent = Math.max(audioOut?.lossPercent ?? 0, videoOut?.lossPercent ?? 0)
  if (lossPercent > NOTICEABLE_LOSS_PERCENT) return { kind: 'uplink', lossPercent }
  const isNarrow = videoOut?.isActive && videoOut.limitedBy === 'bandwidth'
  return isNarrow ? { kind: 'uplink', lossPercent: undefined } : undefined
}

function downlinkCause({ audioIn, videoIn }: LineSample): Cause | undefined {
  const lossPercent = Math.max(
    audioIn?.lossPercent ?? 0,
    audioIn?.concealedPercent ?? 0,
    videoIn?.lossPercent ?? 0,
  )
  return lossPercent > NOTICEABLE_LOSS_PERCENT ? { kind: 'downlink', lossPercent } : undefined
}

function delayCause({ roundTripMs }: LineSample): Cause | undefined {
  return roundTripMs !== undefined && roundTripMs > NOTICEABLE_DELAY_MS
    ? { kind: 'delay', roundTripMs }
    : undefined
}

/** Windows in a row before something else is shown: one bad window is a cough. */
const WINDOWS_TO_CHANGE = 2

/**
 * Steadies what is shown: another kind, or none, only when two windows in a row say so. The figures of a kind that is shown
 * follow at once.
 *
 * @returns what is shown after each window
 */
export function createSteady<T extends { readonly kind: string }>() {
  let shown: T | undefined
  let other: string | undefined
  let windows = 0
  return (seen: T | undefined): T | undefined => {
    if (seen?.kind === shown?.kind) {
      shown = seen
      windows = 0
      return shown
    }
    windows = windows > 0 && seen?.kind === other ? windows + 1 : 1
    other = seen?.kind
    if (windows >= WINDOWS_TO_CHANGE) {
      shown = seen
      windows = 0
    }
    return shown
  }
}
