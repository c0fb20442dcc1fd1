import type { MessageId, Millis, SessionId, UserId } from '@/lib/domain/ids'
import type { MediaSignal } from '@/lib/domain/media/signalling'
import type { ChatType, Dialect, EndCause, Entry, Session } from '@/lib/domain/sessions'

/** A position in the queue. */
export interface QueuePosition {
  readonly chatType: ChatType
  /** From 1. */
  readonly position: number
  readonly estimateSeconds: number
  /** What to ask for instead; empty where the wish can be met. */
  readonly suggest: readonly ChatType[]
}

/** How a session ended. */
export interface Ending {
  readonly cause: EndCause
  readonly by: UserId | null
}

/**
 * One way in which omegoo's clients are spoken to in random sessions: the event of its own that joined a person decides. Each
 * method gives the frames that one reader is sent; one without a word for what happened gives none.
 *
 * @see contracts, section 4 "Random sessions"
 */
export interface SessionDialect<Frame> {
  /** Kept with the person who waits or is in a session. */
  readonly name: Dialect
  /** Its clients have an event for coming back; for the others being connected is enough, and they are sent a lost session's end. */
  readonly asks: boolean
  queueJoined(place: QueuePosition): readonly Frame[]
  queueLeft(chatType: ChatType): readonly Frame[]
  matchFound(session: Session, reader: UserId): readonly Frame[]
  message(session: Session, entry: Entry, reader: UserId): readonly Frame[]
  delivered(session: Session, messageIds: readonly MessageId[]): readonly Frame[]
  partnerTyping(session: Session, reader: UserId, typing: { isTyping: boolean; at: Millis }): readonly Frame[]
  partnerDisconnected(session: Session, reader: UserId, secondsLeft: number): readonly Frame[]
  partnerReturned(session: Session, reader: UserId): readonly Frame[]
  ended(session: Session, reader: UserId, ending: Ending): readonly Frame[]
  /** A step of setting up the media connection; a dialect without sound has none. */
  signal?(session: Session, signal: MediaSignal, reader: UserId): readonly Frame[]
  /** The partner is muted or shows no picture, or the contrary. */
  partnerMedia?(session: Session, reader: UserId): readonly Frame[]
  /** Nothing is known of the session any more. */
  lost(session: SessionId): readonly Frame[]
}
