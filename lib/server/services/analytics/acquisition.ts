import type { Actor } from '@/lib/domain/accounts'
import { acceptedWindow, compareSignups, type SignupDimension } from '@/lib/domain/acquisition'
import { type DayWindow, windowBefore } from '@/lib/domain/days'
import { authorize } from '@/lib/domain/permissions'
import type { Acquisition, DemoHistory } from '@/lib/server/ports/analytics/acquisition'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly acquisition: Acquisition
  readonly demoHistory: Pick<DemoHistory, 'isThere'>
  readonly clock: Clock
}

/** This many keys are kept apart beside the unknown ones; the rest is one. */
const KEYS = 19

/** Where people come from. */
export function createAcquisition({ acquisition, demoHistory, clock }: Deps) {
  return {
    /** Sign-ups by day and key, the window of the same length before beside it. @throws FORBIDDEN, INVALID_REQUEST */
    async report(actor: Actor, asked: Partial<DayWindow>, by: SignupDimension) {
      authorize(actor, 'admin.dashboard')
      const window = acceptedWindow(asked, clock.now())
      const previous = windowBefore(window)
      const query = { by, keys: KEYS, rankedFrom: window.from, from: previous.from, to: window.to }
      const [counts, isDemo] = await Promise.all([
        acquisition.counts(actor.tenantId, query),
        demoHistory.isThere(actor.tenantId),
      ])
      return { by, window, previous, ...compareSignups(counts, window), isDemo }
    },
  }
}
