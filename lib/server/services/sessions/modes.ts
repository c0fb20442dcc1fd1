import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { inLog } from '@/lib/domain/events/session-builders'
import type { ModeRefusal } from '@/lib/domain/events/sessions'
import type { ConnectionId, SessionId, UserId } from '@/lib/domain/ids'
import { MODE_REQUEST_MS } from '@/lib/domain/media/media'
import {
  afterModeAnswer,
  afterModeRequest,
  askedBy,
  openRequest,
  withConnection,
} from '@/lib/domain/media/session-media'
import { type ChatType, type Dialect, partnerOf, type Session } from '@/lib/domain/sessions'
import { bothOf, toUser } from '@/lib/domain/topics'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly sessions: Sessions
  readonly connections: Pick<Connections, 'isHere'>
  readonly clock: Clock
  readonly bus: Bus
  /** What both are sent once a session is of another kind than it began as. */
  readonly dialectOfModes: Dialect
}

interface Asking {
  readonly session: SessionId | undefined
  readonly connection: ConnectionId
}

/** One session, any kind: from text to voice and video and back, without losing the partner. */
export function createModes({ sessions, connections, clock, bus, dialectOfModes }: Deps) {
  async function current(user: UserId, id: SessionId | undefined): Promise<Session> {
    const session = await sessions.ofUser(user)
    if (!session || (id !== undefined && session.id !== id)) throw new DomainError('SESSION_NOT_FOUND')
    return session
  }

  async function change(user: UserId, id: SessionId, rule: (session: Session) => Session | undefined) {
    const changed = await sessions.change(user, id, rule, clock.now())
    if (!changed) throw new DomainError('SESSION_NOT_FOUND')
    return changed
  }

  async function decline(session: Session, by: UserId, chatType: ChatType, reason: ModeRefusal) {
    const [at, audience] = [clock.now(), [toUser(by)]]
    await bus.publish({
      type: 'mode.declined',
      session,
      by,
      chatType,
      reason,
      at,
      audience,
      ...inLog(session),
    })
  }

  async function announceChange({ before, after }: { before: Session; after: Session }): Promise<void> {
    const [at, audience] = [clock.now(), bothOf(after)]
    await bus.publish({
      type: 'mode.changed',
      session: after,
      from: before.chatType,
      at,
      audience,
      ...inLog(after),
    })
  }

  async function ask(session: Session, by: UserId, chatType: ChatType, leftMs: number): Promise<void> {
    await bus.publish({
      type: 'mode.requested',
      session,
      by,
      chatType,
      secondsLeft: Math.ceil(leftMs / 1_000),
      at: clock.now(),
      audience: [toUser(partnerOf(session, by).user)],
      ...inLog(session),
    })
  }

  /** The actor no longer wants what they asked for, and the partner need not answer. */
  async function withdraw(user: UserId, { id, chatType }: Session): Promise<void> {
    const changed = await change(user, id, (session) =>
      session.modeRequest?.by === user ? { ...session, modeRequest: null } : undefined,
    )
    const request = changed.before.modeRequest
    if (changed.before === changed.after || !request)
      throw new DomainError('INVALID_REQUEST', { description: `The session is ${chatType} already` })
    await decline(changed.after, partnerOf(changed.after, user).user, request.chatType, 'withdrawn')
  }

  async function expire(id: SessionId, by: UserId): Promise<void> {
    const isOver = ({ modeRequest }: Session) => modeRequest?.by === by && modeRequest.until <= clock.now()
    const changed = await sessions.change(
      by,
      id,
      (session) => (isOver(session) ? { ...session, modeRequest: null } : undefined),
      clock.now(),
    )
    const request = changed?.before.modeRequest
    if (changed && request && changed.before !== changed.after)
      await decline(changed.after, by, request.chatType, 'timeout')
  }

  bus.on('participant.returned', async ({ session, user, at }) => {
    const request = openRequest(session, at)
    const chatType = askedBy(session, user, at)
    if (request && chatType) await ask(session, request.by, chatType, request.until - at)
  })

  return {
    /**
     * Another kind of session: less than now at once, more when the partner wants it too. The partner is asked, or the one who asks
     * learns that the partner's client cannot. The kind that the session is takes back what the actor asked.
     *
     * @throws SESSION_NOT_FOUND; INVALID_REQUEST when the session is of that kind already, and the actor asked nothing
     */
    async request(actor: Actor, { session: id, connection }: Asking, chatType: ChatType): Promise<void> {
      const user = actor.userId
      const session = await current(user, id)
      if (session.chatType === chatType) return withdraw(user, session)
      const partner = partnerOf(session, user)
      // What the client of a partner who is away can do shows when they are back, and they are asked then.
      if (partner.awayUntil === null && !(await connections.isHere(partner.user, 'modes')))
        return decline(session, user, chatType, 'unsupported')
      const now = clock.now()
      const changed = await change(user, session.id, (before) =>
        withConnection(
          afterModeRequest(before, user, chatType, { dialect: dialectOfModes, now }),
          user,
          connection,
        ),
      )
      if (changed.before.chatType !== changed.after.chatType) return announceChange(changed)
      clock.after(MODE_REQUEST_MS, () => expire(session.id, user))
      await ask(changed.after, user, chatType, MODE_REQUEST_MS)
    },

    /** The actor answers what the partner asked. @throws SESSION_NOT_FOUND, also when nothing is asked (any more) */
    async answer(actor: Actor, { session: id, connection }: Asking, accepts: boolean): Promise<void> {
      const user = actor.userId
      const session = await current(user, id)
      const now = clock.now()
      const changed = await change(user, session.id, (before) => {
        if (askedBy(before, user, now) === undefined) return undefined
        return withConnection(afterModeAnswer(before, accepts, dialectOfModes), user, connection)
      })
      const request = changed.before.modeRequest
      if (changed.before === changed.after || !request)
        throw new DomainError('SESSION_NOT_FOUND', { description: 'Nothing is asked' })
      if (accepts) await announceChange(changed)
      else await decline(changed.after, request.by, request.chatType, 'declined')
    },
  }
}
