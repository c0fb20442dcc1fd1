import { z } from 'zod'
import { rawBody } from '../bytes'
import { envelope, type RestRow } from '../kit'

const source = 'lib/DECISIONS.md, 192'
const state = z.enum(['declared', 'wanted', 'pending', 'adult', 'minor', 'unclear'])

/** That somebody is grown up, where a provider says so. */
export const ageRest = {
  age: {
    method: 'GET',
    path: '/api/user/age',
    response: envelope(z.object({ state })),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Whether one’s declared age is enough here, or where its confirmation stands',
    source,
  },
  beginAgeCheck: {
    method: 'POST',
    path: '/api/user/age/check',
    response: envelope(z.object({ url: z.string() })),
    access: 'authenticated',
    limits: ['requests', 'ageChecks'],
    summary: 'Asks the provider; one goes on at `url`',
    source,
  },
  verifyAge: {
    method: 'POST',
    path: '/api/user/age/verify',
    response: envelope(z.object({ state })),
    access: 'authenticated',
    limits: ['requests', 'ageVerifications'],
    summary: 'Asks the provider for its answer, after one has come back',
    source,
  },
  ageWebhook: {
    method: 'POST',
    path: '/api/age/webhook',
    headers: z.object({ 'x-age-signature': z.string().max(200).optional() }),
    body: rawBody({ maxBytes: 4_096, types: ['application/json'] }),
    response: envelope(z.object({})),
    access: 'public',
    limits: ['requests'],
    summary:
      'The provider’s answer `{reference, result}`, signed in `X-Age-Signature: t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>", hex>`',
    source,
  },
} as const satisfies Record<string, RestRow>
