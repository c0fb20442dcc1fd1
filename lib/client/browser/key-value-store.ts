/** Where a browser keeps texts by name; `null` where it has none, or forbids it. */
export interface KeyValueStore {
  readonly read: (key: string) => string | null
  readonly write: (key: string, value: string | null) => void
}

/** For this tab (`session`), and for this device (`local`). */
export interface BrowserStores {
  readonly session: KeyValueStore
  readonly local: KeyValueStore
}

/** The browser's own stores. Where they are forbidden or full, nothing is kept and the page works all the same. */
export function browserStores(): BrowserStores {
  return { session: guarded(() => sessionStorage), local: guarded(() => localStorage) }
}

function guarded(open: () => Storage): KeyValueStore {
  const attempt = <T>(act: (storage: Storage) => T, otherwise: T): T => {
    try {
      return act(open())
    } catch {
      return otherwise // On the server, which renders the page too, and in browsers that keep nothing.
    }
  }
  return {
    read: (key) => attempt((storage) => storage.getItem(key), null),
    write: (key, value) =>
      attempt(
        (storage) => (value === null ? storage.removeItem(key) : storage.setItem(key, value)),
        undefined,
      ),
  }
}

/** Calls back when another tab has changed a text that is kept for the device; for as long as the page lives. */
export function followKey(key: string, onChange: () => void): void {
  window.addEventListener('storage', ({ key: changed }) => {
    // Without a key everything was removed.
    if (changed === key || changed === null) onChange()
  })
}
