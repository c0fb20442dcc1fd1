import type { Actor } from '@/lib/domain/accounts'
import { qualityOf } from '@/lib/domain/media/media'
import { hasMedia } from '@/lib/domain/media/session-media'
import type { Millis } from '@/lib/domain/ids'
import type { History, PastSession, PersonTotals } from '@/lib/server/ports/sessions/history'
import type { Bus } from '@/lib/server/ports/system'

/** What stays of random sessions: who, when, how long, why it ended. */
export function createHistory({ history, bus }: { readonly history: History; readonly bus: Bus }) {
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
    totalsOf: (actor: Actor): Promise<PersonTotals> => history.totals(actor.userId),
  }
}
