import type { Actor } from '@/lib/domain/accounts'
import { settingOf, THRESHOLD_SETTINGS, thresholdsFrom } from '@/lib/domain/alert-settings'
import {
  type Alert,
  ALERT_KINDS,
  ALERT_WINDOW_MS,
  type AlertKind,
  type AlertState,
  type Measured,
  QUIET,
  stepAlert,
  type Threshold,
  thresholdProblem,
  type Thresholds,
} from '@/lib/domain/alerts'
import { type Counted, countedBetween, lastBefore } from '@/lib/domain/counters'
import { DomainError } from '@/lib/domain/errors'
import { DEFAULT_TENANT, type Millis, type TenantId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { toHolders } from '@/lib/domain/topics'
import type { AlertStore } from '@/lib/server/ports/alerts/alert-store'
import type { ReportQueue } from '@/lib/server/ports/moderation/administration'
import type { Settings } from '@/lib/server/ports/settings/settings'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { LiveFiguresService, PointNews } from '../analytics/live-metrics'
import { type CountedKind, MEASURES } from './measures'

/** What is measured elsewhere, by kind; undefined from one: not known right now. */
export interface AlertSources {
  /** How much of the books does not add up. */
  readonly ledger?: () => Promise<Measured | undefined>
}

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

/** Measured so often, a little less than every third point. */
const EVALUATE_MS = 29_000
/** What becomes worse by less is not written. */
const WORSE_BY = 1.05

/**
 * Watches the figures and tells administrators when one passes its threshold, and when all is well again. One process at a time
 * does: the one that publishes the figures.
 */
export function createAlerts(deps: Deps) {
  const { alertStore, settings, reportQueue, figures, alertSources = {}, clock, ids, bus } = deps
  const audience = [toHolders(DEFAULT_TENANT, 'admin.dashboard')]
  /** What was counted at each point of the last five minutes. */
  let points: Counted[] = []
  let states: Partial<Record<AlertKind, AlertState>> = {}
  let evaluatedAt: Millis = -Infinity
  let isEvaluating = false

  const thresholds = async (tenantId: TenantId): Promise<Thresholds> =>
    thresholdsFrom(await settings.read(tenantId, THRESHOLD_SETTINGS))

  function remember({ at, counters, counted }: PointNews): void {
    // The first point of a process stands on what was counted before it.
    if (points.length === 0) points.push({ at: at - 10_000, counters: countedBetween(counted, counters) })
    points.push({ at, counters })
    while ((points[1]?.at ?? at) <= at - ALERT_WINDOW_MS) points.shift()
  }

  async function measure(kind: AlertKind, now: Millis): Promise<Measured | undefined> {
    if (kind === 'report-queue') return { value: await reportQueue.pending(DEFAULT_TENANT), count: 1 }
    if (kind === 'ledger') return alertSources.ledger?.()
    return MEASURES[kind satisfies CountedKind](countedLately(now))
  }

  function countedLately(now: Millis) {
    const earlier = lastBefore(points, now - ALERT_WINDOW_MS)?.counters ?? {}
    return countedBetween(earlier, points.at(-1)?.counters ?? {})
  }

  const publish = (alert: Alert, at: Millis) => bus.publish({ type: 'alert.changed', alert, at, audience })

  async function evaluateOne(kind: AlertKind, threshold: Threshold, open: Alert | undefined, at: Millis) {
    const measured = await measure(kind, at)
    // What is open is what was written, whichever process did it.
    const before = { ...(states[kind] ?? QUIET), isRaised: open !== undefined }
    const { state, change } = stepAlert(before, measured, kind, threshold, at)
    if (change === 'raised' && measured) {
      const { value } = measured
      const about = { id: ids.next(), kind, value, worst: value, threshold: threshold.raise }
      const alert: Alert = { ...about, raisedAt: at, clearedAt: null, isDemo: false }
      if (await alertStore.raise(DEFAULT_TENANT, alert)) await publish(alert, at)
    } else if (change === 'cleared' && open) {
      const alert = await alertStore.clear(DEFAULT_TENANT, open.id, measured?.value ?? open.value, at)
      if (alert) await publish(alert, at)
    } else if (open && measured && measured.value > open.worst * WORSE_BY) {
      await alertStore.worsen(DEFAULT_TENANT, open.id, measured.value)
      await publish({ ...open, worst: measured.value }, at)
    }
    states = { ...states, [kind]: state }
  }

  async function evaluate(at: Millis): Promise<void> {
    const [set, open] = await Promise.all([thresholds(DEFAULT_TENANT), alertStore.open(DEFAULT_TENANT)])
    for (const kind of ALERT_KINDS)
      await evaluateOne(
        kind,
        set[kind],
        open.find((alert) => alert.kind === kind),
        at,
      )
  }

  figures.onPoint(async (news) => {
    remember(news)
    if (isEvaluating || news.at - evaluatedAt < EVALUATE_MS) return
    evaluatedAt = news.at
    isEvaluating = true
    try {
      await evaluate(news.at)
    } finally {
      isEvaluating = false
    }
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

    /** From the next measurement on, in every process. @throws FORBIDDEN, INVALID_THRESHOLD */
    async setThreshold(
      actor: Actor,
      kind: AlertKind,
      { isOn, raise, clear }: Threshold,
    ): Promise<Thresholds> {
      authorize(actor, 'admin.settings')
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
