import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { qualityOf } from '@/lib/domain/media/media'
import { hasMedia } from '@/lib/domain/media/session-media'
import type { Millis, SessionId } from '@/lib/domain/ids'
import type { History, PastSession, PersonTotals } from '@/lib/server/ports/sessions/history'
import type { Rating } from '@/lib/domain/ratings'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly history: History
  readonly bus: Bus
  readonly clock: Clock
}

/** What stays of random sessions: who, when, how long, why it ended, and how each found it. */
export function createHistory({ history, bus, clock }: Deps) {
  bus.on('session.ended', ({ session, cause, at }) => {
    const [a, b] = session.participants
    history.record({
      id: session.id,
      tenantId: session.tenantId,
      chatType: session.chatType,
      participants: [a.user, b.user],
      publicIds: [a.publicId, b.publicId],
      startedAt: session.startedAt,
      endedAt: at,
      endReason: cause,
      messages: [a.messages, b.messages],
      ...(hasMedia(session) && { quality: [a.media && qualityOf(a.media), b.media && qualityOf(b.media)] }),
    })
  })

  return {
    /** Newest first, with whether there is more. */
    async sessionsOf(
      actor: Actor,
      { before, limit }: { before?: Millis; limit: number },
    ): Promise<{ sessions: readonly PastSession[]; hasMore: boolean }> {
      const found = await history.page(actor.userId, { before, limit: limit + 1 })
      return { sessions: found.slice(0, limit), hasMore: found.length > limit }
    },
    /** The last rating counts, and the first is counted. @throws SESSION_NOT_FOUND for one that goes on, too */
    async rate(actor: Actor, sessionId: SessionId, rating: Rating): Promise<void> {
      const rated = await history.rate(actor.userId, sessionId, rating)
      if (!rated) throw new DomainError('SESSION_NOT_FOUND')
      const { chatType, isFirst } = rated
      if (!isFirst) return
      const { tenantId } = actor
      await bus.signal({ type: 'session.rated', tenantId, chatType, rating, at: clock.now() })
    },
    totalsOf: (actor: Actor): Promise<PersonTotals> => history.totals(actor.userId),
  }
}
