import type { Actor } from '@/lib/domain/accounts'
import {
  type Broadcast,
  type BroadcastDay,
  type BroadcastPriority,
  MAX_BROADCAST_TEXT,
  type SentBroadcast,
} from '@/lib/domain/broadcasts'
import { addDays, dayOf } from '@/lib/domain/days'
import { DomainError } from '@/lib/domain/errors'
import { named } from '@/lib/domain/events/conversation-builders'
import type { BroadcastId, Millis } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { toHolders } from '@/lib/domain/topics'
import { hasVisible } from '@/lib/domain/visible-text'
import type { Broadcasts } from '@/lib/server/ports/conversations/broadcasts'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'

interface Deps {
  readonly broadcasts: Broadcasts
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** Connections that were sent one are added up for so long before they are written, ms. */
const COUNTED_MS: Millis = 500

/** Messages of administrators to everybody of their tenant who is there. */
export function createBroadcasts({ broadcasts, clock, ids, bus }: Deps) {
  let reached = new Map<BroadcastId, number>()

  async function write(): Promise<void> {
    const counts = reached
    reached = new Map()
    await broadcasts.addReached(counts)
  }

  return {
    /**
     * Keeps a message, then publishes it to everybody of the tenant who may chat.
     *
     * @throws FORBIDDEN, INVALID_MESSAGE, MESSAGE_TOO_LONG
     */
    async send(actor: Actor, raw: string, priority: BroadcastPriority): Promise<Broadcast> {
      authorize(actor, 'chat.send_broadcasts')
      const { tenantId, userId } = actor
      const message = acceptedMessage(raw)
      const [id, at] = [ids.next(), clock.now()]
      const audit = { tenantId, actorId: userId, action: 'broadcast.sent', targetId: id, at }
      await broadcasts.add(
        { id, tenantId, author: userId, message, priority, at },
        { ...audit, details: { priority } },
      )
      const broadcast = { id, message, priority, from: named(actor), at }
      const audience = [toHolders(tenantId, 'chat.access')]
      await bus.publish({ type: 'broadcast.sent', tenantId, broadcast, at, audience })
      return broadcast
    },

    /** One connection of this process was sent it. */
    countReached(id: BroadcastId): void {
      if (reached.size === 0) clock.after(COUNTED_MS, write)
      reached.set(id, (reached.get(id) ?? 0) + 1)
    },

    /** By UTC day, of so many days up to today; those without any are left out. @throws FORBIDDEN */
    async days(actor: Actor, days: number): Promise<readonly BroadcastDay[]> {
      authorize(actor, 'chat.send_broadcasts')
      const to = dayOf(clock.now())
      return broadcasts.days(actor.tenantId, { from: addDays(to, 1 - days), to })
    },

    /** The tenant's, newest first. @throws FORBIDDEN */
    async page(
      actor: Actor,
      query: Parameters<Broadcasts['page']>[1],
    ): Promise<{ readonly broadcasts: readonly SentBroadcast[]; readonly hasMore: boolean }> {
      authorize(actor, 'chat.send_broadcasts')
      const rows = await broadcasts.page(actor.tenantId, { ...query, limit: query.limit + 1 })
      return { broadcasts: rows.slice(0, query.limit), hasMore: rows.length > query.limit }
    },
  }
}

function acceptedMessage(raw: string): string {
  const message = raw.toWellFormed().trim()
  if (!hasVisible(message)) throw new DomainError('INVALID_MESSAGE')
  if (message.length > MAX_BROADCAST_TEXT)
    throw new DomainError('MESSAGE_TOO_LONG', {
      description: `Message too long (max ${MAX_BROADCAST_TEXT} characters)`,
    })
  return message
}
