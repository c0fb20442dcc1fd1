import type { broadcastEvents as rows } from '@/lib/contracts/helpdesk/broadcast-events'
import type { helpdesk } from '@/lib/contracts/helpdesk/contract'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toHolders } from '@/lib/domain/topics'
import type { FrameOf, GatewayInbound } from '../kit'
import { isoTime } from '../iso-time'
import { nameOf } from './fields'

export const broadcastInbound: Pick<GatewayInbound<typeof helpdesk>['/'], keyof typeof rows.inbound> = {
  system_broadcast: async ({ message, priority }, { actor, services }) => {
    const { id, at } = await services.broadcasts.send(actor, message, priority)
    return { broadcastId: id, broadcastAt: isoTime(at) }
  },
}

export const broadcastOutbound = {
  'broadcast.sent': ({
    tenantId,
    broadcast,
  }: DomainEventOf<'broadcast.sent'>): FrameOf<typeof helpdesk>[] => {
    const { id, message, priority, from, at } = broadcast
    return [
      {
        to: toHolders(tenantId, 'chat.access'),
        event: 'system_broadcast_received',
        data: {
          message,
          priority,
          from: nameOf({ displayName: from?.displayName ?? null }),
          broadcastAt: isoTime(at),
          broadcastId: id,
        },
        countedAs: id,
      },
    ]
  },
}
