import type { MessageId, Millis, SessionId, UserId } from '../ids'
import type { EndCause, Entry, Session } from '../sessions'

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
  'session.ended': { session: Session; cause: EndCause; by: UserId | null }
  /** The state store has lost it, and how it ended is not known. */
  'session.lost': { id: SessionId; user: UserId }
  /** A message against the rules: its author alone is notified. */
  'message.flagged': { session: Session; author: UserId; level: 'warning' | 'violation' }
}
