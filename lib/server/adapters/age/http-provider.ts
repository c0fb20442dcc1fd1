import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { MINIMUM_AGE } from '@/lib/domain/accounts'
import { AGE_RESULTS, WEBHOOK_TOLERANCE_MS } from '@/lib/domain/age-assurance'
import type { AgeProvider } from '@/lib/server/ports/accounts/age-checks'

export interface AgeProviderSettings {
  /** Without a trailing slash. */
  readonly url: string
  readonly secret: string
  /** Where the person comes back to. */
  readonly returnUrl: string
}

/** How long the provider may need to answer, ms. */
const PATIENCE_MS = 5_000
/** Seconds since 1970, and HMAC-SHA256 over `<seconds>.<body>`, hex. */
const SIGNATURE = /^t=(\d{1,12}),v1=([\da-f]{64})$/

const begun = z.object({
  id: z.string().min(1).max(200),
  url: z.url({ protocol: /^https?$/ }).max(2_000),
})
const answered = z.object({ result: z.enum([...AGE_RESULTS, 'pending']) })
const message = z.object({ reference: z.string().min(1).max(200), result: z.enum(AGE_RESULTS) })

/**
 * A provider over HTTP: `POST <url>/checks` `{reference, minimumAge, returnUrl}` → `{id, url}`, `GET <url>/checks/:id` → `{result}`, both
 * with the secret as Bearer token; its webhook is signed by the same secret, in the header `X-Age-Signature`.
 */
export function createAgeProvider(
  { url, secret, returnUrl }: AgeProviderSettings,
  patienceMs: number = PATIENCE_MS,
): AgeProvider {
  async function ask(path: string, body?: object): Promise<unknown> {
    try {
      const response = await fetch(`${url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${secret}`,
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      })
      if (!response.ok) throw new Error(`status ${response.status}`)
      return await response.json()
    } catch (cause) {
      throw away(cause)
    }
  }

  function read<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
    const result = schema.safeParse(answer)
    if (result.success) return result.data
    throw away(result.error)
  }

  return {
    async begin(reference) {
      const question = { reference, minimumAge: MINIMUM_AGE, returnUrl }
      const { id, url: address } = read(begun, await ask('/checks', question))
      return { providerId: id, url: address }
    },

    async result(providerId) {
      const { result } = read(answered, await ask(`/checks/${encodeURIComponent(providerId)}`))
      return result === 'pending' ? undefined : result
    },

    read({ bytes, signature = '' }, now) {
      const [, seconds = '', code = ''] = SIGNATURE.exec(signature) ?? []
      const expected = createHmac('sha256', secret).update(`${seconds}.`).update(bytes).digest()
      const given = Buffer.from(code, 'hex')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      if (Math.abs(now - Number(seconds) * 1_000) > WEBHOOK_TOLERANCE_MS) return undefined
      const result = message.safeParse(parse(bytes))
      return result.success ? result.data : 'malformed'
    },
  }
}

/** An outage, as callers know them: by the code. */
function away(cause: unknown): Error {
  return Object.assign(new Error('The age provider is away for now', { cause }), { code: 'UNAVAILABLE' })
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined // signed, and yet no JSON: of no use
  }
}
