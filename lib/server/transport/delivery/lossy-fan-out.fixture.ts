import type { Topic } from '@/lib/domain/topics'
import { isStep } from '@/lib/domain/logs'
import { createMemoryFanOut } from '@/lib/server/adapters/memory/fan-out'
import type { FanOut, Gap, Publication } from '@/lib/server/ports/connections/fan-out'

/** What happens to one publication of an entry on its way. */
export type Fault = 'none' | 'drop' | 'twice' | 'late'

/**
 * Topics of several processes that do with entries what a network may: drop them, double them, bring them late and in another
 * order. Everything else arrives.
 */
export function createLossyFanOut() {
  const inner = createMemoryFanOut()
  const listening = new Map<Topic, number>()
  const onGap: ((gap: Gap) => void)[] = []
  let late: [Topic, Publication][] = []
  let nextFault: () => Fault = () => 'none'

  /** What is late arrives, the latest first. */
  function arrive(): void {
    const all = late.toReversed()
    late = []
    for (const [topic, publication] of all) inner.publish(topic, publication)
  }

  const fanOut: FanOut = {
    ...inner,
    publish(topic, publication) {
      const plain = JSON.parse(JSON.stringify(publication)) as Publication
      const fault = plain.kind === 'frames' && isStep(plain.position) ? nextFault() : 'none'
      if (fault === 'late') late.push([topic, plain])
      if (fault === 'none' || fault === 'twice') inner.publish(topic, plain)
      if (fault === 'twice') inner.publish(topic, plain)
    },
    subscribe(topic, listener) {
      listening.set(topic, (listening.get(topic) ?? 0) + 1)
      return inner.subscribe(topic, listener)
    },
    onGap: (listener) => void onGap.push(listener),
  }

  return {
    fanOut,
    arrive,
    /** The faults of the publications to come, in order; then none. */
    fail(faults: readonly Fault[]): void {
      const left = [...faults]
      nextFault = () => left.shift() ?? 'none'
    },
    /** Subscriptions were lost, and are in force again. */
    gap(): void {
      const gap: Gap = { topics: [...listening.keys()], publishHere: inner.publish }
      for (const listener of onGap) listener(gap)
    },
  }
}
