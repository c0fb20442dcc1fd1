import { z } from 'zod'
import { TELEPHONE_STATUSES } from '@/lib/domain/calls/telephone'
import { callId } from '../call-events'
import { envelope, isoTime, type RestRow } from '../kit'

const source = 'contracts, section 8 "telephone calls"'

const call = {
  callId: z.string(),
  status: z.enum(TELEPHONE_STATUSES),
  customerNumber: z.string(),
  assistantId: z.string().nullable(),
}

const text = (most: number) => z.string().max(most).optional().catch(undefined)

/** What of a provider's message is read; other kinds of messages have other fields, and are answered all the same. */
const providerMessage = z.object({
  type: text(100),
  status: text(50),
  endedReason: text(200),
  call: z
    .object({
      id: text(200),
      /** As it was given with the call. */
      metadata: z
        .object({ callId: text(100) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
})

/** Calls to telephones, over REST. */
export const telephoneRest = {
  placeTelephoneCall: {
    method: 'POST',
    path: '/api/v6/call',
    body: z.object({
      /** With its country. */
      customerNumber: z.string().min(1).max(40),
      /** Who speaks, as the provider knows it. */
      assistantId: z.string().min(1).max(200).nullish(),
    }),
    response: envelope(z.object(call)),
    access: 'call.audio',
    limits: ['requests', 'newCalls'],
    summary:
      'Calls a telephone number; takes `call.telephone` (agents and above) unless the provider is simulated, and no guest. Its status follows on the raw WebSocket',
    source,
  },
  telephoneCall: {
    method: 'GET',
    path: '/api/v6/call/:id',
    params: z.object({ id: callId }),
    response: envelope(
      z.object({
        ...call,
        /** In the provider’s words; null: it has not ended. */
        endedReason: z.string().nullable(),
        placedAt: isoTime,
        answeredAt: isoTime.nullable(),
        endedAt: isoTime.nullable(),
        /** Whole seconds since it was answered; 0: it was not. */
        duration: z.number().int(),
      }),
    ),
    access: 'call.audio',
    limits: ['requests'],
    summary: 'One’s own call to a telephone',
    source,
  },
  telephoneWebhook: {
    method: 'POST',
    path: '/api/v6/call/webhook',
    headers: z.object({ 'x-vapi-secret': z.string().max(4_000).optional() }),
    body: z.object({ message: providerMessage.optional().catch(undefined) }),
    maxBytes: 256 * 1_024,
    response: envelope(z.object({})),
    access: 'public',
    limits: ['webhooks'],
    summary: 'What the provider has to say, with its secret; again, or in another order, does no harm',
    source,
  },
} as const satisfies Record<string, RestRow>
