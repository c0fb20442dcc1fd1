import { z } from 'zod'
import { forms, refusalForm } from '@/lib/contracts/refusal-forms'
import { fileAnswer, fileBody, rawBody } from '@/lib/contracts/bytes'
import { bareAck, type Contract, defineContract, envelope } from '@/lib/contracts/kit'

/** A contract with a row of every form, also those that no contract here has yet; for tests. */
export const exampleContract: Contract = defineContract({
  name: 'call-example',
  title: 'Example',
  fromHandshake: false,
  capabilities: [],
  handshake: z.object({ can: z.array(z.string()) }),
  families: {
    frame: { event: 'error', form: forms.frame, closes: true },
    text: { event: 'chat:error', form: forms.text },
    own: { event: 'call:error', form: refusalForm('`{error}`', ({ text }) => ({ error: text })) },
    object: {
      event: 'error',
      form: forms.object,
      always: true,
      overrides: { RATE_LIMIT_EXCEEDED: { event: 'rate_limit_exceeded', form: forms.limit } },
    },
  },
  namespaces: {
    '/': {
      inbound: {
        ping: {
          input: z.null(),
          access: 'public',
          limits: [],
          family: 'own',
          summary: 'Asks',
          source: 'example "Ping"',
        },
        'presence:get_online_users': {
          input: z.object({}),
          ack: bareAck(z.array(z.object({ userId: z.string(), connectionCount: z.number().int() })), []),
          access: 'authenticated',
          limits: [],
          family: 'text',
          summary: 'Asks who is online',
          source: 'example "Online"',
        },
      },
      outbound: { pong: { payload: z.null(), summary: 'Answers', source: 'example "Pong"' } },
    },
    '/webrtc': {
      inbound: {
        'webrtc:offer': {
          input: z.union([z.string().max(10), z.object({ sdp: z.string() })]),
          ack: z.object({ callId: z.string() }),
          access: 'call.video',
          limits: ['joins'],
          family: 'object',
          invalid: 'INVALID_MESSAGE',
          summary: 'Offers a|b',
          source: 'example "Offer"',
        },
      },
      outbound: {
        'webrtc:offer': {
          payload: z.object({ sdp: z.string() }),
          summary: 'An offer',
          source: 'example "Offer"',
        },
      },
    },
    'ws:/status': {
      inbound: {
        init: {
          input: z.object({ userId: z.string() }),
          access: 'public',
          limits: [],
          family: 'frame',
          summary: 'Says who',
          source: 'example "Init"',
        },
      },
      outbound: {
        connected: {
          payload: z.object({ type: z.literal('connected') }),
          summary: 'Known now',
          source: 'example "Init"',
        },
      },
    },
  },
  rest: {
    call: {
      method: 'PUT',
      path: '/api/v1/calls/:callId/legs/:leg',
      params: z.object({ callId: z.string(), leg: z.coerce.number().int() }),
      query: z.object({ verbose: z.enum(['yes', 'no']).optional() }),
      body: z.object({ note: z.string().max(5) }).optional(),
      response: envelope(z.record(z.string(), z.number())),
      access: 'call.video',
      limits: [],
      maxBytes: 99,
      summary: 'Changes a call',
      source: 'example "Call"',
    },
    webhook: {
      method: 'POST',
      path: '/api/v1/calls/webhook',
      headers: z.object({ 'x-signature': z.string() }),
      body: rawBody({ maxBytes: 4_096, types: ['application/json'] }),
      response: envelope(z.object({ bytes: z.number().int() })),
      access: 'public',
      limits: [],
      summary: 'Takes a provider’s word',
      source: 'example "Webhook"',
    },
    upload: {
      method: 'POST',
      path: '/api/v1/documents',
      body: fileBody({ maxBytes: 50_000, types: ['image/*', 'application/pdf'] }),
      response: envelope(z.object({ fileId: z.string(), name: z.string(), size: z.number().int() })),
      access: 'authenticated',
      limits: [],
      summary: 'Keeps a file',
      source: 'example "Upload"',
    },
    download: {
      method: 'GET',
      path: '/api/v1/documents/:fileId',
      params: z.object({ fileId: z.string() }),
      response: fileAnswer(['image/*', 'application/pdf']),
      access: 'authenticated',
      limits: [],
      summary: 'Gives the file back',
      source: 'example "Download"',
    },
  },
})
