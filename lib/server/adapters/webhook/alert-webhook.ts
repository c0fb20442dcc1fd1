import { createHmac } from 'node:crypto'
import type { AlertWebhook } from '@/lib/server/ports/alerts/alert-webhook'

interface Settings {
  readonly url: string
  readonly secret: string
}

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 over `<seconds>.<body>`, so that a receiver can tell who sent it, and refuse what is old.
 *
 * @param at - when it is sent, epoch ms
 */
function signature(secret: string, body: string, at: number): string {
  const seconds = Math.floor(at / 1_000)
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

/** Posts alerts as JSON. Any answer but 2xx is a failure, a redirect too: the secret's owner named one address. */
export function createAlertWebhook({ url, secret }: Settings): AlertWebhook {
  return {
    async post({ id, body, at }, signal) {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal,
        body,
        headers: {
          'content-type': 'application/json',
          'omegoo-delivery': id,
          'omegoo-signature': signature(secret, body, at),
        },
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`The webhook answers ${answer.status}`)
    },
  }
}
