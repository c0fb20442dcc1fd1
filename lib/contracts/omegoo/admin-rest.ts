import { z } from 'zod'
import { envelope, isoTime, type RestRow } from '../kit'
import { id } from './shared'

const source = (heading: string) => `spec/omegoo.md "Admin Endpoints" · ${heading}`

/** Administration. Whoever lacks the permission gets 2004 before anything of the request is read. */
export const adminRest = {
  banUser: {
    method: 'POST',
    path: '/api/admin/ban-user',
    body: z.object({
      userId: id,
      reason: z.string().trim().min(1).max(2_000),
      /** Without it the ban has no end. */
      expiresAt: isoTime.nullish(),
    }),
    response: envelope(z.object({ userId: z.string(), bannedUntil: isoTime.nullable() })),
    access: 'admin.bans',
    limits: ['requests'],
    summary: 'Bans an account and its devices; its sockets close at once',
    source: source('POST /api/admin/ban-user'),
  },
} as const satisfies Record<string, RestRow>
