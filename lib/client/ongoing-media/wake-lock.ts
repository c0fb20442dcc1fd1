interface Lock {
  readonly release: () => Promise<void>
  readonly addEventListener: (type: 'release', listener: () => void) => void
}

interface Deps {
  /** Undefined where the browser has none, and over plain http. */
  readonly locks: { readonly request: (type: 'screen') => Promise<Lock> } | undefined
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>
}

/**
 * Keeps the screen on while a session with media goes on. The browser releases the lock whenever the page is hidden, and
 * refuses it when the battery is low: it is requested again each time the page is visible.
 *
 * @see W3C "Screen Wake Lock API"
 */
export function createWakeLock({ locks, page }: Deps) {
  let isWanted = false
  let isRequesting = false
  let lock: Lock | undefined

  const request = async (): Promise<void> => {
    if (!isWanted || !locks || lock || isRequesting || page.visibilityState !== 'visible') return
    isRequesting = true
    try {
      const granted = await locks.request('screen')
      lock = granted
      granted.addEventListener('release', () => {
        if (lock === granted) lock = undefined
      })
    } catch (error) {
      console.debug('The screen may go dark.', error)
    } finally {
      isRequesting = false
    }
    if (!isWanted) await release()
  }
  const release = async (): Promise<void> => {
    const held = lock
    lock = undefined
    await held?.release()
  }
  const handleVisibility = () => void request()

  return {
    isSupported: locks !== undefined,
    async hold(): Promise<void> {
      if (!isWanted) page.addEventListener('visibilitychange', handleVisibility)
      isWanted = true
      await request()
    },
    async release(): Promise<void> {
      isWanted = false
      page.removeEventListener('visibilitychange', handleVisibility)
      await release()
    },
  }
}

export type WakeLockKeeper = ReturnType<typeof createWakeLock>

export const browserWakeLock = (): WakeLockKeeper =>
  createWakeLock({ locks: (navigator as Partial<Navigator>).wakeLock, page: document })
