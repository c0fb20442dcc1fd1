import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { me, partnerOf, type Session } from '@/lib/domain/sessions'
import { type Topic, toUser } from '@/lib/domain/topics'
import type { SessionDialect } from './dialects/session-dialect'

/**
 * The outbound rows of random sessions: each participant in the dialect that they joined with.
 *
 * @param dialects - the first is used for names that do not exist (any more)
 */
export function sessionOutbound<Frame extends object>(
  dialects: readonly [SessionDialect<Frame>, ...SessionDialect<Frame>[]],
) {
  const byName = new Map(dialects.map((dialect) => [dialect.name, dialect]))
  const named = (name: string) => byName.get(name) ?? dialects[0]
  const dialectOf = (session: Session, user: string) => named(me(session, user).dialect)
  const to = (user: string, frames: readonly Frame[]) =>
    frames.map((frame) => ({ ...frame, to: toUser(user) }))
  const toEach = (
    session: Session,
    frames: (dialect: SessionDialect<Frame>, reader: string) => readonly Frame[],
  ) => session.participants.flatMap(({ user }) => to(user, frames(dialectOf(session, user), user)))
  const toPartner = (
    session: Session,
    user: string,
    frames: (dialect: SessionDialect<Frame>, reader: string) => readonly Frame[],
  ) => {
    const reader = partnerOf(session, user).user
    return to(reader, frames(dialectOf(session, reader), reader))
  }
  const message = ({ session, entry, audience }: DomainEventOf<'session.message' | 'session.redelivered'>) =>
    toEach(session, (dialect, reader) =>
      isIn(audience, reader) ? dialect.message(session, entry, reader) : [],
    )

  return {
    'queue.joined': ({ user, tenantId: _, dialect, ...position }: DomainEventOf<'queue.joined'>) =>
      to(user, named(dialect).queueJoined(position)),
    'queue.left': ({ user, dialect, chatType }: DomainEventOf<'queue.left'>) =>
      to(user, named(dialect).queueLeft(chatType)),
    'session.started': ({ session }: DomainEventOf<'session.started'>) =>
      toEach(session, (dialect, reader) => dialect.matchFound(session, reader)),
    'session.message': message,
    'session.redelivered': message,
    'session.delivered': ({ session, author, messageIds }: DomainEventOf<'session.delivered'>) =>
      to(author, dialectOf(session, author).delivered(session, messageIds)),
    'session.replayed': ({ session, reader, entries }: DomainEventOf<'session.replayed'>) =>
      to(
        reader,
        entries.flatMap((entry) => dialectOf(session, reader).message(session, entry, reader)),
      ),
    'session.typing': ({ session, typist, isTyping, at }: DomainEventOf<'session.typing'>) =>
      toPartner(session, typist, (dialect, reader) =>
        dialect.partnerTyping(session, reader, { isTyping, at }),
      ),
    'participant.disconnected': ({ session, user, secondsLeft }: DomainEventOf<'participant.disconnected'>) =>
      toPartner(session, user, (dialect, reader) =>
        dialect.partnerDisconnected(session, reader, secondsLeft),
      ),
    'participant.returned': ({ session, user }: DomainEventOf<'participant.returned'>) =>
      toPartner(session, user, (dialect, reader) => dialect.partnerReturned(session, reader)),
    'session.signal': ({ session, signal }: DomainEventOf<'session.signal'>) =>
      toPartner(session, signal.from, (dialect, reader) => dialect.signal?.(session, signal, reader) ?? []),
    /** The partner's, unless the event is for its own person: who came back learns of the partner's. */
    'participant.media': ({ session, user, audience }: DomainEventOf<'participant.media'>) =>
      toPartner(session, user, (dialect, reader) =>
        isIn(audience, reader) ? (dialect.partnerMedia?.(session, reader) ?? []) : [],
      ),
    'session.ended': ({ session, cause, by }: DomainEventOf<'session.ended'>) =>
      toEach(session, (dialect, reader) => dialect.ended(session, reader, { cause, by })),
    /** Only clients that cannot ask are sent it. */
    'session.lost': ({ id, user }: DomainEventOf<'session.lost'>) =>
      to(
        user,
        dialects.filter(({ asks }) => !asks).flatMap((dialect) => dialect.lost(id)),
      ),
  }
}

const isIn = (audience: readonly Topic[], user: string) => audience.includes(toUser(user))
