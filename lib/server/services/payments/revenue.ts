import type { Actor } from '@/lib/domain/accounts'
import { windowBefore } from '@/lib/domain/days'
import { acceptedWindow, type AskedWindow } from '@/lib/domain/figure-filter'
import { acceptedValues } from '@/lib/domain/segments'
import { authorize } from '@/lib/domain/permissions'
import type { RevenueDimension } from '@/lib/domain/payments/revenue'
import type { DemoHistory } from '@/lib/server/ports/analytics/acquisition'
import type { Ledger, LedgerQuery } from '@/lib/server/ports/payments/ledger'
import type { Revenue } from '@/lib/server/ports/payments/revenue'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly revenue: Revenue
  readonly ledger: Pick<Ledger, 'page' | 'check'>
  readonly demoHistory: Pick<DemoHistory, 'isThere'>
  readonly clock: Clock
}

/** Which days, and by what their figures are narrowed. */
export interface AskedRevenue extends AskedWindow {
  readonly only: Readonly<Record<string, string | undefined>>
}

/** This many keys are kept apart beside the unknown ones; the rest is one. */
const KEYS = 19

/** What comes in, and the books behind it. */
export function createRevenue({ revenue, ledger, demoHistory, clock }: Deps) {
  return {
    /** Orders, money and coins by day and key, with the window of the same length before. @throws FORBIDDEN, INVALID_REQUEST */
    async report(actor: Actor, { only, ...asked }: AskedRevenue, by: RevenueDimension) {
      authorize(actor, 'admin.revenue')
      const window = acceptedWindow(asked, clock.now())
      const previous = windowBefore(window)
      const both = { from: previous.from, to: window.to }
      const [rows, spending, isDemo] = await Promise.all([
        revenue.counts(actor.tenantId, {
          by,
          keys: KEYS,
          rankedFrom: window.from,
          ...both,
          only: acceptedValues(only),
        }),
        revenue.spending(actor.tenantId, window),
        demoHistory.isThere(actor.tenantId),
      ])
      return { by, window, previous, rows, spending, isDemo }
    },

    /** Newest first, with whether there is more. @throws FORBIDDEN */
    async transactions(actor: Actor, query: LedgerQuery) {
      authorize(actor, 'admin.revenue')
      const found = await ledger.page(actor.tenantId, { ...query, limit: query.limit + 1 })
      return { transactions: found.slice(0, query.limit), hasMore: found.length > query.limit }
    },

    /** Whether the books add up: every entry is read. @throws FORBIDDEN */
    async check(actor: Actor) {
      authorize(actor, 'admin.revenue')
      return { at: clock.now(), ...(await ledger.check(actor.tenantId)) }
    },
  }
}
