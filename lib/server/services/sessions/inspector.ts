import type { Actor } from '@/lib/domain/accounts'
import { type LiveSession, liveSessionOf } from '@/lib/domain/live-session'
import { authorize } from '@/lib/domain/permissions'
import type { ChatType, Session } from '@/lib/domain/sessions'
import { mayRunTenants } from '@/lib/domain/tenants'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'

interface Deps {
  readonly sessions: Pick<Sessions, 'list' | 'size'>
}

/** Sessions looked at for one answer: of a kind that is rare, a page may be short. */
const LOOKED_AT = 500

/** Sessions that go on, for administrators: how they are, never who is in them or what is said. */
export function createInspector({ sessions }: Deps) {
  return {
    /**
     * A page of sessions, of the actor's tenant.
     *
     * @param query.from - where in the order of the index to begin: 0, or `next` of the page before
     * @returns `next`: null at the end of all; `total`: of the whole server, for those who run it
     * @throws FORBIDDEN
     */
    async page(
      actor: Actor,
      { chatType, from, limit }: { chatType?: ChatType | undefined; from: number; limit: number },
    ): Promise<{ sessions: readonly LiveSession[]; next: number | null; total: number | null }> {
      authorize(actor, 'admin.dashboard')
      const fits = (session: Session) =>
        session.tenantId === actor.tenantId && (chatType === undefined || session.chatType === chatType)
      const found: LiveSession[] = []
      let next: number | null = from
      while (next !== null && found.length < limit && next - from < LOOKED_AT) {
        // No more than there is room for, so that the next page begins where this one ends.
        const read: Awaited<ReturnType<Sessions['list']>> = await sessions.list(next, limit - found.length)
        found.push(...read.sessions.filter(fits).map(liveSessionOf))
        next = read.next
      }
      return { sessions: found, next, total: mayRunTenants(actor.tenantId) ? sessions.size() : null }
    },
  }
}
