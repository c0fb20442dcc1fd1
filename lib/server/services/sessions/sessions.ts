import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { toUser } from '@/lib/domain/topics'
import {
  inLog,
  participantDisconnected,
  participantReturned,
  sessionEnded,
  sessionMessage,
  sessionReplayed,
} from '@/lib/domain/events/session-builders'
import type { ConnectionId, Millis, SessionId, UserId } from '@/lib/domain/ids'
import type { MediaState } from '@/lib/domain/media/media'
import { hasMedia, withMedia } from '@/lib/domain/media/session-media'
import {
  type ChatType,
  type EndCause,
  type Entry,
  me,
  type MessageType,
  partnerOf,
  type Session,
  type Dialect,
} from '@/lib/domain/sessions'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { Content } from '@/lib/server/ports/sessions/content'
import type { Resumed, Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import { checkedContent } from './message-content'

interface Deps {
  readonly sessions: Sessions
  readonly connections: Connections
  readonly content: Content
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
  /** Whether a connection alone brings back a person of this dialect; else they have an event for it. */
  readonly resumesOnConnect: (dialect: Dialect) => boolean
}

export interface OutgoingMessage {
  /** Without it: the current session. */
  readonly sessionId?: SessionId
  readonly content: string
  readonly type: MessageType
  readonly clientMessageId: string | null
}

/** Sessions due to end are searched this often. */
const EXPIRE_MS = 500
const EXPIRE_AT_ONCE = 256

/** Random sessions from their first message to their end. */
export function createSessions(deps: Deps) {
  const { sessions, connections, content, clock, ids, bus } = deps

  async function current(actor: Actor, id: SessionId | undefined): Promise<Session> {
    const session = await sessions.ofUser(actor.userId)
    if (!session || (id !== undefined && session.id !== id)) throw new DomainError('SESSION_NOT_FOUND')
    return session
  }

  async function end(user: UserId, id: SessionId | undefined, cause: EndCause, by: UserId | null) {
    const session = await sessions.end(user, id, cause, by, clock.now())
    if (session) await announceEnd(session)
    return session
  }

  async function announceEnd(session: Session): Promise<void> {
    await bus.publish(sessionEnded(session, clock.now()))
  }

  /** One foul message too many: refused, published, and the end of the session. */
  async function refuseFoul(session: Session, author: UserId): Promise<never> {
    await flag(session, author, 'violation')
    await end(author, session.id, 'violation', author)
    throw new DomainError('CONTENT_VIOLATION')
  }

  async function flag(session: Session, author: UserId, level: 'warning' | 'violation'): Promise<void> {
    const audience = [toUser(author)]
    await bus.publish({
      type: 'message.flagged',
      session,
      author,
      level,
      at: clock.now(),
      audience,
      ...inLog(session),
    })
  }

  async function announceBack(session: Session, user: UserId): Promise<void> {
    await bus.publish(participantReturned(session, user, clock.now()))
  }

  /** Notifies the author of their messages that have reached the reader now. */
  async function announceDelivered(
    session: Session,
    reader: UserId,
    delivered: readonly Entry[],
  ): Promise<void> {
    if (delivered.length === 0) return
    const author = partnerOf(session, reader).user
    const messageIds = delivered.map(({ messageId }) => messageId)
    const [at, audience] = [clock.now(), [toUser(author)]]
    await bus.publish({
      type: 'session.delivered',
      session,
      author,
      messageIds,
      at,
      audience,
      ...inLog(session),
    })
  }

  async function announceReturn(user: UserId, { session, wasAway, newlyDelivered }: Resumed): Promise<void> {
    if (wasAway) await announceBack(session, user)
    await announceDelivered(session, user, newlyDelivered)
  }

  /** Whether writing to the partner's socket delivers a message: their client is here, and none confirms by itself. */
  async function isReachedByWriting(user: UserId): Promise<boolean> {
    const here = await connections.capabilitiesOf(user)
    return here.has('sessions') && !here.has('confirmation')
  }

  /** Signals for a person who is back go to the connection by which they are. */
  async function bringConnection(
    session: Session,
    user: UserId,
    connection: ConnectionId,
    change: (media: MediaState) => Partial<MediaState> = () => ({}),
  ): Promise<Session> {
    const rule = (before: Session) => {
      const { media } = me(before, user)
      return media ? withMedia(before, user, { connection, ...change(media) }) : undefined
    }
    return (await sessions.change(user, session.id, rule, clock.now()))?.after ?? session
  }

  /** A person is back by being connected: they are sent what they missed. */
  async function bringBack(
    user: UserId,
    after: number,
    at: Millis,
    connection?: ConnectionId,
  ): Promise<void> {
    const confirms = await connections.isHere(user, 'confirmation')
    const resumed = await sessions.resume(user, { lastSeq: after, confirms }, at)
    if (!resumed) return
    const { entries } = resumed
    // Nothing may be published between coming back and the replay, or it would overtake that.
    const isSounding = connection !== undefined && hasMedia(resumed.session)
    const session = isSounding ? await bringConnection(resumed.session, user, connection) : resumed.session
    await bus.publish(sessionReplayed(session, user, { after, entries, at }))
    await announceReturn(user, resumed)
  }

  /** A participant who is away. */
  async function awayOne(user: UserId) {
    const session = await sessions.ofUser(user)
    const mine = session && me(session, user)
    return mine?.awayUntil === null ? undefined : mine
  }

  // People whose clients have an event for returning are away until they send it, or a message: a connection is no return yet.
  bus.on('connection.opened', async ({ user, capability, connection, at }) => {
    const mine = capability === 'sessions' ? await awayOne(user) : undefined
    if (mine && deps.resumesOnConnect(mine.dialect)) await bringBack(user, mine.deliveredSeq, at, connection)
  })

  // They were never gone, so their clients have nothing to come back from.
  bus.on('connection.restored', async ({ user, capability, at }) => {
    const mine = capability === 'sessions' ? await awayOne(user) : undefined
    if (mine) await bringBack(user, mine.deliveredSeq, at)
  })

  bus.on('connection.closed', async ({ user, capability, last, at }) => {
    const session = last && capability === 'sessions' ? await sessions.away(user, at) : undefined
    if (session) await bus.publish(participantDisconnected(session, user, at))
  })

  bus.on('account.closing', async ({ user }) => void (await end(user, undefined, 'left', user)))

  bus.on('user.blocked', async ({ blocker, session, reported }) => {
    if (session !== null && !reported) await end(blocker, session, 'left', blocker)
  })

  bus.on('report.submitted', async ({ reporter, session }) => {
    if (session !== null) await end(reporter, session, 'reported', reporter)
  })

  bus.on('account.banned', async ({ user }) => void (await end(user, undefined, 'banned', user)))

  clock.every(EXPIRE_MS, async () => {
    for (const session of await sessions.expire(clock.now(), EXPIRE_AT_ONCE)) await announceEnd(session)
  })

  return {
    /**
     * Saves a message and hands it to the partner. Sending the same `clientMessageId` again answers the first copy.
     *
     * @throws SESSION_NOT_FOUND, INVALID_MESSAGE, MESSAGE_TOO_LONG, CONTENT_VIOLATION
     */
    async send(actor: Actor, message: OutgoingMessage): Promise<Entry> {
      const author = actor.userId
      const session = await current(actor, message.sessionId)
      const clean = await checkedContent(content, message)
      const foul = message.type === 'text' && content.isFoul(clean)
      const deliversAtOnce = await isReachedByWriting(partnerOf(session, author).user)
      const at = clock.now()
      const { type, clientMessageId } = message
      const draft = { messageId: ids.message(at), content: clean, type, clientMessageId }
      const saved = await sessions.append(session.id, author, draft, { deliversAtOnce, foul }, at)
      if (saved === 'too-foul') return refuseFoul(session, author)
      if (!saved) throw new DomainError('SESSION_NOT_FOUND')
      if (saved.cameBack) await announceBack(saved.session, author)

      // Who is away gets it with what else they missed: now as well would be twice, and out of order.
      const present = saved.session.participants.filter(({ awayUntil }) => awayUntil === null)
      const audience = present.map(({ user }) => toUser(user))
      // The process that saved the first copy may have died before publishing it.
      const kind = saved.duplicate ? 'session.redelivered' : 'session.message'
      await bus.publish(sessionMessage(kind, saved.session, saved.entry, audience))
      if (foul && !saved.duplicate) await flag(saved.session, author, 'warning')
      return saved.entry
    },

    /** Ends the current session, or the one named. @throws SESSION_NOT_FOUND */
    async leave(actor: Actor, id?: SessionId): Promise<Session> {
      const session = await end(actor.userId, id, 'left', actor.userId)
      if (!session) throw new DomainError('SESSION_NOT_FOUND')
      return session
    },

    /**
     * Comes back to the current session, if it is of the kind that the client knows, with what was missed. Undefined: there is
     * nothing to resume.
     */
    async resume(
      actor: Actor,
      how: { lastSeq?: number; dialect: Dialect; confirms?: boolean; chatType: ChatType },
    ): Promise<(Resumed & { readonly at: Millis }) | undefined> {
      const at = clock.now()
      if ((await sessions.ofUser(actor.userId))?.chatType !== how.chatType) return undefined
      const resumed = await sessions.resume(actor.userId, how, at)
      if (!resumed) return undefined
      await announceReturn(actor.userId, resumed)
      return { ...resumed, at }
    },

    /**
     * The same for sessions with sound of the kinds that the client knows, whose line may be lost though the client never was away:
     * the partner learns of it in any case, and signals go to this connection from now on.
     *
     * @param kinds - with text, the person's dialect is kept for that
     */
    async resumeMedia(
      actor: Actor,
      connection: ConnectionId,
      {
        dialect,
        kinds,
        ...how
      }: { lastSeq?: number; dialect: Dialect; confirms?: boolean; kinds: readonly ChatType[] },
    ): Promise<(Resumed & { readonly at: Millis }) | undefined> {
      const at = clock.now()
      const user = actor.userId
      const kind = (await sessions.ofUser(user))?.chatType
      const isKnown = kind !== undefined && kinds.includes(kind)
      const inDialect = kind === 'text' ? how : { ...how, dialect }
      const resumed = isKnown ? await sessions.resume(user, inDialect, at) : undefined
      const chatType = kind ?? (kinds.length === 1 ? (kinds[0] ?? null) : null)
      await bus.signal({
        type: 'media.reconnect',
        user,
        tenantId: actor.tenantId,
        isBack: resumed !== undefined,
        chatType,
        at,
      })
      if (!resumed) return undefined
      if (kind === 'text') {
        await announceReturn(user, resumed)
        return { ...resumed, at }
      }
      const session = await bringConnection(resumed.session, user, connection, ({ reconnects }) => ({
        reconnects: reconnects + 1,
      }))
      await announceReturn(user, { ...resumed, session, wasAway: true })
      return { ...resumed, session, at }
    },

    /**
     * The actor's client has received everything of a session up to a position; the partner learns which of their messages
     * that delivers. What comes after the session has ended is without effect.
     *
     * @throws SESSION_NOT_FOUND when it never was the actor's, or is forgotten
     */
    async confirm({ userId }: Actor, id: SessionId, seq: number): Promise<void> {
      const confirmed = await sessions.confirm(userId, id, seq)
      if (confirmed) return announceDelivered(confirmed.session, userId, confirmed.newlyDelivered)
      if (!(await sessions.missed(userId, id, seq))) throw new DomainError('SESSION_NOT_FOUND')
    },

    current: (user: UserId) => sessions.ofUser(user),
  }
}

export type SessionsService = ReturnType<typeof createSessions>
