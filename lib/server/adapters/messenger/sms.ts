import type { Messenger } from '@/lib/server/ports/messenger'

export interface SmsSettings {
  readonly accountSid: string
  readonly authToken: string
  /** The number that messages come from (E.164), a sender's name, or a messaging service (`MG…`). */
  readonly from: string
  /** Origin of a gateway that speaks Twilio's interface; undefined: Twilio's own. */
  readonly apiUrl: string | undefined
}

/** How long the provider may need to answer, ms. */
const PATIENCE_MS = 10_000
const MESSAGING_SERVICE = /^MG[0-9a-f]{32}$/i

/** Sends text messages by Twilio or a gateway that speaks its interface. Its package is loaded with the first message. */
export function createSms(settings: SmsSettings, patienceMs: number = PATIENCE_MS): Messenger {
  const { from } = settings
  const sender = MESSAGING_SERVICE.test(from) ? { messagingServiceSid: from } : { from }
  let opening: ReturnType<typeof connect> | undefined
  return {
    async send({ to, body }) {
      opening ??= connect(settings, patienceMs)
      const { messages } = await opening
      try {
        await messages.create({ to, body, ...sender })
      } catch (error) {
        throw withoutContent(error)
      }
    },
  }
}

async function connect({ accountSid, authToken, apiUrl }: SmsSettings, timeout: number) {
  const { default: twilio } = await import('twilio')
  const http = new twilio.RequestClient({ timeout })
  if (apiUrl !== undefined) {
    const request = http.request.bind(http)
    http.request = (options) => request({ ...options, uri: rebased(options.uri, apiUrl) })
  }
  // Nothing of the environment: what the server reads from there is in `readEnv` alone.
  return twilio(accountSid, authToken, {
    httpClient: http,
    lazyLoading: true,
    env: { NODE_ENV: 'production' },
  })
}

function rebased(uri: string, apiUrl: string): string {
  const { pathname, search } = new URL(uri)
  return `${apiUrl}${pathname}${search}`
}

/** What may be logged of a failure: the package's own errors carry the request, and with it the code and the number. */
function withoutContent(error: unknown): Error {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown }
  const known = Object.entries({ status, code }).filter(([, value]) => isMark(value))
  const marks = known.map(([name, value]) => `${name} ${String(value)}`).join(', ')
  return new Error(`The SMS provider did not take the message${marks && ` (${marks})`}`)
}

/** An HTTP status, a provider's number for the reason, or a network error's name such as `ECONNREFUSED`. */
const isMark = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && /^[A-Z_]{1,40}$/.test(value))
