import { z } from 'zod'
import { BROADCAST_PRIORITIES } from '@/lib/domain/broadcasts'
import { rawText } from '../conversation-fields'
import { isoTime, type Namespace } from '../kit'
import { sourceOf } from './fields'

const source = sourceOf('Core Chat Events')

/** What administrators send to everybody of their tenant. */
export const broadcastEvents = {
  inbound: {
    system_broadcast: {
      input: z.object({ message: rawText, priority: z.enum(BROADCAST_PRIORITIES).default('normal') }),
      ack: z.object({ broadcastId: z.string(), broadcastAt: isoTime }),
      access: 'chat.send_broadcasts',
      family: 'broadcast',
      limits: ['broadcasts'],
      summary: 'Sends a message to everybody of the tenant who is there; acknowledged once it is kept',
      source,
    },
  },
  outbound: {
    system_broadcast_received: {
      payload: z.object({
        message: z.string(),
        priority: z.enum(BROADCAST_PRIORITIES),
        /** The administrator's display name. */
        from: z.string(),
        broadcastAt: isoTime,
        broadcastId: z.string(),
      }),
      summary: 'A message of an administrator to everybody, its sender too',
      source,
    },
    'broadcast:error': {
      payload: z.string(),
      summary: 'A broadcast is refused, and why',
      source: sourceOf('Error Handling'),
    },
  },
} as const satisfies Namespace
