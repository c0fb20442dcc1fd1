import type { Millis } from '@/lib/domain/ids'

/** Decibels below full scale that are shown as nothing, and as everything. */
const QUIETEST_DB = -60
const LOUDEST_DB = -10

/**
 * How loud a moment of sound is to the ear, 0 to 1: the decibels of its mean power, spread over what a voice covers.
 *
 * @param samples - −1 to 1 each
 */
export function levelOf(samples: Float32Array): number {
  let power = 0
  for (const sample of samples) power += sample * sample
  const decibels = 10 * Math.log10(power / Math.max(1, samples.length))
  return Math.min(1, Math.max(0, (decibels - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)))
}

/** The document's 30 %. @see spec/omegoo.md "Audio Visualization" */
const SPEAKS_FROM = 0.3
const SPEAKS_TO = 0.2
/** Gaps between words are part of speaking. */
const GAP_MS: Millis = 400

/** Tells speaking from noise: begins at a loud moment, and ends after a gap. */
export function createSpeaking() {
  let isSpeaking = false
  let loudAt = -Infinity
  return (level: number, at: Millis): boolean => {
    if (level >= (isSpeaking ? SPEAKS_TO : SPEAKS_FROM)) {
      isSpeaking = true
      loudAt = at
    } else if (at - loudAt >= GAP_MS) isSpeaking = false
    return isSpeaking
  }
}

/** A cough is no sentence. */
const MUTED_SPEECH_MS: Millis = 1_000
/** One hint is enough for a while. */
const HINT_APART_MS: Millis = 20_000

/**
 * Notices that somebody speaks while muted. Feed it the level of a clone of the microphone's track that stays enabled.
 *
 * @returns whether to say so now
 */
export function createMutedSpeech() {
  const speaks = createSpeaking()
  let since: Millis | undefined
  let hintedAt = -Infinity
  return (level: number, isMuted: boolean, at: Millis): boolean => {
    const isSpeaking = speaks(level, at)
    since = isSpeaking && isMuted ? (since ?? at) : undefined
    if (since === undefined || at - since < MUTED_SPEECH_MS || at - hintedAt < HINT_APART_MS) return false
    hintedAt = at
    return true
  }
}

/** Digital silence, or a converter's noise. */
const NO_SOUND = 0.001
const NO_SOUND_MS: Millis = 5_000

/** Notices a microphone that gives nothing for 5 s while it is not muted: switched off, or the wrong one. */
export function createSilentMicrophone() {
  let since: Millis | undefined
  return (level: number, isMuted: boolean, at: Millis): boolean => {
    since = level < NO_SOUND && !isMuted ? (since ?? at) : undefined
    return since !== undefined && at - since >= NO_SOUND_MS
  }
}
