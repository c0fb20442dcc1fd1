import type { DomainEvent, DomainEventOf, DomainEventType } from '@/lib/domain/events'
import type { Bus } from '@/lib/server/ports/system'

type Reaction = (event: DomainEvent) => Promise<void> | void

/**
 * Domain events of this process. Reactions run one after the other, so what a person sees keeps its order. An event costs
 * what its own reactions cost, however many other ones there are.
 */
export function createBus(onError: (error: unknown, event: DomainEvent) => void): Bus {
  /** In the order of registration. */
  const all: { readonly type: DomainEventType | undefined; readonly react: Reaction }[] = []
  const byType = new Map<DomainEventType, readonly Reaction[]>()

  function add(type: DomainEventType | undefined, react: Reaction): void {
    all.push({ type, react })
    byType.clear()
  }

  function reactionsTo(type: DomainEventType): readonly Reaction[] {
    const known = byType.get(type)
    if (known) return known
    const reactions = all
      .filter((one) => one.type === undefined || one.type === type)
      .map(({ react }) => react)
    byType.set(type, reactions)
    return reactions
  }

  return {
    async publish(event) {
      for (const react of reactionsTo(event.type)) {
        try {
          const pending = react(event)
          // Waiting for what is done already would cost a turn of the queue for each.
          if (pending) await pending
        } catch (error) {
          onError(error, event)
        }
      }
    },
    on<T extends DomainEventType>(type: T, react: (event: DomainEventOf<T>) => Promise<void> | void) {
      add(type, (event) => (isOf(event, type) ? react(event) : undefined))
    },
    onAny: (react) => add(undefined, react),
  }
}

function isOf<T extends DomainEventType>(
  event: DomainEvent,
  type: T,
): event is DomainEvent & DomainEventOf<T> {
  return event.type === type
}
