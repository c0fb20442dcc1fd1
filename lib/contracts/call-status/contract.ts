import { z } from 'zod'
import { defineContract } from '../kit'
import { forms } from '../refusal-forms'

const words = { INVALID_REQUEST: { text: 'Invalid message format' } } as const

/** Status of calls, pushed over a raw WebSocket. Source: spec/call-status.md. So far: how a connection authenticates. */
export const callStatus = defineContract({
  name: 'call-status',
  title: 'Call status',
  fromHandshake: false,
  capabilities: [],
  families: { frames: { event: 'error', form: forms.frame, closes: true, overrides: words } },
  namespaces: {
    'ws:/': {
      inbound: {
        init: {
          input: z.object({
            /** The e-mail address, or the id, of the account that the connection belongs to. */
            userId: z.string().min(1).max(320),
            /** An access token, where the upgrade carried neither one nor the web session's cookie. */
            token: z.string().min(1).max(4_000).optional(),
          }),
          access: 'public',
          limits: ['authentication'],
          family: 'frames',
          summary: 'Says whose calls this connection follows; due within 15 s',
          source: 'spec/call-status.md "Init Message"',
        },
      },
      outbound: {
        connected: {
          payload: z.object({ type: z.literal('connected'), userId: z.string(), message: z.string() }),
          summary: 'The connection now follows the calls of this account',
          source: 'spec/call-status.md "Connection Confirmation"',
        },
        error: {
          payload: z.object({ type: z.literal('error'), message: z.string(), code: z.number() }),
          summary: 'Refused, and why; closed with 4401 without credentials, with 4403 for somebody else',
          source: 'spec/call-status.md "Error Message"',
        },
      },
    },
  },
  rest: {},
})
