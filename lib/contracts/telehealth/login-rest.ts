import { z } from 'zod'
import type { RestRow } from '../kit'
import { password } from '../omegoo/fields'
import { secondFactor } from '../omegoo/second-factor-rest'
import { tenantHeaders } from '../omegoo/tenant-rest'
import { sourceOf } from './fields'

/** Signing in as the document's clients do. */
export const loginRest = {
  login: {
    method: 'POST',
    path: '/api/v1/auth/login',
    headers: tenantHeaders,
    body: z.object({
      email: z.string().max(254),
      password,
      ...secondFactor,
    }),
    response: z.object({
      success: z.literal(true),
      token: z.string(),
      refreshToken: z.string(),
      user: z.object({
        id: z.string(),
        email: z.string(),
        displayName: z.string().nullable(),
        role: z.string(),
      }),
    }),
    access: 'public',
    limits: ['credentials', 'credentialsOfAccount'],
    summary: 'Logs in with e-mail and password; the token is at the top level',
    source: sourceOf('Authentication'),
  },
} as const satisfies Record<string, RestRow>
