import type { Topic } from '@/lib/domain/topics'
import type { FanOut, Publication } from '@/lib/server/ports/connections/fan-out'

/** Topics of one process. */
export function createMemoryFanOut(): FanOut {
  const listeners = new Map<Topic, Set<(publication: Publication) => void>>()
  let handled = 0

  return {
    publish(topic, publication) {
      const mine = listeners.get(topic)
      if (!mine) return
      handled += 1
      for (const listener of mine) listener(publication)
    },
    subscribe(topic, listener) {
      const mine = listeners.get(topic) ?? new Set()
      mine.add(listener)
      listeners.set(topic, mine)
      return () => {
        mine.delete(listener)
        if (mine.size === 0 && listeners.get(topic) === mine) listeners.delete(topic)
      }
    },
    settled: () => Promise.resolve(),
    onGap: () => undefined,
    handled: () => handled,
  }
}
