import type { Actor } from '@/lib/domain/accounts'
import { settingOf, THRESHOLD_SETTINGS, thresholdsFrom } from '@/lib/domain/alert-settings'
import {
  ALERT_WINDOW_MS,
  type AlertKind,
  alertKindsOf,
  type Threshold,
  thresholdProblem,
  type Thresholds,
} from '@/lib/domain/alerts'
import { DomainError } from '@/lib/domain/errors'
import type { Millis, TenantId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import type { AlertStore } from '@/lib/server/ports/alerts/alert-store'
import type { ReportQueue } from '@/lib/server/ports/moderation/administration'
import type { Settings } from '@/lib/server/ports/settings/settings'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { LiveFiguresService } from '../analytics/live-metrics'
import { type AlertSources, createWatch, type Watch } from './watch'

interface Deps {
  readonly alertStore: AlertStore
  readonly settings: Settings
  readonly reportQueue: Pick<ReportQueue, 'pending'>
  readonly figures: Pick<LiveFiguresService, 'onPoint'>
  readonly alertSources?: AlertSources
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/**
 * Watches the figures and tells administrators when one passes its threshold, and when all is well again; those of a tenant, of
 * what its own people meet with. One process at a time does: the one that publishes the tenant's figures.
 */
export function createAlerts(deps: Deps) {
  const { alertStore, settings, reportQueue, figures, alertSources = {}, clock, ids, bus } = deps
  const watches = new Map<TenantId, Watch>()

  const thresholds = async (tenantId: TenantId): Promise<Thresholds> =>
    thresholdsFrom(await settings.read(tenantId, THRESHOLD_SETTINGS))

  function watchOf(tenantId: TenantId): Watch {
    const parts = { tenantId, alertStore, reportQueue, alertSources, ids, bus }
    const watch = watches.get(tenantId) ?? createWatch({ ...parts, thresholds: () => thresholds(tenantId) })
    watches.set(tenantId, watch)
    return watch
  }

  /** Of whom nothing came for the longest that is looked back, nothing is known here that matters. */
  function forgetOld(now: Millis): void {
    for (const [tenantId, watch] of watches)
      if (watch.seenAt() < now - 2 * ALERT_WINDOW_MS) watches.delete(tenantId)
  }

  figures.onPoint(async (news) => {
    await watchOf(news.tenantId).look(news)
    forgetOld(news.at)
  })

  return {
    /** Those that go on, and all of them newest first, a page at a time. @throws FORBIDDEN */
    async page(actor: Actor, query: { readonly before?: Millis | undefined; readonly limit: number }) {
      authorize(actor, 'admin.dashboard')
      const { before, limit } = query
      const [open, found] = await Promise.all([
        alertStore.open(actor.tenantId),
        alertStore.page(actor.tenantId, { limit: limit + 1, ...(before !== undefined && { before }) }),
      ])
      return { open, alerts: found.slice(0, limit), hasMore: found.length > limit }
    },

    /** What is set, by kind. @throws FORBIDDEN */
    async thresholds(actor: Actor): Promise<Thresholds> {
      authorize(actor, 'admin.dashboard')
      return thresholds(actor.tenantId)
    },

    /** From the next measurement on, in every process. @throws FORBIDDEN also for what is of the whole server, INVALID_THRESHOLD */
    async setThreshold(
      actor: Actor,
      kind: AlertKind,
      { isOn, raise, clear }: Threshold,
    ): Promise<Thresholds> {
      authorize(actor, 'admin.settings')
      if (!alertKindsOf(actor.tenantId).includes(kind))
        throw new DomainError('FORBIDDEN', { description: 'Those who run the server watch this' })
      const problem = thresholdProblem(kind, { isOn, raise, clear })
      if (problem !== undefined) throw new DomainError('INVALID_THRESHOLD', { description: problem })
      const { tenantId, userId: actorId } = actor
      const details = { kind, isOn, raise, clear }
      const about = { tenantId, actorId, action: 'alert.threshold-changed', targetId: null, details }
      await settings.write(tenantId, settingOf(kind), { isOn, raise, clear }, { ...about, at: clock.now() })
      return thresholds(tenantId)
    },
  }
}
