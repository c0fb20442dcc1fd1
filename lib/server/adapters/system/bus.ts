import type { DomainEvent, DomainEventOf, DomainEventType } from '@/lib/domain/events'
import type { Bus } from '@/lib/server/ports/system'

/** Domain events of this process. Reactions run one after the other, so what a person sees keeps its order. */
export function createBus(onError: (error: unknown, event: DomainEvent) => void): Bus {
  const reactions: ((event: DomainEvent) => Promise<void> | void)[] = []

  return {
    async publish(event) {
      for (const react of reactions) {
        try {
          await react(event)
        } catch (error) {
          onError(error, event)
        }
      }
    },
    on<T extends DomainEventType>(type: T, react: (event: DomainEventOf<T>) => Promise<void> | void) {
      reactions.push((event) => (isOf(event, type) ? react(event) : undefined))
    },
    onAny: (react) => void reactions.push(react),
  }
}

function isOf<T extends DomainEventType>(
  event: DomainEvent,
  type: T,
): event is DomainEvent & DomainEventOf<T> {
  return event.type === type
}
