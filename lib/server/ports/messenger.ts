import type { Millis } from '@/lib/domain/ids'
import type { Letter } from '@/lib/domain/letters'

export interface Messenger {
  /** @throws when the provider does not take it */
  send(letter: Letter): Promise<void>
}

export interface KeptLetter extends Omit<Letter, 'secret'> {
  readonly sentAt: Millis
}

/** Outgoing messages kept for trying things out and for tests. */
export interface Outbox {
  keep(letter: Letter, now: Millis): void
  /** Newest first, at most 200. */
  newest(): readonly KeptLetter[]
}
