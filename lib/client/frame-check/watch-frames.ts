import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'
import type { FrameCheck } from './frame-check'

export const CHECK_EVERY_MS: Millis = 5_000
/** Until the first frame was checked, the picture is covered: somebody waits. */
export const LOOK_AGAIN_MS: Millis = 250

interface Deps<Source> {
  readonly check: Pick<FrameCheck<Source>, 'store' | 'load' | 'check' | 'startOver'>
  /** Undefined while nothing is received. */
  readonly source: () => Source | undefined
  /** Whether the processor is at its limit (`qualityLimitationReason`): sound and picture come first. */
  readonly isLimited: () => boolean
  readonly clock: Clock
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>
}

/**
 * Checks one partner's picture: its first frame as soon as there is one, then a frame every 5 s while the page is visible
 * and the processor has time for it. Loads the model unless that was done before.
 *
 * @returns what ends it, with the session
 */
export function watchFrames<Source>({ check, source, isLimited, clock, page }: Deps<Source>): () => void {
  let hasEnded = false
  let isChecking = false
  let callOff = () => {}

  const isFirst = () => check.store.getState().verdict === 'unchecked'
  const mayRun = () => ['loading', 'ready'].includes(check.store.getState().state.phase)
  const mayCheck = () => page.visibilityState === 'visible' && (isFirst() || !isLimited())
  const checkNow = async () => {
    if (isChecking || hasEnded) return
    isChecking = true
    callOff()
    const received = mayCheck() ? source() : undefined
    if (received !== undefined) await check.check(received)
    isChecking = false
    if (hasEnded) return
    callOff = clock.later(isFirst() && mayRun() ? LOOK_AGAIN_MS : CHECK_EVERY_MS, () => void checkNow())
  }
  const handleVisibility = () => void checkNow()

  check.startOver()
  void check.load()
  page.addEventListener('visibilitychange', handleVisibility)
  void checkNow()
  return () => {
    hasEnded = true
    callOff()
    page.removeEventListener('visibilitychange', handleVisibility)
    check.startOver()
  }
}
