import type { DomainEvent } from '@/lib/domain/events/domain-event'
import type { Bus, BusEvent, BusEventOf, BusEventType } from '@/lib/server/ports/system'

type Reaction = (event: BusEvent) => Promise<void> | void

/**
 * Domain events and signals of this process. Reactions run one after the other, so what a person receives keeps its order. An
 * event costs what its own reactions cost, however many other ones there are.
 */
export function createBus(onError: (error: unknown, event: BusEvent) => void): Bus {
  /** In the order of registration. */
  const all: { readonly type: BusEventType | undefined; readonly react: Reaction }[] = []
  const byType = new Map<BusEventType, readonly Reaction[]>()
  let deliver: ((event: DomainEvent) => void) | undefined

  function add(type: BusEventType | undefined, react: Reaction): void {
    all.push({ type, react })
    byType.clear()
  }

  function reactionsTo(type: BusEventType): readonly Reaction[] {
    const known = byType.get(type)
    if (known) return known
    const reactions = all
      .filter((one) => one.type === undefined || one.type === type)
      .map(({ react }) => react)
    byType.set(type, reactions)
    return reactions
  }

  async function react(event: BusEvent, before?: () => void): Promise<void> {
    try {
      before?.()
    } catch (error) {
      onError(error, event)
    }
    for (const reaction of reactionsTo(event.type)) {
      try {
        const pending = reaction(event)
        // Waiting for what is done already would cost a turn of the queue for each.
        if (pending) await pending
      } catch (error) {
        onError(error, event)
      }
    }
  }

  return {
    publish: (event) => react(event, () => deliver?.(event)),
    signal: (signal) => react(signal),
    deliver(by) {
      if (deliver) throw new Error('Domain events are delivered already')
      deliver = by
    },
    on<T extends BusEventType>(type: T, reaction: (event: BusEventOf<T>) => Promise<void> | void) {
      add(type, (event) => (isOf(event, type) ? reaction(event) : undefined))
    },
    onAny: (reaction) => add(undefined, reaction),
  }
}

function isOf<T extends BusEventType>(event: BusEvent, type: T): event is BusEvent & BusEventOf<T> {
  return event.type === type
}
