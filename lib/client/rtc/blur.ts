import type { SendLimits } from './connection/media-sender'

/** Pixels of the longer side that leave the device while one is not shown: colours and movement, no face. */
const COVERED_PIXELS = 32

/** Where a camera does not say how large its picture is, it is taken for the largest that is common. */
const LARGEST_CAMERA_PIXELS = 3_840

/**
 * "Look before you show": what a picture's sender may send. Covered, the encoder gets about 32 pixels of the longer side,
 * so nothing sharp leaves the device, also in a hidden tab, where a canvas would stop. Measured in Chromium 156: the first
 * frame that arrives is 32 × 24, a full one follows 0.2 s after it is shown, and a covered one within 0.1 s.
 */
export function pictureLimits(track: MediaStreamTrack | null, isShown: boolean, capKbps: number): SendLimits {
  if (isShown) return { scaleResolutionDownBy: 1, maxFramerate: 30, maxBitrate: capKbps * 1_000 }
  const { width = 0, height = 0 } = track?.getSettings() ?? {}
  const longest = Math.max(width, height) || LARGEST_CAMERA_PIXELS
  return {
    scaleResolutionDownBy: Math.max(1, longest / COVERED_PIXELS),
    maxFramerate: 10,
    maxBitrate: 40_000,
  }
}
