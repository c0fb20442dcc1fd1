import type { AppParts } from './app-parts'

/** Keeps what outlives a page: the parts of the account that is signed in, once a page has asked for them. */
export interface AppHolder {
  /** Undefined until a page has opened them. */
  readonly current: () => AppParts | undefined
  /** Called when other parts, or the first ones, have been started. @returns what ends that */
  readonly subscribe: (listener: () => void) => () => void
  /**
   * The parts of an account: those that run, or new ones in the place of another account's or of a lost login's. Changes
   * nothing on the screen, so that it may be called while rendering.
   */
  readonly open: (account: string, make: () => AppParts) => AppParts
  /** Starts what was opened, where it does not run yet. */
  readonly start: () => void
}

export function createAppHolder(): AppHolder {
  const listeners = new Set<() => void>()
  let parts: AppParts | undefined
  let running: AppParts | undefined

  return {
    current: () => parts,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    open(account, make) {
      if (parts?.account !== account || parts.isOver()) parts = make()
      return parts
    },
    start() {
      if (running === parts) return
      running?.stop()
      running = parts
      running?.start()
      for (const listener of listeners) listener()
    },
  }
}
