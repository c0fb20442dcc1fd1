import { z } from 'zod'
import { defineContract } from '../kit'
import { forms } from '../refusal-forms'
import { tables } from '../tables'
import { broadcastEvents } from './broadcast-events'
import { callEvents } from './call-events'
import { channelEvents } from './channel-events'
import { channelRest } from './channel-rest'
import { fileEvents } from './file-events'
import { messageEvents } from './message-events'
import { presenceEvents } from './presence-events'

const source = 'spec/helpdesk.md "Connection & Authentication"'

/** Refusals of events of channels: one for what is foreign and what does not exist. */
const words = { CONVERSATION_NOT_FOUND: { text: 'Channel not found' } } as const

/** Channels with permissions. Source: spec/helpdesk.md. */
export const helpdesk = defineContract({
  name: 'helpdesk',
  title: 'Helpdesk chat',
  fromHandshake: false,
  capabilities: ['conversations', 'calls', 'presence'],
  families: {
    auth: { event: 'auth:error', form: forms.text },
    presence: { event: 'presence:error', form: forms.text },
    broadcast: { event: 'broadcast:error', form: forms.text },
    chat: { event: 'chat:error', form: forms.text, overrides: words },
  },
  namespaces: {
    '/': {
      inbound: tables(
        {
          authenticate: {
            /** An access token. */
            input: z.string().min(1).max(4_000),
            ack: z.object({ userId: z.string(), displayName: z.string(), role: z.string() }),
            access: 'public',
            limits: ['authentication'],
            family: 'auth',
            invalid: 'INVALID_TOKEN',
            summary: 'Says who this connection is; due within 15 s where the handshake did not',
            source,
          },
        },
        channelEvents.inbound,
        messageEvents.inbound,
        fileEvents.inbound,
        presenceEvents.inbound,
        broadcastEvents.inbound,
        callEvents.inbound,
      ),
      outbound: tables(
        {
          authenticated: {
            payload: z.object({ userId: z.string(), displayName: z.string(), role: z.string() }),
            summary: 'The connection now belongs to this account',
            source,
          },
          'auth:error': { payload: z.string(), summary: 'Not authenticated, and why', source },
          'chat:error': {
            payload: z.string(),
            summary: 'An event of a channel is refused, and why',
            source: 'spec/helpdesk.md "Error Handling"',
          },
        },
        channelEvents.outbound,
        messageEvents.outbound,
        fileEvents.outbound,
        presenceEvents.outbound,
        broadcastEvents.outbound,
        callEvents.outbound,
      ),
    },
  },
  rest: channelRest,
})
