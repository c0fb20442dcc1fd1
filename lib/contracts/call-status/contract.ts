import { z } from 'zod'
import { defineContract, isoTime } from '../kit'
import { forms } from '../refusal-forms'
import { tables } from '../tables'
import { statusRest } from './status-rest'
import { telephoneRest } from './telephone-rest'

const words = { INVALID_REQUEST: { text: 'Invalid message format' } } as const

/** Status of calls, pushed over a raw WebSocket to whoever placed them. Source: spec/call-status.md. */
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
        'call.status.changed': {
          payload: z.object({
            event: z.literal('call.status.changed'),
            callId: z.string(),
            status: z.enum(['initiated', 'ringing', 'in-progress', 'ended', 'failed']),
            data: z.object({
              type: z.literal('status-update'),
              /** Null: no telephone is called. */
              assistantId: z.string().nullable(),
              customerNumber: z.string().nullable(),
              /** Of a call that is over. */
              endedReason: z.string().optional(),
            }),
          }),
          summary: 'A call that the account placed, by whatever contract, has another status',
          source: 'spec/call-status.md "Call Status Update"',
        },
        'test.event': {
          payload: z.object({
            /** As it was asked for. */
            event: z.string(),
            callId: z.literal('test_call'),
            status: z.literal('test'),
            data: z.object({ message: z.string(), timestamp: isoTime, sender: z.string() }),
          }),
          summary: 'Somebody tries whether frames arrive; its `event` is the one that they chose',
          source: 'spec/call-status.md "Test WebSocket Message"',
        },
        error: {
          payload: z.object({ type: z.literal('error'), message: z.string(), code: z.number() }),
          summary: 'Refused, and why; closed with 4401 without credentials, with 4403 for somebody else',
          source: 'spec/call-status.md "Error Message"',
        },
      },
    },
  },
  rest: tables(statusRest, telephoneRest),
})
