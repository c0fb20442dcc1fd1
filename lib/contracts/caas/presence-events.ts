import { z } from 'zod'
import { isoTime, type Namespace } from '../kit'
import { chosenStatus, peopleAsked, statusText } from '../presence-fields'
import { members, sourceOf } from './fields'

const SUBSCRIBING = sourceOf('Subscribe to Presence')

const seen = z.object({
  user_id: z.string(),
  /** Being in a call is `busy`. */
  status: z.enum(['online', 'away', 'busy', 'offline']),
  custom_status: z.string().nullable(),
})
const people = z.object({ user_ids: peopleAsked })

/** What people are shown as. */
export const presenceEvents = {
  capabilities: ['presence'],
  inbound: {
    'presence:set-status': {
      ...members,
      input: z.object({ status: chosenStatus, custom_status: statusText }),
      ack: z.object({}),
      limits: ['presenceChanges'],
      summary: 'Chooses what one is shown as; kept until one chooses something else',
      source: sourceOf('Set Status'),
    },
    'presence:subscribe': {
      ...members,
      input: people,
      ack: z.object({ user_ids: z.array(z.string()), presences: z.array(seen) }),
      limits: ['presenceReads'],
      summary: 'Follows people’s presence on this connection; answers whom, and what they are shown as',
      source: SUBSCRIBING,
    },
    'presence:unsubscribe': {
      ...members,
      input: people,
      ack: z.object({}),
      limits: ['presenceReads'],
      summary: 'Stops following',
      source: 'contracts, section 6',
    },
    'presence:get': {
      ...members,
      input: people,
      ack: z.object({ presences: z.array(seen) }),
      limits: ['presenceReads'],
      summary: 'What people are shown as, in the order asked for; whom one may not know is offline',
      source: 'contracts, section 6',
    },
  },
  outbound: {
    'presence:status-changed': {
      payload: seen.extend({ timestamp: isoTime }),
      summary: 'Somebody whom one follows, or shares a conversation with, is shown differently',
      source: SUBSCRIBING,
    },
    error: {
      payload: z.object({ message: z.string(), code: z.number(), retryAfter: z.number().optional() }),
      summary: 'An event without an acknowledgement is refused, and why',
      source: 'contracts, section 3 "Acknowledgements"',
    },
  },
} as const satisfies Namespace
