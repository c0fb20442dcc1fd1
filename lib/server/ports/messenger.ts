import type { Millis } from '@/lib/domain/ids'
import type { OutboundMail } from '@/lib/domain/outbound-mail'

export interface Messenger {
  /** @throws when the provider does not accept it */
  send(mail: OutboundMail): Promise<void>
}

export interface KeptMail extends Omit<OutboundMail, 'secret'> {
  readonly sentAt: Millis
}

/** Outgoing messages kept for trying things out and for tests. */
export interface SentMail {
  keep(mail: OutboundMail, now: Millis): void
  /** Newest first, at most 200. */
  newest(): readonly KeptMail[]
}
