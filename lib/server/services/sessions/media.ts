import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { inLog, participantMedia } from '@/lib/domain/events/session-builders'
import type { SessionId, UserId } from '@/lib/domain/ids'
import type { MediaMetrics } from '@/lib/domain/media/media'
import { active, afterMetrics, areBothShown, hasMedia, withMedia } from '@/lib/domain/media/session-media'
import { me, type Session } from '@/lib/domain/sessions'
import { bothOf, toUser } from '@/lib/domain/topics'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly sessions: Sessions
  readonly connections: Pick<Connections, 'isHere'>
  readonly clock: Clock
  readonly bus: Bus
}

/** What the two of a session with sound let each other know: muted, no picture, wanting to be seen; and how the line is. */
export function createMedia({ sessions, connections, clock, bus }: Deps) {
  async function change(
    user: UserId,
    id: SessionId | undefined,
    rule: (session: Session) => Session | undefined,
  ): Promise<{ before: Session; after: Session }> {
    const onMedia = (session: Session) => (hasMedia(session) ? rule(session) : undefined)
    const changed = await sessions.change(user, id, onMedia, clock.now())
    if (!changed || !hasMedia(changed.after)) throw new DomainError('SESSION_NOT_FOUND')
    return changed
  }

  /** Those whose clients have no way of showing themselves when they want to. */
  async function whoCannotSay({ participants }: Session): Promise<ReadonlySet<UserId>> {
    const users = participants.map(({ user }) => user)
    const can = await Promise.all(users.map((user) => connections.isHere(user, 'reveal')))
    return new Set(users.filter((_, index) => !can[index]))
  }

  // Who came back learns again what the partner's media are like, unless that is as it was in the beginning.
  bus.on('participant.returned', async ({ session, user, at }) => {
    const partner = session.participants.find((one) => one.user !== user)
    if (!partner?.media || !hasMedia(session) || !(partner.media.isMuted || partner.media.isVideoOff)) return
    await bus.publish({ ...participantMedia(session, partner.user, at), audience: [toUser(user)] })
  })

  return {
    /**
     * The actor is muted, shows no picture, or the contrary; the partner learns of it when it is news.
     *
     * @throws SESSION_NOT_FOUND
     */
    async setState(
      actor: Actor,
      id: SessionId | undefined,
      state: { readonly isMuted?: boolean; readonly isVideoOff?: boolean },
    ): Promise<void> {
      const user = actor.userId
      const now = clock.now()
      const { before, after } = await change(user, id, (session) => {
        const media = me(session, user).media
        const isNews =
          (state.isMuted ?? media?.isMuted) !== media?.isMuted ||
          (state.isVideoOff ?? media?.isVideoOff) !== media?.isVideoOff
        return isNews ? active(withMedia(session, user, state), now) : undefined
      })
      if (before !== after) await bus.publish(participantMedia(after, user, now))
    },

    /** The actor wants to be seen clearly, or no longer; both learn when both do. @throws SESSION_NOT_FOUND */
    async reveal(actor: Actor, id: SessionId | undefined, isShown: boolean): Promise<void> {
      const user = actor.userId
      const { before, after } = await change(user, id, (session) =>
        me(session, user).media?.isShown === isShown ? undefined : withMedia(session, user, { isShown }),
      )
      if (before === after) return
      const cannotSay = await whoCannotSay(after)
      const [was, is] = [areBothShown(before, cannotSay), areBothShown(after, cannotSay)]
      if (was === is) return
      await bus.publish({
        type: 'session.revealed',
        session: after,
        isRevealed: is,
        at: clock.now(),
        audience: bothOf(after),
        ...inLog(after),
      })
    },

    /** How the actor's line is, as their client measures it; more than one a second is dropped. @throws SESSION_NOT_FOUND */
    async report(actor: Actor, id: SessionId | undefined, metrics: MediaMetrics): Promise<void> {
      const user = actor.userId
      const now = clock.now()
      const { before, after } = await change(user, id, (session) => afterMetrics(session, user, metrics, now))
      if (before === after) return
      const [had, has] = [me(before, user).media, me(after, user).media]
      const connectMs = had?.totals.connectTime === null ? (has?.totals.connectTime ?? null) : null
      const isRecovered = (had?.failedAt ?? null) !== null && has?.failedAt === null
      await bus.signal({ type: 'media.reported', session: after, user, connectMs, isRecovered, at: now })
    },
  }
}
