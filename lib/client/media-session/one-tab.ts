const NAME = 'omegoo.media'

/** Sound and picture belong to one tab of a browser: two of them would take the line from each other. */
export interface OneTab {
  /** Asks for them, as long as nothing has been asked. @param changed - called with whether they are this tab's, now and later */
  claim(changed: (isMine: boolean) => void): void
  /** Takes them from the tab that has them. */
  take(): void
  /** Another tab has asked for them: its socket may receive the signals now, until this one sends some. */
  onAsked(listener: () => void): void
  release(): void
}

/** By the browser's locks, which a tab that is closed or killed gives back. Without them every tab has its own. */
export function createOneTab(
  locks: LockManager | null = navigator.locks ?? null,
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'> = new BroadcastChannel(NAME),
): OneTab {
  let changed: ((isMine: boolean) => void) | undefined
  let isMine = false
  let waiting = new AbortController()
  let giveBack = () => {}
  let asking = Promise.resolve()

  const set = (next: boolean) => {
    isMine = next
    changed?.(next)
  }
  const hold = () =>
    new Promise<void>((resolve) => {
      giveBack = resolve
      set(true)
    })
  /** @returns once it is lost, refused, or given back */
  const attempt = async (options: LockOptions) => {
    let [had, wasGivenBack] = [false, false]
    try {
      wasGivenBack =
        (await locks?.request(NAME, options, (lock) => {
          if (!lock || !changed) return false
          had = true
          return hold().then(() => true)
        })) === true
    } catch (error) {
      // Taken by another tab, or not waited for any more; else the browser gives this page no locks.
      if (!(error instanceof DOMException && error.name === 'AbortError')) return set(true)
    }
    if (wasGivenBack || !changed || options.signal?.aborted) return
    set(false)
    if (!had) channel.postMessage('asked')
    waiting = new AbortController()
    void attempt({ signal: waiting.signal })
  }

  return {
    claim(listener) {
      if (changed) return
      changed = listener
      if (!locks) return set(true)
      // The lock of the session before may be on its way back.
      asking = asking.then(() => (changed ? attempt({ ifAvailable: true }) : undefined))
    },
    take() {
      waiting.abort()
      void attempt({ steal: true })
    },
    onAsked(listener) {
      channel.addEventListener('message', () => isMine && listener())
    },
    release() {
      changed = undefined
      isMine = false
      waiting.abort()
      giveBack()
    },
  }
}
