import { z } from 'zod'
import { DEVICE_ERRORS, DEVICE_KINDS } from '@/lib/domain/media/device-refusals'
import { rawBody } from '@/lib/contracts/bytes'
import { RATINGS } from '@/lib/domain/ratings'
import { envelope, type RestRow } from '../kit'
import { sessionId } from './shared'

/** What clients have counted. */
export const statsRest = {
  deviceRefused: {
    method: 'POST',
    path: '/api/stats/permission',
    body: z.object({ kind: z.enum(DEVICE_KINDS), error: z.enum(DEVICE_ERRORS) }),
    response: envelope(z.object({})),
    access: 'authenticated',
    limits: ['requests', 'deviceRefusals'],
    summary: 'Counts that a browser gave no microphone or camera, and why; not whose it was',
    source: 'contracts, section 9 "refused microphones"',
  },
  uplink: {
    method: 'POST',
    path: '/api/stats/uplink',
    body: rawBody({ maxBytes: 64 * 1024, types: ['application/octet-stream'] }),
    response: envelope(z.object({ bytes: z.number().int() })),
    access: 'authenticated',
    limits: ['requests', 'uplinkChecks'],
    summary: 'Takes bytes and forgets them, so that a client finds out how much its line can send',
    source: 'contracts, section 9 "network"; DECISIONS 169',
  },
  rate: {
    method: 'POST',
    path: '/api/stats/rating',
    body: z.object({ sessionId, rating: z.enum(RATINGS) }),
    response: envelope(z.object({})),
    access: 'authenticated',
    limits: ['requests', 'ratings'],
    summary: 'How one found a session that is over; of several ratings the last counts',
    source: 'contracts, section 9 "metrics"; DECISIONS 167',
  },
} as const satisfies Record<string, RestRow>
