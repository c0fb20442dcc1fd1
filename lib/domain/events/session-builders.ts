import type { Millis, SessionId, UserId } from '../ids'
import { beginningOf, endOf, entryOf, type LogId, logOf } from '../logs'
import type { MediaSignal } from '../media/signalling'
import { type Entry, partnerOf, secondsLeft, type Session } from '../sessions'
import { bothOf, type Topic, toUser } from '../topics'
import type { DomainEventOf } from './domain-event'

/** The kind of a random session's log. */
export const SESSION_LOG = 'session'

export const logOfSession = (id: SessionId): LogId => logOf(SESSION_LOG, id)

/** For what concerns a session without being a step in its log: it does not overtake entries that wait. */
export const inLog = ({ id }: Session) => ({ logPosition: { log: logOfSession(id) } })

/** @param waitedMs - how long each participant waited, in their order */
export function sessionStarted(
  session: Session,
  waitedMs: readonly [Millis, Millis],
): DomainEventOf<'session.started'> {
  const logPosition = beginningOf(logOfSession(session.id))
  const audience = bothOf(session)
  return { type: 'session.started', session, waitedMs, at: session.startedAt, audience, logPosition }
}

/** @param audience - participants who are here; the others receive it with what else they missed */
export function sessionMessage(
  type: 'session.message' | 'session.redelivered',
  session: Session,
  entry: Entry,
  audience: readonly Topic[],
): DomainEventOf<'session.message' | 'session.redelivered'> {
  const logPosition = entryOf(logOfSession(session.id), entry.seq)
  return { type, session, entry, at: entry.at, audience, logPosition }
}

/** @param after - the last entry that the reader has */
export function sessionReplayed(
  session: Session,
  reader: UserId,
  { after, entries, at }: { after: number; entries: readonly Entry[]; at: Millis },
): DomainEventOf<'session.replayed'> {
  const logPosition = { log: logOfSession(session.id), after, upTo: session.lastSeq, ends: false }
  return { type: 'session.replayed', session, reader, entries, at, audience: [toUser(reader)], logPosition }
}

/** @param user - whose last connection is gone; the partner is notified */
export function participantDisconnected(
  session: Session,
  user: UserId,
  at: Millis,
): DomainEventOf<'participant.disconnected'> {
  const left = secondsLeft(session, user, at)
  return { type: 'participant.disconnected', secondsLeft: left, ...toPartner(session, user, at) }
}

export function participantReturned(
  session: Session,
  user: UserId,
  at: Millis,
): DomainEventOf<'participant.returned'> {
  return { type: 'participant.returned', ...toPartner(session, user, at) }
}

function toPartner(session: Session, user: UserId, at: Millis) {
  return { session, user, at, audience: [toUser(partnerOf(session, user).user)], ...inLog(session) }
}

/** For the partner of the one who sent it. */
export function sessionSignal(
  session: Session,
  signal: MediaSignal,
  at: Millis,
): DomainEventOf<'session.signal'> {
  const { user: _, ...toReader } = toPartner(session, signal.from, at)
  return { type: 'session.signal', signal, ...toReader }
}

/** Whether a participant is muted and shows a picture, for the partner. */
export function participantMedia(
  session: Session,
  user: UserId,
  at: Millis,
): DomainEventOf<'participant.media'> {
  return { type: 'participant.media', ...toPartner(session, user, at) }
}

/** @param session - one that has ended */
export function sessionEnded(session: Session, now: Millis): DomainEventOf<'session.ended'> {
  const { cause, by, at } = session.end ?? { cause: 'timeout', by: null, at: now }
  const logPosition = endOf(logOfSession(session.id), session.lastSeq)
  return { type: 'session.ended', session, cause, by, at, audience: bothOf(session), logPosition }
}

/** The session is gone from the state store, and how it ended is not known. */
export function sessionLost(id: SessionId, user: UserId, at: Millis): DomainEventOf<'session.lost'> {
  return { type: 'session.lost', id, user, at, audience: [toUser(user)] }
}
