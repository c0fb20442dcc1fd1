import type { ConnectionId, Millis } from '../ids'

/** Of an Opus stream, kbps. @see spec/omegoo.md "Bandwidth Adaptation" */
const MIN_BITRATE = 16
export const MAX_BITRATE = 64
/** A media connection that failed may come back this long. @see spec/omegoo.md "Reconnection Logic" */
export const MEDIA_FAILED_MS = 30_000
/** A request for another kind of session waits this long for its answer. */
export const MODE_REQUEST_MS = 30_000
/** At most one report of quality in this time counts; more are dropped. */
export const METRICS_EVERY_MS = 1_000

/** What a person brings to a session with sound or picture. */
export interface MediaWish {
  /** Of sound, kbps; MIN_BITRATE to MAX_BITRATE. */
  readonly maxBitrate: number
  /** The connection that asked; null: by REST. */
  readonly connection: ConnectionId | null
}

/** What a participant's client said of its media connection. @see spec/omegoo.md "voice_metrics" */
export interface MediaMetrics {
  /** Per cent of packets. */
  readonly packetLoss: number
  /** ms */
  readonly jitter: number
  /** kbps */
  readonly currentBitrate: number
  /** kbps */
  readonly averageBitrate: number
  /** As `RTCPeerConnection.iceConnectionState`. */
  readonly iceConnectionState: string
  /** Seconds. */
  readonly callDuration: number
  /** From the match to the first media, ms. */
  readonly connectTime?: number
  /** Whether what arrives comes by a relay. */
  readonly relayed?: boolean
}

/** The sums of a participant's reports, so that a mean needs no list. */
export interface MediaTotals {
  readonly reports: number
  readonly packetLoss: number
  readonly jitter: number
  readonly bitrate: number
  /** ms; null: the media never connected, as far as is known. */
  readonly connectTime: Millis | null
  /** As last reported; undefined: not known. */
  readonly isRelayed?: boolean | undefined
}

/** A participant's media in a session. */
export interface MediaState extends MediaWish {
  readonly isMuted: boolean
  readonly isVideoOff: boolean
  /** The person wants to be seen clearly. */
  readonly isShown: boolean
  /** When their media connection failed; null: it has not, or is back. */
  readonly failedAt: Millis | null
  /** How often they asked to come back. */
  readonly reconnects: number
  readonly reportedAt: Millis
  readonly totals: MediaTotals
}

/** Means of a participant's reports. */
export interface MediaQuality {
  readonly packetLoss: number
  readonly jitter: number
  readonly bitrate: number
  readonly connectTime: Millis | null
  readonly reconnects: number
  readonly reports: number
}

const NO_TOTALS: MediaTotals = { reports: 0, packetLoss: 0, jitter: 0, bitrate: 0, connectTime: null }

/** A participant's media as a session begins, or is given sound. */
export function newMedia({ maxBitrate, connection }: MediaWish): MediaState {
  return {
    maxBitrate,
    connection,
    isMuted: false,
    isVideoOff: false,
    isShown: false,
    failedAt: null,
    reconnects: 0,
    reportedAt: 0,
    totals: NO_TOTALS,
  }
}

/** What a client asks for, within the bounds. */
export function clampBitrate(kbps: number = MAX_BITRATE): number {
  return Math.min(MAX_BITRATE, Math.max(MIN_BITRATE, kbps))
}

/** A participant's media after one report. */
export function withMetrics(media: MediaState, metrics: MediaMetrics, now: Millis): MediaState {
  const { totals } = media
  const hasFailed = metrics.iceConnectionState === 'failed'
  const isConnected = isConnectedState(metrics.iceConnectionState)
  return {
    ...media,
    reportedAt: now,
    failedAt: isConnected ? null : hasFailed ? (media.failedAt ?? now) : media.failedAt,
    totals: {
      reports: totals.reports + 1,
      packetLoss: totals.packetLoss + metrics.packetLoss,
      jitter: totals.jitter + metrics.jitter,
      bitrate: totals.bitrate + metrics.currentBitrate,
      connectTime: totals.connectTime ?? metrics.connectTime ?? null,
      ...relayOf(metrics.relayed ?? totals.isRelayed),
    },
  }
}

const relayOf = (isRelayed: boolean | undefined) => (isRelayed === undefined ? {} : { isRelayed })

export function isConnectedState(iceConnectionState: string): boolean {
  return iceConnectionState === 'connected' || iceConnectionState === 'completed'
}

/** Means with two decimals; null without a report. */
export function qualityOf({ totals, reconnects }: MediaState): MediaQuality | null {
  const { reports, connectTime } = totals
  if (reports === 0) return null
  const mean = (sum: number) => Math.round((sum / reports) * 100) / 100
  return {
    packetLoss: mean(totals.packetLoss),
    jitter: mean(totals.jitter),
    bitrate: mean(totals.bitrate),
    connectTime,
    reconnects,
    reports,
  }
}
