import type { DomainEvent, DomainEventOf, DomainEventType } from '@/lib/domain/events/domain-event'
import type { Signal, SignalOf, SignalType } from '@/lib/domain/events/signal'
import type { Millis } from '@/lib/domain/ids'

export interface Clock {
  /** Epoch ms that never go back, whatever happens to the machine's clock. */
  now(): Millis
  /** Runs `action` once after `ms`; a failure is logged. @returns how to call it off */
  after(ms: Millis, action: () => Promise<void> | void): () => void
  /** Runs `action` once what is under way now is done, an acknowledgement among it; a failure is logged. */
  soon(action: () => Promise<void> | void): void
  /** Runs `action` every `ms` until called off; never twice at once. */
  every(ms: Millis, action: () => Promise<void> | void): () => void
}

export interface Ids {
  /** A random UUID: reveals nothing about whom it names. */
  next(): string
  /** `msg_<epoch ms>_<random>`. @see spec/omegoo.md "Message Format" */
  message(now: Millis): string
}

/** What travels on the bus, by the name of its type. */
export type BusEventType = DomainEventType | SignalType
export type BusEventOf<T extends BusEventType> =
  | DomainEventOf<Extract<T, DomainEventType>>
  | SignalOf<Extract<T, SignalType>>
export type BusEvent = DomainEvent | Signal

/** What an observer makes of the types that it names. */
export type Observer = { readonly [T in BusEventType]?: (event: BusEventOf<T>) => Promise<void> | void }

/**
 * Domain events and signals inside this process, in two phases: reactions are part of what happened and are done before its
 * acknowledgement; observers are never waited for.
 */
export interface Bus {
  /** Hands the event's frames over, then runs every reaction; a failing one is logged and stops no other. */
  publish(event: DomainEvent): Promise<void>
  /** The same for what has no audience, and so no frames. */
  signal(signal: Signal): Promise<void>
  /** Who turns domain events into frames: before any reaction, so that an event's frames precede those of what follows from it. */
  deliver(deliver: (event: DomainEvent) => void): void
  /** Reactions to one event must not depend on the order in which they are registered. */
  on<T extends BusEventType>(type: T, reaction: (event: BusEventOf<T>) => Promise<void> | void): void
  /**
   * Each observer gets its events in order. One that takes time falls behind, up to a bound: beyond it events are dropped and
   * counted, so what must not be lost is a reaction, or a row of the outbox.
   */
  observe(name: string, observer: Observer): void
  observeAll(name: string, observer: (event: BusEvent) => Promise<void> | void): void
  /** Events that each observer has not been given, because it was too slow. */
  dropped(): ReadonlyMap<string, number>
}
