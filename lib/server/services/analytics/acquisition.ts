import type { Actor } from '@/lib/domain/accounts'
import { compareSignups, groupPlaces, type SignupDimension } from '@/lib/domain/acquisition'
import { addDays, dayOf, windowBefore } from '@/lib/domain/days'
import { acceptedWindow, type AskedWindow } from '@/lib/domain/figure-filter'
import { acceptedValues } from '@/lib/domain/segments'
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
/** Rows of the sources; the document's "top". */
const SOURCES = 50
/** How far back the values to choose from reach, and how many there are of each. */
const VALUES_DAYS = 90
const VALUES = 100

/** What is asked for: days, and values as they came, some of which may mean nothing. */
export interface AskedFigures extends AskedWindow {
  readonly only: Readonly<Record<string, string | undefined>>
}

/** Where people come from. */
export function createAcquisition({ acquisition, demoHistory, clock }: Deps) {
  /** @throws FORBIDDEN, INVALID_REQUEST */
  function accept(actor: Actor, { only, ...asked }: AskedFigures) {
    authorize(actor, 'admin.dashboard')
    const window = acceptedWindow(asked, clock.now())
    const previous = windowBefore(window)
    return { window, previous, both: { from: previous.from, to: window.to }, only: acceptedValues(only) }
  }

  return {
    /** Sign-ups by day and key, the window of the same length before beside it. @throws FORBIDDEN, INVALID_REQUEST */
    async report(actor: Actor, asked: AskedFigures, by: SignupDimension) {
      const { window, previous, both, only } = accept(actor, asked)
      const query = { by, keys: KEYS, rankedFrom: window.from, ...both, only }
      const [counts, isDemo] = await Promise.all([
        acquisition.counts(actor.tenantId, query),
        demoHistory.isThere(actor.tenantId),
      ])
      return { by, window, previous, ...compareSignups(counts, window), isDemo }
    },

    /** Sign-ups by country and region. @throws FORBIDDEN, INVALID_REQUEST */
    async map(actor: Actor, asked: AskedFigures) {
      const { window, only } = accept(actor, asked)
      return { window, ...groupPlaces(await acquisition.places(actor.tenantId, { ...window, only })) }
    },

    /** Sign-ups by where people were sent from, the window before beside it. @throws FORBIDDEN, INVALID_REQUEST */
    async sources(actor: Actor, asked: AskedFigures) {
      const { window, previous, only } = accept(actor, asked)
      const query = { ...window, previousFrom: previous.from, only, rows: SOURCES }
      return { window, ...(await acquisition.sources(actor.tenantId, query)) }
    },

    /** What there is to narrow by, most frequent first. @throws FORBIDDEN */
    async values(actor: Actor) {
      authorize(actor, 'admin.dashboard')
      const today = dayOf(clock.now())
      const window = { from: addDays(today, 1 - VALUES_DAYS), to: today }
      return acquisition.values(actor.tenantId, window, VALUES)
    },
  }
}
