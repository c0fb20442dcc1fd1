import {
  type Alert,
  ALERT_WINDOW_MS,
  type AlertKind,
  alertKindsOf,
  type AlertState,
  type Measured,
  QUIET,
  stepAlert,
  type Threshold,
  type Thresholds,
} from '@/lib/domain/alerts'
import { type Counted, countedBetween, lastBefore } from '@/lib/domain/counters'
import type { Millis, TenantId } from '@/lib/domain/ids'
import type { PointNews } from '@/lib/domain/live-figures'
import { toHolders } from '@/lib/domain/topics'
import type { AlertStore } from '@/lib/server/ports/alerts/alert-store'
import type { ReportQueue } from '@/lib/server/ports/moderation/administration'
import type { Bus, Ids } from '@/lib/server/ports/system'
import { type CountedKind, MEASURES } from './measures'

/** What is measured elsewhere, by kind; undefined from one: not known right now. */
export interface AlertSources {
  /** How much of the books does not add up. */
  readonly ledger?: () => Promise<Measured | undefined>
}

interface Deps {
  readonly tenantId: TenantId
  readonly alertStore: AlertStore
  readonly reportQueue: Pick<ReportQueue, 'pending'>
  readonly alertSources: AlertSources
  readonly thresholds: () => Promise<Thresholds>
  readonly ids: Ids
  readonly bus: Bus
}

/** Measured so often, a little less than every third point. */
const EVALUATE_MS = 29_000
/** What becomes worse by less is not written. */
const WORSE_BY = 1.05

/** Watches the figures of one tenant. */
export function createWatch({ tenantId, alertStore, reportQueue, alertSources, thresholds, ids, bus }: Deps) {
  const audience = [toHolders(tenantId, 'admin.dashboard')]
  const kinds = alertKindsOf(tenantId)
  /** What was counted at each point of the last five minutes. */
  let points: Counted[] = []
  let states: Partial<Record<AlertKind, AlertState>> = {}
  let evaluatedAt: Millis = -Infinity
  let isEvaluating = false

  function remember({ at, counters, counted }: PointNews): void {
    // The first point of a process stands on what was counted before it.
    if (points.length === 0) points.push({ at: at - 10_000, counters: countedBetween(counted, counters) })
    points.push({ at, counters })
    while ((points[1]?.at ?? at) <= at - ALERT_WINDOW_MS) points.shift()
  }

  async function measure(kind: AlertKind, now: Millis): Promise<Measured | undefined> {
    if (kind === 'report-queue') return { value: await reportQueue.pending(tenantId), count: 1 }
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
      if (await alertStore.raise(tenantId, alert)) await publish(alert, at)
    } else if (change === 'cleared' && open) {
      const alert = await alertStore.clear(tenantId, open.id, measured?.value ?? open.value, at)
      if (alert) await publish(alert, at)
    } else if (open && measured && measured.value > open.worst * WORSE_BY) {
      await alertStore.worsen(tenantId, open.id, measured.value)
      await publish({ ...open, worst: measured.value }, at)
    }
    states = { ...states, [kind]: state }
  }

  async function evaluate(at: Millis): Promise<void> {
    const [set, open] = await Promise.all([thresholds(), alertStore.open(tenantId)])
    for (const kind of kinds)
      await evaluateOne(
        kind,
        set[kind],
        open.find((alert) => alert.kind === kind),
        at,
      )
  }

  return {
    /** When the last point came. */
    seenAt: (): Millis => points.at(-1)?.at ?? 0,
    async look(news: PointNews): Promise<void> {
      remember(news)
      if (isEvaluating || news.at - evaluatedAt < EVALUATE_MS) return
      evaluatedAt = news.at
      isEvaluating = true
      try {
        await evaluate(news.at)
      } finally {
        isEvaluating = false
      }
    },
  }
}

export type Watch = ReturnType<typeof createWatch>
