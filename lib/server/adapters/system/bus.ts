import type { DomainEvent, DomainEventOf, DomainEventType } from '@/lib/domain/events'
import type { Bus } from '../../ports/system'

type Reaction = (event: DomainEvent) => Promise<void> | void

/** Domain events of this process. Reactions run one after the other, so what a person sees keeps its order. */
export function createBus(onError: (error: unknown, event: DomainEvent) => void): Bus {
  const reactions: { readonly type: DomainEventType | undefined; readonly react: Reaction }[] = []

  return {
    async publish(event) {
      for (const { type, react } of reactions) {
        if (type !== undefined && type !== event.type) continue
        try {
          await react(event)
        } catch (error) {
          onError(error, event)
        }
      }
    },
    on<T extends DomainEventType>(type: T, react: (event: DomainEventOf<T>) => Promise<void> | void) {
      reactions.push({ type, react: react as Reaction })
    },
    onAny: (react) => void reactions.push({ type: undefined, react }),
  }
}
