import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { TelephoneStep } from '@/lib/domain/calls/telephone'
import type { Telephony } from '@/lib/server/ports/calls/telephony'

export interface VapiSettings {
  /** Without a trailing slash. */
  readonly url: string
  readonly key: string
  /** What its webhook shows in `X-Vapi-Secret`; undefined: there is no webhook. */
  readonly webhookSecret: string | undefined
  /** The number that calls, as Vapi knows it. */
  readonly phoneNumberId: string | undefined
}

/** How long it may need to answer, ms. */
const PATIENCE_MS = 10_000

const placed = z.object({ id: z.string().min(1).max(200) })
const update = z.object({
  message: z.object({
    type: z.literal('status-update'),
    status: z.string().max(50),
    endedReason: z.string().max(200).nullish(),
    call: z.object({
      id: z.string().min(1).max(200),
      /** Ours: what it says may come before its answer to placing the call. */
      metadata: z.object({ callId: z.string().max(100).optional() }).nullish(),
    }),
  }),
})

/** Its statuses by ours; `queued`, `scheduled` and `forwarding` say nothing new. */
const STATUSES: Readonly<Record<string, TelephoneStep['status']>> = {
  ringing: 'ringing',
  'in-progress': 'in-progress',
  ended: 'ended',
  'not-found': 'failed',
  'deletion-failed': 'failed',
}

/**
 * Vapi over HTTP: `POST <url>/call` `{assistantId, phoneNumberId, customer: {number}, metadata}` with the key as Bearer token, and its
 * webhook's `status-update` messages.
 */
export function createVapiTelephony({ url, key, webhookSecret, phoneNumberId }: VapiSettings): Telephony {
  return {
    isSimulated: false,
    async place({ id, customerNumber, assistantId }) {
      const answer = await fetch(`${url}/call`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          ...(assistantId !== null && { assistantId }),
          ...(phoneNumberId !== undefined && { phoneNumberId }),
          customer: { number: customerNumber },
          metadata: { callId: id },
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      if (!answer.ok) throw new Error(`Vapi answers ${answer.status}`)
      return { providerId: placed.parse(await answer.json()).id }
    },
    onStep: () => undefined, // it says so by its webhook
    webhook:
      webhookSecret === undefined
        ? undefined
        : {
            isFrom: (secret) => secret !== undefined && isSame(secret, webhookSecret),
            read(body) {
              const { success, data } = update.safeParse(body)
              const status = success ? STATUSES[data.message.status] : undefined
              if (!success || status === undefined) return undefined
              const { call, endedReason } = data.message
              const own = call.metadata?.callId
              const name = own === undefined ? { providerId: call.id } : { id: own }
              return { name, step: { status, endedReason: endedReason ?? null } }
            },
          },
  }
}

/** In the same time whatever was guessed. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
