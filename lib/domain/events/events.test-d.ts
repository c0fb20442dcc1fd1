import type { DomainEvent, DomainEventType } from './domain-event'
import type { Signal, SignalType } from './signal'

/** No type is both a domain event and a signal. */
declare const both: Extract<DomainEventType, SignalType>
both satisfies never

/** Every domain event has an audience, and no signal has one. */
declare const event: DomainEvent
event.audience satisfies readonly string[]
declare const withAudience: Extract<Signal, { readonly audience: unknown }>
withAudience satisfies never
