import type { LineSample } from './line-sample'

/** What Opus may take, in kbps: the document's 16 to 64. */
const STEPS_KBPS: readonly number[] = [16, 24, 32, 48, 64]

/** Good windows before the next higher step: a line that has just recovered is not tried at once. */
const GOOD_WINDOWS = 5

/** Sound may have this part of what the browser thinks it could send; the rest is headers and the picture's minimum. */
const AUDIO_PART = 0.6

/**
 * Chooses how much Opus may take, window by window: begins with all it may, goes down a step on noticeable loss and at
 * once to what fits on a narrow line, and comes up a step after 10 s without either.
 *
 * @param ceilingKbps - what both sides of the pair allow
 * @see spec/omegoo.md "Bandwidth Adaptation"
 */
export function createAudioBitrate(ceilingKbps: number) {
  const steps = STEPS_KBPS.filter((step) => step < ceilingKbps)
  const allowed = [...steps, Math.max(ceilingKbps, STEPS_KBPS[0] ?? ceilingKbps)]
  let at = allowed.length - 1
  let goodWindows = 0
  return {
    kbps: (): number => allowed[at] ?? ceilingKbps,
    /** @returns kbps from now on */
    next({ audioOut, availableKbps }: LineSample): number {
      const loss = audioOut?.lossPercent ?? 0
      const room = availableKbps === undefined ? Infinity : availableKbps * AUDIO_PART
      const fitting = Math.max(
        0,
        allowed.findLastIndex((step) => step <= room),
      )
      if (loss > 10) at = Math.min(at, 1)
      else if (loss > 3) at = Math.max(0, at - 1)
      goodWindows = loss > 3 || fitting <= at ? 0 : goodWindows + 1
      at = Math.min(at, fitting)
      if (goodWindows >= GOOD_WINDOWS) {
        goodWindows = 0
        at = Math.min(at + 1, allowed.length - 1)
      }
      return allowed[at] ?? ceilingKbps
    },
  }
}
