import { z } from 'zod'
import { defineContract } from '../kit'
import { forms } from '../refusal-forms'

const source = 'spec/helpdesk.md "Connection & Authentication"'

/** Channels with permissions. Source: spec/helpdesk.md. So far: how a connection authenticates. */
export const helpdesk = defineContract({
  name: 'helpdesk',
  title: 'Helpdesk chat',
  fromHandshake: false,
  capabilities: ['conversations', 'calls', 'presence'],
  families: { auth: { event: 'auth:error', form: forms.text } },
  namespaces: {
    '/': {
      inbound: {
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
      outbound: {
        authenticated: {
          payload: z.object({ userId: z.string(), displayName: z.string(), role: z.string() }),
          summary: 'The connection now belongs to this account',
          source,
        },
        'auth:error': { payload: z.string(), summary: 'Not authenticated, and why', source },
      },
    },
  },
  rest: {},
})
