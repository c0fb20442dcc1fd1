import type { BrowserStores } from '@/lib/client/browser/key-value-store'
import type { Unsent, UnsentStore } from '@/lib/client/chat/unsent-store'

/** Stores that a test can fill, and hand to a second page as a refresh would. */
export function createFakeStores(): BrowserStores {
  const keeper = () => {
    const kept = new Map<string, string>()
    return {
      read: (key: string) => kept.get(key) ?? null,
      write: (key: string, value: string | null) => {
        if (value === null) kept.delete(key)
        else kept.set(key, value)
      },
    }
  }
  return { session: keeper(), local: keeper() }
}

/** A store of unsent messages that outlives its tabs; `kept` is what it holds, by tab. */
export function createFakeUnsentStore() {
  const kept = new Map<string, Unsent>()
  return {
    kept,
    ofTab: (tab: string): UnsentStore => ({
      recall: () => Promise.resolve([...kept.values()]),
      keep: (unsent) => void (unsent.waiting.length ? kept.set(tab, unsent) : kept.delete(tab)),
      forget: () => kept.clear(),
    }),
  }
}
