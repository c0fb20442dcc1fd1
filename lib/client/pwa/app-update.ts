/** Loads the new version; the page is asked for again. */
type Load = () => void

let load: Load | undefined
const listeners = new Set<() => void>()

/** A newer version of the app waits; people decide when it comes. */
export function offerUpdate(loadIt: Load): void {
  load = loadIt
  for (const listener of listeners) listener()
}

/** For `useSyncExternalStore`: what loads the newer version, undefined while this one is the newest. */
export const appUpdate = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  current: (): Load | undefined => load,
  onServer: (): Load | undefined => undefined,
}
