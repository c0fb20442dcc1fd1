import { z } from 'zod'
import { isoTime, type RestRow } from '../kit'

const source = 'spec/call-status.md "REST API Endpoints"'

/** Trying out whether frames arrive. */
export const statusRest = {
  testMessage: {
    method: 'POST',
    path: '/api/v6/call/websocket/test',
    body: z.object({
      /** The e-mail address, or the id, of an account. */
      targetUserId: z.string().min(1).max(320),
      message: z.string().max(1_000),
      event: z
        .string()
        .min(1)
        .max(100)
        .refine((event) => !event.startsWith('call.'), 'Not an event of calls'),
    }),
    response: z.object({
      success: z.literal(true),
      message: z.string(),
      data: z.object({
        event: z.string(),
        callId: z.literal('test_call'),
        status: z.literal('test'),
        data: z.object({ message: z.string(), timestamp: isoTime, sender: z.string() }),
      }),
    }),
    access: 'authenticated',
    limits: ['requests', 'statusTests'],
    summary:
      'Sends a frame to the raw WebSockets of an account; answers alike whether there is one. Not for guests',
    source,
  },
  clients: {
    method: 'GET',
    path: '/api/v6/call/websocket/clients',
    response: z.object({ success: z.literal(true), message: z.string() }),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Says where to look for who is connected; the log has it',
    source,
  },
} as const satisfies Record<string, RestRow>
