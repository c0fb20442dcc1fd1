import { levelOf } from './level'

/** Measures how loud one track is. */
export interface Meter {
  /** 0 to 1, of this moment; costs about 0.1 ms. */
  readonly level: () => number
  /** This moment's samples, −1 to 1, for a waveform. The same array each time. */
  readonly samples: () => Float32Array
  readonly close: () => void
}

/** What a meter uses of an audio context. */
export type MeterContext = Pick<AudioContext, 'createAnalyser' | 'createMediaStreamSource'>

/** @see spec/omegoo.md "Audio Visualization", whose `createAnalyzer` is `createAnalyser` */
const FFT_SIZE = 2_048

/**
 * Measures a stream's sound. A partner's stream gives silence here in Chromium as long as no media element plays it.
 *
 * @param stream - one that holds the track alone; it is not stopped
 */
export function createMeter(context: MeterContext, stream: MediaStream): Meter {
  const analyser = context.createAnalyser()
  analyser.fftSize = FFT_SIZE
  const source = context.createMediaStreamSource(stream)
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const read = () => {
    analyser.getFloatTimeDomainData(samples)
    return samples
  }
  return {
    samples: read,
    level: () => levelOf(read()),
    close: () => source.disconnect(),
  }
}
