import { z } from 'zod'
import { type Namespace, isoTime } from '../kit'
import { chosenStatus, peopleAsked, statusText } from '../presence-fields'
import { sourceOf } from './fields'

const source = sourceOf('Presence')
const presence = { access: 'chat.access', family: 'rooms' } as const

const seen = z.object({
  userId: z.string(),
  status: z.enum(['online', 'offline', 'away', 'busy', 'in_call']),
  statusMessage: z.string().nullable(),
  customStatus: z.string().nullable(),
  connectionCount: z.number().int(),
})

/** What people are shown as. */
export const presenceEvents = {
  inbound: {
    'presence:get': {
      ...presence,
      input: z.object({ userIds: peopleAsked }),
      ack: z.object({ presences: z.array(seen) }),
      limits: ['presenceReads'],
      summary: 'What people are shown as, in the order asked for; whom one may not know is offline',
      source,
    },
    'presence:setStatus': {
      ...presence,
      input: z.object({ status: chosenStatus, customStatus: statusText, statusMessage: statusText }),
      ack: z.object({}),
      limits: ['presenceChanges'],
      summary: 'Chooses what one is shown as; kept until one chooses something else',
      source,
    },
    'presence:subscribe': {
      ...presence,
      input: z.object({ userIds: peopleAsked }),
      ack: z.object({ userIds: z.array(z.string()), presences: z.array(seen) }),
      limits: ['presenceReads'],
      summary: 'Follows people’s presence on this connection; answers whom, and what they are shown as',
      source: sourceOf('Common Patterns'),
    },
    'presence:unsubscribe': {
      ...presence,
      input: z.object({ userIds: peopleAsked }),
      ack: z.object({}),
      limits: ['presenceReads'],
      summary: 'Stops following',
      source: 'contracts, section 6',
    },
  },
  outbound: {
    'presence:changed': {
      payload: seen.extend({ timestamp: isoTime }),
      summary: 'Somebody whom one follows, or shares a conversation with, is shown differently',
      source,
    },
  },
} as const satisfies Namespace
