/** What is used of the page's document. */
type Page = Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>

/** The page's one audio context. */
export interface PageAudio {
  /** Made when it is first needed. */
  readonly context: () => AudioContext
  /** Whether sound can be made and measured. On iOS it cannot before a tap. */
  readonly isRunning: () => boolean
  /** Call it from a tap. @returns whether it runs now */
  readonly resume: () => Promise<boolean>
  readonly close: () => Promise<void>
}

const TAPS = ['pointerup', 'keydown'] as const

/**
 * Keeps one audio context: browsers allow few, and each costs a thread. iOS suspends it by itself, so any tap, and the
 * page's coming back, resume it.
 */
export function createPageAudio(create: () => AudioContext, page: Page): PageAudio {
  let made: AudioContext | undefined

  const isRunning = () => made?.state === 'running'
  const resume = async () => {
    if (!made || made.state === 'closed') return false
    try {
      await made.resume()
    } catch {
      return false // Refused without a tap: the next one tries again.
    }
    return isRunning()
  }
  const handleTap = () => {
    if (!isRunning()) void resume()
  }
  const handleVisible = () => {
    if (page.visibilityState === 'visible') handleTap()
  }
  return {
    isRunning,
    resume,
    context() {
      if (made && made.state !== 'closed') return made
      made = create()
      for (const tap of TAPS) page.addEventListener(tap, handleTap)
      page.addEventListener('visibilitychange', handleVisible)
      return made
    },
    async close() {
      for (const tap of TAPS) page.removeEventListener(tap, handleTap)
      page.removeEventListener('visibilitychange', handleVisible)
      if (made && made.state !== 'closed') await made.close()
    },
  }
}
