import { hasRoomFor, type KeptSignal, stillOfUse } from '@/lib/domain/calls/kept-signals'
import type { KeptSignals } from '@/lib/server/ports/calls/kept-signals'

/** Signals of one process' calls. */
export function createMemoryKeptSignals(): KeptSignals {
  const kept = new Map<string, KeptSignal[]>()
  const keyOf = (call: string, to: string) => `${call} ${to}`
  return {
    async keep(call, to, signal) {
      const list = kept.get(keyOf(call, to)) ?? []
      if (hasRoomFor(signal, list.length)) kept.set(keyOf(call, to), [...list, signal])
    },
    async take(call, to) {
      const list = kept.get(keyOf(call, to)) ?? []
      kept.delete(keyOf(call, to))
      return stillOfUse(list)
    },
    peek: async (call, to) => stillOfUse(kept.get(keyOf(call, to)) ?? []),
    async forget(call, people) {
      for (const to of people) kept.delete(keyOf(call, to))
    },
  }
}
