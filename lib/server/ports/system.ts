import type { DomainEvent, DomainEventOf, DomainEventType } from '@/lib/domain/events'
import type { Millis } from '@/lib/domain/ids'

export interface Clock {
  /** Epoch ms that never go back, whatever happens to the machine's clock. */
  now(): Millis
  /** Runs `action` once after `ms`; a failure is logged. @returns how to call it off */
  after(ms: Millis, action: () => Promise<void> | void): () => void
  /** Runs `action` every `ms` until called off; never twice at once. */
  every(ms: Millis, action: () => Promise<void> | void): () => void
}

export interface Ids {
  /** A random UUID: says nothing about whom it names. */
  next(): string
  /** `msg_<epoch ms>_<random>`. @see spec/omegoo.md "Message Format" */
  message(now: Millis): string
}

/** Domain events inside this process. */
export interface Bus {
  /** Runs every reaction, in the order of registration; a failing one is logged and stops nobody. */
  publish(event: DomainEvent): Promise<void>
  on<T extends DomainEventType>(type: T, reaction: (event: DomainEventOf<T>) => Promise<void> | void): void
  onAny(reaction: (event: DomainEvent) => Promise<void> | void): void
}
