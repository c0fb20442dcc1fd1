import type { Actor } from '@/lib/domain/accounts'
import { windowBefore } from '@/lib/domain/days'
import { acceptedWindow, type AskedWindow } from '@/lib/domain/figure-filter'
import { moderationDays, totalsOf } from '@/lib/domain/moderation-figures'
import { authorize } from '@/lib/domain/permissions'
import type { DemoHistory } from '@/lib/server/ports/analytics/acquisition'
import type { ModerationCounts } from '@/lib/server/ports/moderation/moderation-counts'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly moderationCounts: ModerationCounts
  readonly demoHistory: Pick<DemoHistory, 'isThere'>
  readonly clock: Clock
}

/** How moderation fares: what waits, how long decisions take, what comes of reports. */
export function createModerationFigures({ moderationCounts, demoHistory, clock }: Deps) {
  return {
    /** The window, and the one of the same length before it. @throws FORBIDDEN, INVALID_REQUEST */
    async report(actor: Actor, asked: AskedWindow) {
      authorize(actor, 'admin.reports')
      const { tenantId } = actor
      const now = clock.now()
      const window = acceptedWindow(asked, now)
      const previous = windowBefore(window)
      const [counts, waiting, isDemo] = await Promise.all([
        moderationCounts.counts(tenantId, { from: previous.from, to: window.to }),
        moderationCounts.waiting(tenantId),
        demoHistory.isThere(tenantId),
      ])
      return {
        window,
        previous,
        waiting,
        now,
        totals: totalsOf(counts, window),
        before: totalsOf(counts, previous),
        days: moderationDays(counts, window),
        isDemo,
      }
    },
  }
}
