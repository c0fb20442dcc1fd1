import { type MediaQuality, qualityOf } from './media/media'
import type { Millis } from './ids'
import type { ChatType, Dialect, Participant, Session } from './sessions'

/** One side of a session that goes on, without saying whose. */
export interface LiveSide {
  readonly dialect: Dialect
  /** Whether the connection is lost, and the time to come back runs. */
  readonly isAway: boolean
  readonly messages: number
  /** Null: no sound, or nothing was reported yet. */
  readonly quality: MediaQuality | null
  /** Whether the media come by a relay; null: not known. */
  readonly isRelayed: boolean | null
}

/** A session that goes on, without contents and without ids: who is in it, and which of its records it will be, stays unknown. */
export interface LiveSession {
  readonly chatType: ChatType
  readonly startedAt: Millis
  readonly activeAt: Millis
  readonly sides: readonly [LiveSide, LiveSide]
}

/** What of a session may be looked at while it goes on. */
export function liveSessionOf({ chatType, startedAt, activeAt, participants: [a, b] }: Session): LiveSession {
  return { chatType, startedAt, activeAt, sides: [sideOf(a), sideOf(b)] }
}

function sideOf({ dialect, awayUntil, messages, media }: Participant): LiveSide {
  return {
    dialect,
    isAway: awayUntil !== null,
    messages,
    quality: media && qualityOf(media),
    isRelayed: media?.totals.isRelayed ?? null,
  }
}
