import type { DomainEvent } from '@/lib/domain/events/domain-event'
import type { Bus, BusEvent, BusEventOf, BusEventType, Observer } from '@/lib/server/ports/system'
import { createObserver } from './observer'

type Handle = (event: BusEvent) => Promise<void> | void

interface Failed {
  readonly type: BusEventType
  /** Whose failure it is; undefined: a reaction's, or the delivery's. */
  readonly observer?: string
}

/**
 * Domain events and signals of this process. First an event's frames go out, then observers are given it, then reactions run
 * one after the other. An event costs what its own reactions cost, however many other ones there are.
 */
export function createBus(onError: (error: unknown, failed: Failed) => void): Bus {
  const reactions = createRegistry<Handle>()
  const observers = createRegistry<(event: BusEvent) => void>()
  const dropped = new Map<string, () => number>()
  let deliver: ((event: DomainEvent) => void) | undefined

  async function react(event: BusEvent, before?: () => void): Promise<void> {
    try {
      before?.()
    } catch (error) {
      onError(error, event)
    }
    for (const offer of observers.of(event.type)) offer(event)
    for (const reaction of reactions.of(event.type)) {
      try {
        const pending = reaction(event)
        // Waiting for what is done already would cost a turn of the queue for each.
        if (pending) await pending
      } catch (error) {
        onError(error, event)
      }
    }
  }

  function observerOf(name: string, handle: Handle): (event: BusEvent) => void {
    if (dropped.has(name)) throw new Error(`There is an observer named ${name} already`)
    const observer = createObserver({
      handle,
      onError: (error, { type }) => onError(error, { type, observer: name }),
    })
    dropped.set(name, observer.dropped)
    return observer.offer
  }

  return {
    publish: (event) => react(event, () => deliver?.(event)),
    signal: (signal) => react(signal),
    deliver(by) {
      if (deliver) throw new Error('Domain events are delivered already')
      deliver = by
    },
    on<T extends BusEventType>(type: T, reaction: (event: BusEventOf<T>) => Promise<void> | void) {
      reactions.add(type, (event) => (isOf(event, type) ? reaction(event) : undefined))
    },
    observe(name, observer) {
      const offer = observerOf(name, handlerOf(observer))
      for (const type of typesOf(observer)) observers.add(type, offer)
    },
    observeAll: (name, handle) => observers.add(undefined, observerOf(name, handle)),
    dropped: () => new Map([...dropped].map(([name, count]) => [name, count()])),
  }
}

/** What is registered, by type; undefined: for all types. */
function createRegistry<Entry>() {
  /** In the order of registration. */
  const all: { readonly type: BusEventType | undefined; readonly entry: Entry }[] = []
  const byType = new Map<BusEventType, readonly Entry[]>()
  return {
    add(type: BusEventType | undefined, entry: Entry): void {
      all.push({ type, entry })
      byType.clear()
    },
    of(type: BusEventType): readonly Entry[] {
      const known = byType.get(type)
      if (known) return known
      const entries = all
        .filter((one) => one.type === undefined || one.type === type)
        .map(({ entry }) => entry)
      byType.set(type, entries)
      return entries
    },
  }
}

const typesOf = (observer: Observer) => Object.keys(observer) as (keyof Observer)[]

function handlerOf(observer: Observer): Handle {
  return (event) => (observer[event.type] as Handle | undefined)?.(event)
}

function isOf<T extends BusEventType>(event: BusEvent, type: T): event is BusEvent & BusEventOf<T> {
  return event.type === type
}
