import type { LineSample } from './line-sample'
import type { Millis } from '@/lib/domain/ids'

/**
 * What is reported to the server every 2 s.
 *
 * @see spec/omegoo.md `voice_metrics`; `connectTime` and `video` are beyond it
 */
export interface LineMetrics {
  /** 0 to 100. */
  readonly packetLoss: number
  /** Milliseconds. */
  readonly jitter: number
  /** kbps of the sound that arrives, now and on average. */
  readonly currentBitrate: number
  readonly averageBitrate: number
  /** The browser's, and `failed` while a lost line is being brought back. */
  readonly iceConnectionState: RTCIceConnectionState
  /** Seconds since the line was up for the first time. */
  readonly callDuration: number
  /** ms from the match to that moment; absent before. */
  readonly connectTime?: number
  /** Whether the media come by a relay; absent where that is not known. */
  readonly relayed?: boolean
  /** The picture that arrives; absent where none is meant to. */
  readonly video?: {
    readonly frameRate: number
    readonly width: number
    readonly height: number
    /** Whether one's own picture is paused to keep the sound. */
    readonly paused: boolean
  }
}

/** Everything of a report that is not in the sample. */
interface LineFacts {
  readonly iceState: RTCIceConnectionState
  readonly upForMs: Millis
  readonly connectMs: Millis | undefined
  readonly isPicturePaused: boolean
}

/** Writes reports and keeps the mean of what was reported. */
export function createMetrics() {
  let kbpsSum = 0
  let windows = 0
  return (sample: LineSample, facts: LineFacts): LineMetrics => {
    const { audioIn, videoIn, videoOut } = sample
    const kbps = audioIn?.kbps ?? 0
    kbpsSum += kbps
    windows += 1
    return {
      packetLoss: tenth(audioIn?.lossPercent ?? 0),
      jitter: tenth(audioIn?.jitterMs ?? 0),
      currentBitrate: tenth(kbps),
      averageBitrate: tenth(kbpsSum / windows),
      iceConnectionState: facts.iceState,
      callDuration: Math.floor(facts.upForMs / 1_000),
      ...(facts.connectMs !== undefined && { connectTime: Math.round(facts.connectMs) }),
      ...(sample.path && { relayed: sample.path !== 'direct' }),
      ...((videoIn ?? videoOut) && {
        video: {
          frameRate: tenth(videoIn?.frameRate ?? 0),
          width: videoIn?.width ?? 0,
          height: videoIn?.height ?? 0,
          paused: facts.isPicturePaused,
        },
      }),
    }
  }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
