import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { inLog } from '@/lib/domain/events/session-builders'
import { toUser } from '@/lib/domain/topics'
import type { SessionId, UserId } from '@/lib/domain/ids'
import { me, partnerOf, type Session } from '@/lib/domain/sessions'
import { TYPING_CLEARED_MS } from '@/lib/domain/typing'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly sessions: Sessions
  readonly clock: Clock
  readonly bus: Bus
}

/** Who is typing to whom; published once when it starts and once when it stops, at the latest after 3 s. */
export function createTyping({ sessions, clock, bus }: Deps) {
  const callOff = new Map<UserId, () => void>()

  async function publish(session: Session, typist: UserId, isTyping: boolean): Promise<void> {
    const audience = [toUser(partnerOf(session, typist).user)]
    await bus.publish({
      type: 'session.typing',
      session,
      typist,
      isTyping,
      at: clock.now(),
      audience,
      ...inLog(session),
    })
  }

  function forget(user: UserId): boolean {
    callOff.get(user)?.()
    return callOff.delete(user)
  }

  async function stop(user: UserId): Promise<void> {
    if (!forget(user)) return
    const session = await sessions.ofUser(user)
    if (session) await publish(session, user, false)
  }

  bus.on('session.message', ({ entry }) => (callOff.has(entry.author) ? stop(entry.author) : undefined))
  bus.on('participant.disconnected', ({ user }) => stop(user))
  bus.on('session.ended', ({ session }) => {
    for (const { user } of session.participants) forget(user)
  })

  return {
    /** @throws SESSION_NOT_FOUND */
    async start(actor: Actor, id?: SessionId): Promise<void> {
      const user = actor.userId
      const session = await sessions.ofUser(user)
      if (!session || (id !== undefined && session.id !== id)) throw new DomainError('SESSION_NOT_FOUND')
      // A disconnected person is not shown as typing: the partner sees the seconds left.
      if (me(session, user).awayUntil !== null) return
      const wasTyping = forget(user)
      callOff.set(
        user,
        clock.after(TYPING_CLEARED_MS, () => stop(user)),
      )
      if (!wasTyping) await publish(session, user, true)
    },

    /** @throws SESSION_NOT_FOUND */
    async stop(actor: Actor, id?: SessionId): Promise<void> {
      const session = await sessions.ofUser(actor.userId)
      if (!session || (id !== undefined && session.id !== id)) throw new DomainError('SESSION_NOT_FOUND')
      await stop(actor.userId)
    },
  }
}
