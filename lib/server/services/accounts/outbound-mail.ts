import { DomainError } from '@/lib/domain/errors'
import type { OutboundMail } from '@/lib/domain/outbound-mail'
import type { ServerLimit } from '@/lib/domain/limits'
import type { Limiter } from '@/lib/server/ports/connections/limiter'
import type { Messenger } from '@/lib/server/ports/messenger'
import type { Bus, Clock } from '@/lib/server/ports/system'

/** How many mails or messages of a channel the whole server sends in an hour; they cost money and the sender's good name. */
export type Ceilings = Readonly<Record<OutboundMail['channel'], number>>

interface Deps {
  readonly messenger: Messenger
  /** Of all processes. */
  readonly limiter: Limiter
  readonly clock: Clock
  readonly bus: Bus
  readonly ceilings: Ceilings
}

const WINDOW_MS = 60 * 60_000
/** What one address may use of a ceiling, and all registrations together, so that there is something left for others. */
const SHARES = { address: 0.25, registrations: 0.5 } as const
const NAMES = {
  email: { server: 'mailOfServer', share: 'mailOfAddress' },
  sms: { server: 'smsOfServer', share: 'smsOfAddress' },
} as const satisfies Record<OutboundMail['channel'], Record<string, ServerLimit>>

/** On whose behalf one is sent: the address that asked for it, or a registration's. */
export type Sender = { readonly address: string } | 'registrations'

/** Mail and text messages to people, within what the server may send. */
export function createMailer({ messenger, limiter, clock, bus, ceilings }: Deps) {
  async function consume(name: ServerLimit, key: string, max: number): Promise<number | undefined> {
    const at = clock.now()
    const verdict = await limiter.consume(key, { max, windowMs: WINDOW_MS }, at)
    if (verdict.allowed) return undefined
    await bus.signal({ type: 'limit.exceeded', limit: name, at })
    return Math.max(1, Math.ceil(verdict.retryAfterMs / 1_000))
  }

  return {
    /**
     * Counts one before it is promised.
     *
     * @throws RATE_LIMIT_EXCEEDED when the sender has had its share, UNAVAILABLE when the server has sent all it may; both with
     *   `retryAfter`
     */
    async reserve(channel: OutboundMail['channel'], sender: Sender): Promise<void> {
      const ceiling = ceilings[channel]
      const { server, share } = NAMES[channel]
      const [who, part] =
        sender === 'registrations' ? [sender, SHARES.registrations] : [sender.address, SHARES.address]
      const tooMuch = await consume(share, `${share} ${who}`, Math.max(1, Math.ceil(ceiling * part)))
      if (tooMuch !== undefined) throw new DomainError('RATE_LIMIT_EXCEEDED', { retryAfter: tooMuch })
      const retryAfter = await consume(server, server, ceiling)
      if (retryAfter !== undefined) throw new DomainError('UNAVAILABLE', { retryAfter })
    },

    /** Sends one that was reserved, after whatever is going on. */
    send(mail: OutboundMail): void {
      clock.after(0, () => messenger.send(mail))
    },
  }
}

export type MailerService = ReturnType<typeof createMailer>
