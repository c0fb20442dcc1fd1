import type { IncomingAudio, LineSample, OutgoingAudio, OutgoingVideo } from './line-sample'

const AUDIO_IN: IncomingAudio = {
  packets: 100,
  lossPercent: 0,
  jitterMs: 2,
  bufferMs: 40,
  kbps: 28,
  concealedPercent: 0,
}
const AUDIO_OUT: OutgoingAudio = { packets: 100, kbps: 28, lossPercent: 0, level: 0.2, hasSound: true }

/** A voice line that is well. */
export function sampleOf(differences: Partial<LineSample> = {}): LineSample {
  return {
    windowMs: 2_000,
    roundTripMs: 40,
    availableKbps: undefined,
    path: 'direct',
    audioIn: AUDIO_IN,
    audioOut: AUDIO_OUT,
    videoIn: undefined,
    videoOut: undefined,
    ...differences,
  }
}

export const audioIn = (differences: Partial<IncomingAudio>): IncomingAudio => ({
  ...AUDIO_IN,
  ...differences,
})
export const audioOut = (differences: Partial<OutgoingAudio>): OutgoingAudio => ({
  ...AUDIO_OUT,
  ...differences,
})

export const videoOut = (differences: Partial<OutgoingVideo> = {}): OutgoingVideo => ({
  packets: 200,
  kbps: 500,
  lossPercent: 0,
  frameRate: 30,
  width: 640,
  height: 480,
  isActive: true,
  limitedBy: 'none',
  ...differences,
})
