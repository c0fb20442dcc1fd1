import { viewedBy, viewingOf } from '@/lib/domain/capabilities'
import type { ConnectionId, UserId, VisitId } from '@/lib/domain/ids'
import { toUser } from '@/lib/domain/topics'
import {
  KEEPS_POSITION_MS,
  movedIn,
  positionIn,
  type QueueChange,
  type Visit,
  visitOfWaitingRoom,
  waitingRoomOf,
} from '@/lib/domain/visits/visit'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { Visits } from '@/lib/server/ports/visits/visits'

interface Deps {
  readonly visits: Pick<Visits, 'find' | 'queue' | 'arrive' | 'markAway' | 'depart'>
  readonly connections: Pick<Connections, 'isHere'>
  readonly clock: Clock
  readonly bus: Bus
}

/**
 * Who waits for visits. Whoever says that they leave is out at once; whoever loses the connection keeps their position for half a
 * minute, however often it is lost.
 */
export function createVisitWaitingRoom({ visits, connections, clock, bus }: Deps) {
  /** Left by saying so, until their connection has declared it. */
  const leaving = new Set<string>()
  const keyOf = (connection: ConnectionId, id: VisitId) => `${connection} ${id}`

  async function publish(visit: Visit, change: QueueChange): Promise<void> {
    const { queue, revision } = change
    const moved = movedIn(change)
    await bus.publish({
      type: 'visit.waiting',
      visit,
      queue,
      moved,
      revision,
      at: clock.now(),
      audience: [...(visit.host === null ? [] : [visit.host]), ...moved.map(({ user }) => user)].map(toUser),
    })
  }

  async function depart(id: VisitId, user: UserId, awayBefore?: number): Promise<void> {
    const change = await visits.depart(id, user, awayBefore)
    const found = change && (await visits.find(id, user))
    if (found) await publish(found.visit, change)
  }

  /** Those who have been away for too long lose their position; whoever is back keeps it. */
  async function letGo(id: VisitId, user: UserId): Promise<void> {
    if (await connections.isHere(user, viewingOf(waitingRoomOf(id)))) return
    await depart(id, user, clock.now() - KEEPS_POSITION_MS)
  }

  async function lose(id: VisitId, user: UserId): Promise<void> {
    clock.after(KEEPS_POSITION_MS, () => letGo(id, user))
    await visits.markAway(id, user, clock.now())
    const [found, { queue, revision }] = await Promise.all([visits.find(id, user), visits.queue(id)])
    // Nobody's position changes: it is for the host alone.
    if (found?.state === 'waiting')
      await publish(found.visit, { before: queue.map((one) => one.user), queue, revision })
  }

  /** A process that was stopped with everybody on it leaves people behind whose departure nobody announced. */
  async function noteLost(id: VisitId): Promise<void> {
    for (const { user, awaySince } of (await visits.queue(id)).queue)
      if (awaySince === null && !(await connections.isHere(user, viewingOf(waitingRoomOf(id)))))
        await lose(id, user)
  }

  bus.on('connection.closed', async ({ user, connection, capability, last }) => {
    const viewed = viewedBy(capability)
    const id = viewed === undefined ? undefined : visitOfWaitingRoom(viewed)
    if (id === undefined) return
    const hasLeft = leaving.delete(keyOf(connection, id))
    if (!last) return
    if (hasLeft) return depart(id, user)
    return lose(id, user)
  })

  return {
    publish,
    noteLost,
    /** @returns their position, from 1; undefined: they cannot wait (any more) */
    async arrive(visit: Visit, user: UserId): Promise<number | undefined> {
      const change = await visits.arrive(visit.id, user, clock.now())
      if (!change) return undefined
      await publish(visit, change)
      return positionIn(change.queue, user) ?? undefined
    },
    /** The connection does not wait any more, because its person says so and not because it is lost. */
    leave(connection: ConnectionId, id: VisitId): void {
      leaving.add(keyOf(connection, id))
    },
  }
}

export type VisitWaitingRoom = ReturnType<typeof createVisitWaitingRoom>
