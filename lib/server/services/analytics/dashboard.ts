import type { Actor } from '@/lib/domain/accounts'
import type { FigurePoint, LiveFigures } from '@/lib/domain/live-figures'
import { authorize } from '@/lib/domain/permissions'
import type { People, ReportQueue } from '@/lib/server/ports/moderation/administration'
import type { Clock } from '@/lib/server/ports/system'
import type { LiveFiguresService } from './live-metrics'

interface Deps {
  readonly figures: LiveFiguresService
  readonly people: Pick<People, 'count'>
  readonly reportQueue: Pick<ReportQueue, 'pending'>
  readonly clock: Clock
}

const DAY_MS = 86_400_000

/** What an administrator sees first. */
export function createDashboard({ figures, people, reportQueue, clock }: Deps) {
  return {
    /** Days begin at midnight UTC. @throws FORBIDDEN */
    async overview(actor: Actor) {
      authorize(actor, 'admin.dashboard')
      const now = clock.now()
      const [users, pending] = await Promise.all([
        people.count(actor.tenantId, now - (now % DAY_MS)),
        reportQueue.pending(actor.tenantId),
      ])
      return {
        ...figures.current(actor.tenantId),
        users: { total: users.total, newToday: users.since },
        pending,
        now,
      }
    },

    /** The figures as they are, and the last hour of them, oldest first. @throws FORBIDDEN */
    snapshot(actor: Actor): { figures: LiveFigures; points: readonly FigurePoint[] } {
      authorize(actor, 'admin.dashboard')
      const { tenantId } = actor
      return { figures: figures.current(tenantId), points: figures.lastHour(tenantId) }
    },
  }
}
