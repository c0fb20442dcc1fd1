import { z } from 'zod'
import { envelope, type Namespace, type RestRow } from '../kit'

const source = 'contracts, section 4 "Media" and section 9 "ICE servers"'

/** As `RTCConfiguration` has it; `ttl` in seconds. */
const configuration = z.object({
  iceServers: z
    .array(
      z.object({
        urls: z.array(z.string()).readonly(),
        username: z.string().optional(),
        credential: z.string().optional(),
      }),
    )
    .readonly(),
  iceTransportPolicy: z.enum(['all', 'relay']),
  ttl: z.number().int(),
})

/** The servers by socket, for clients with and without acknowledgements. */
export const iceEvents = {
  inbound: {
    'get-ice-servers': {
      access: 'authenticated',
      family: 'generic',
      input: z.object({}),
      ack: configuration,
      limits: ['iceServers'],
      summary:
        'The servers to connect with; for people in a queue or a session, and asked for again after `ttl`',
      source,
    },
  },
  outbound: {
    'ice-servers': {
      payload: configuration,
      summary: 'The servers to connect with, as in the acknowledgement',
      source,
    },
  },
} as const satisfies Namespace

/** The same over REST. */
export const iceRest = {
  iceServers: {
    method: 'GET',
    path: '/api/chat/ice-servers',
    response: envelope(configuration),
    access: 'authenticated',
    limits: ['requests', 'iceServers'],
    summary:
      'The servers to connect with; for people in a queue or a session, and asked for again after `ttl` seconds',
    source,
  },
} as const satisfies Record<string, RestRow>
