import type { ConnectionId, Millis } from '@/lib/domain/ids'
import { qualityOf } from '@/lib/domain/media/media'
import { me, type Session } from '@/lib/domain/sessions'
import type { Ending } from './session-dialect'

/** Signals reach one connection of a person; all of them where none is known. */
export function connectionOf(session: Session, reader: string): { only?: ConnectionId } {
  const connection = me(session, reader).media?.connection
  return connection ? { only: connection } : {}
}

type EndDetail =
  | 'user_left'
  | 'partner_left'
  | 'partner_disconnected'
  | 'connection_failed'
  | 'reported'
  | 'timeout'

/** The reasons of `voice_room_ended`, from the reader's side. */
export function endDetailFor(reader: string, { cause, by }: Ending): EndDetail {
  switch (cause) {
    case 'timeout':
    case 'reported':
      return cause
    case 'media-failed':
      return 'connection_failed'
    case 'disconnected':
      // Connected again, but not back in time: it was not the partner who was lost.
      return by === reader ? 'timeout' : 'partner_disconnected'
    case 'left':
    case 'violation':
    case 'banned':
      return by === reader ? 'user_left' : 'partner_left'
  }
}

/** Whole seconds since the match. */
export function secondsSince(session: Session, now: Millis): number {
  return Math.max(0, Math.round((now - session.startedAt) / 1_000))
}

/** How an ended session was for the reader; the means are of their own reports. */
export function mediaSummary(session: Session, reader: string) {
  const { media } = me(session, reader)
  const quality = media && qualityOf(media)
  const metrics = quality && {
    packetLoss: quality.packetLoss,
    jitter: quality.jitter,
    currentBitrate: quality.bitrate,
    averageBitrate: quality.bitrate,
    connectTime: quality.connectTime,
    reconnectAttempts: quality.reconnects,
    reports: quality.reports,
  }
  return { duration: secondsSince(session, session.end?.at ?? session.startedAt), metrics }
}
