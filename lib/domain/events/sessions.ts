import type { MessageId, Millis, SessionId, TenantId, UserId } from '../ids'
import type { MediaSignal } from '../media/signalling'
import type { ChatType, EndCause, Entry, Session } from '../sessions'

export interface SessionSignals {
  /** A participant's client has said how its line is; `connectMs` and `isRecovered` only when that is news. */
  'media.reported': { session: Session; user: UserId; connectMs: Millis | null; isRecovered: boolean }
  /**
   * A participant asked to come back to a session with sound, and could or could not. `chatType`: of the session, or the only
   * one that the client knows; null: there is no session, and which kind it was of is not known.
   */
  'media.reconnect': { user: UserId; tenantId: TenantId; isBack: boolean; chatType: ChatType | null }
}

/** `unsupported`: the partner's client cannot change the kind of a session. */
export type ModeRefusal = 'declined' | 'timeout' | 'unsupported' | 'withdrawn'

export interface SessionEvents {
  'session.started': { session: Session; waitedMs: readonly [Millis, Millis] }
  'session.message': { session: Session; entry: Entry }
  /** Its author sent it again, not knowing that it was saved; a reader who missed it gets it now. */
  'session.redelivered': { session: Session; entry: Entry }
  /** Messages that reached their reader later than they were sent. */
  'session.delivered': { session: Session; author: UserId; messageIds: readonly MessageId[] }
  /** What a participant missed while disconnected, where being connected is enough to get it. */
  'session.replayed': { session: Session; reader: UserId; entries: readonly Entry[] }
  'session.typing': { session: Session; typist: UserId; isTyping: boolean }
  'participant.disconnected': { session: Session; user: UserId; secondsLeft: number }
  'participant.returned': { session: Session; user: UserId }
  /** A step of setting up the media connection, for one connection of the partner. */
  'session.signal': { session: Session; signal: MediaSignal }
  /** A participant is muted, shows no picture, or the contrary. */
  'participant.media': { session: Session; user: UserId }
  /** Both want to be seen clearly; or no longer. */
  'session.revealed': { session: Session; isRevealed: boolean }
  /** A participant asks the partner for another kind of session. */
  'mode.requested': { session: Session; by: UserId; chatType: ChatType; secondsLeft: number }
  'mode.declined': { session: Session; by: UserId; chatType: ChatType; reason: ModeRefusal }
  /** The session is of another kind now. */
  'mode.changed': { session: Session; from: ChatType }
  'session.ended': { session: Session; cause: EndCause; by: UserId | null }
  /** The state store has lost it, and how it ended is not known. */
  'session.lost': { id: SessionId; user: UserId }
  /** A message against the rules: its author alone is notified. */
  'message.flagged': { session: Session; author: UserId; level: 'warning' | 'violation' }
}
