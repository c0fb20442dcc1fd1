import type { Actor } from '@/lib/domain/accounts'
import type { UserId } from '@/lib/domain/ids'
import type { ConnectionState, LiveConnection } from '@/lib/domain/live-connection'
import { type LiveSession, liveSessionOf } from '@/lib/domain/live-session'
import { authorize } from '@/lib/domain/permissions'
import type { ChatType, Session } from '@/lib/domain/sessions'
import type { Counting } from '../analytics/counting'
import type { LiveConnections } from '@/lib/server/ports/connections/live-connections'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'

interface Deps {
  readonly sessions: Pick<Sessions, 'list' | 'size' | 'ofUser'>
  readonly counting: Pick<Counting, 'sessionsIn'>
  readonly waitingRoom: Pick<WaitingRoom, 'isWaiting'>
  readonly liveConnections: Pick<LiveConnections, 'page'>
}

/** Sessions looked at for one answer: of a kind that is rare, a page may be short. */
const LOOKED_AT = 500

/** A connection without whose it is. */
export type ShownConnection = Omit<LiveConnection, 'connection' | 'user' | 'tenant'> & {
  readonly state: ConnectionState
}

/** Sessions that go on and connections that are open, for administrators: how they are, never who is there or what is said. */
export function createInspector({ sessions, counting, waitingRoom, liveConnections }: Deps) {
  async function stateOf(user: UserId): Promise<ConnectionState> {
    if (await sessions.ofUser(user)) return 'session'
    return (await waitingRoom.isWaiting(user)) ? 'waiting' : 'idle'
  }

  return {
    /**
     * A page of connections, of the actor's tenant.
     *
     * @param query.limit - what each person does is asked for, so that this bounds the work
     * @returns `next`: null at the end of all; `total`: of the tenant
     * @throws FORBIDDEN
     */
    async connections(
      actor: Actor,
      { from, limit }: { from: number; limit: number },
    ): Promise<{ connections: readonly ShownConnection[]; next: number | null; total: number }> {
      authorize(actor, 'admin.dashboard')
      const found = await liveConnections.page(actor.tenantId, from, limit)
      const people = [...new Set(found.connections.map(({ user }) => user))]
      const states = new Map(
        await Promise.all(people.map(async (user) => [user, await stateOf(user)] as const)),
      )
      const next = from + found.connections.length
      return {
        connections: found.connections.map(({ user, namespace, contracts, device, since }) => ({
          namespace,
          contracts,
          device,
          since,
          state: states.get(user) ?? 'idle',
        })),
        next: found.connections.length > 0 && next < found.total ? next : null,
        total: found.total,
      }
    },

    /**
     * A page of sessions, of the actor's tenant.
     *
     * @param query.from - where in the order of the index to begin: 0, or `next` of the page before
     * @returns `next`: null at the end of all; `total`: of the tenant, of whatever kind
     * @throws FORBIDDEN
     */
    async page(
      actor: Actor,
      { chatType, from, limit }: { chatType?: ChatType | undefined; from: number; limit: number },
    ): Promise<{ sessions: readonly LiveSession[]; next: number | null; total: number }> {
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
      return { sessions: found, next, total: counting.sessionsIn(actor.tenantId, sessions.size()) }
    },
  }
}
