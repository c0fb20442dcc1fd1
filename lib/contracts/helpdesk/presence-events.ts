import { z } from 'zod'
import { bareAck, isoTime, type Namespace } from '../kit'
import { chosenStatus, statusText } from '../presence-fields'
import { sourceOf } from './fields'

const source = sourceOf('Presence & Status')
/** helpdesk knows no calls in its presence: who is in one is busy. */
const shown = chosenStatus
const presence = { access: 'chat.access', family: 'presence' } as const

const seen = z.object({ userId: z.string(), status: shown, connectionCount: z.number().int() })

/** What one is shown as, and who is online. */
export const presenceEvents = {
  inbound: {
    update_presence: {
      ...presence,
      input: z.object({ status: chosenStatus, statusMessage: statusText, customStatus: statusText }),
      ack: z.object({}),
      limits: ['presenceChanges'],
      summary: 'Chooses what one is shown as; kept until one chooses something else',
      source: sourceOf('Core Chat Events'),
    },
    'presence:set_status': {
      ...presence,
      input: chosenStatus,
      ack: z.object({}),
      limits: ['presenceChanges'],
      summary: 'The same in its older form, without words',
      source,
    },
    'presence:get_online_users': {
      ...presence,
      input: z.object({}).loose(),
      ack: bareAck(z.array(seen), []),
      limits: ['presenceReads'],
      summary: 'Oneself and people of shared conversations who are not offline',
      source,
    },
  },
  outbound: {
    presence_updated: {
      payload: z.object({
        userId: z.string(),
        userDisplayName: z.string(),
        status: shown,
        statusMessage: z.string().nullable(),
        customStatus: z.string().nullable(),
        timestamp: isoTime,
        reason: z.enum(['status_change', 'disconnect']),
      }),
      summary: 'Somebody of a shared conversation is shown differently',
      source: sourceOf('Core Chat Events'),
    },
    'presence:update': {
      payload: seen,
      summary: 'The same in its older form',
      source,
    },
    'presence:error': {
      payload: z.string(),
      summary: 'An event of presence is refused, and why',
      source: sourceOf('Error Handling'),
    },
  },
} as const satisfies Namespace
