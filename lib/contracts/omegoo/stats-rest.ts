import { z } from 'zod'
import { DEVICE_ERRORS, DEVICE_KINDS } from '@/lib/domain/media/device-refusals'
import { envelope, type RestRow } from '../kit'

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
} as const satisfies Record<string, RestRow>
