import type { Actor } from '@/lib/domain/accounts'
import type { Counters } from '@/lib/domain/counters'
import { addDays, type Day, dayOf, type DayWindow } from '@/lib/domain/days'
import type { TenantId } from '@/lib/domain/ids'
import { matchingFigures, matchingNames } from '@/lib/domain/matching-figures'
import { mediaFigures, mediaNames } from '@/lib/domain/media/media-figures'
import { HOUR_NAMES, hourFigures } from '@/lib/domain/overview-figures'
import { authorize, isPermitted } from '@/lib/domain/permissions'
import { CHAT_TYPES, type MediaChatType } from '@/lib/domain/sessions'
import {
  compareDay,
  type ComparedOfDay,
  type DayNumbers,
  earlierDays,
  lookedAt,
} from '@/lib/domain/unusual-day'
import type { Acquisition, DemoHistory } from '@/lib/server/ports/analytics/acquisition'
import type { Engagement } from '@/lib/server/ports/analytics/engagement'
import type { FigureHistory } from '@/lib/server/ports/analytics/figure-history'
import type { ModerationCounts } from '@/lib/server/ports/moderation/moderation-counts'
import type { Revenue } from '@/lib/server/ports/payments/revenue'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly figureHistory: Pick<FigureHistory, 'read'>
  readonly acquisition: Pick<Acquisition, 'counts'>
  readonly engagement: Pick<Engagement, 'days'>
  readonly moderationCounts: Pick<ModerationCounts, 'counts'>
  readonly revenue: Pick<Revenue, 'counts'>
  readonly demoHistory: Pick<DemoHistory, 'isThere'>
  readonly clock: Clock
}

const CALLS: readonly MediaChatType[] = ['audio', 'video']
const NAMES = [...new Set([...HOUR_NAMES, ...matchingNames(CHAT_TYPES), ...mediaNames(CALLS)])]

/** One number by day; a day without a row counted nothing. */
type ByDay = ReadonlyMap<Day, number>

function addedUp<Row extends { readonly day: Day }>(rows: readonly Row[], read: (row: Row) => number): ByDay {
  const sums = new Map<Day, number>()
  for (const row of rows) sums.set(row.day, (sums.get(row.day) ?? 0) + read(row))
  return sums
}

/** What a day counted of sessions; without the waits and set-ups that nobody had. */
function sessionNumbers(counters: Counters): DayNumbers {
  const { sessions, messages, waits, failedCalls, errors } = hourFigures(0, counters)
  const { abandonment } = matchingFigures(counters, CHAT_TYPES)
  const { setup } = mediaFigures(counters, CALLS)
  return {
    ...sessions,
    messages,
    failedCalls,
    errors,
    ...(waits.count > 0 && { waits: waits.p95 }),
    ...(abandonment !== null && { abandonment }),
    ...(setup.count > 0 && { setup: setup.p95 }),
  }
}

/** The last whole day of UTC beside the days that it can be compared with. */
export function createYesterday(deps: Deps) {
  const { figureHistory, acquisition, engagement, moderationCounts, revenue, demoHistory, clock } = deps

  async function counted(tenantId: TenantId, { from, to }: DayWindow): Promise<ReadonlyMap<Day, Counters>> {
    const read = { span: 'day', from: Date.parse(from), to: Date.parse(to), names: NAMES } as const
    const spans = await figureHistory.read(tenantId, read)
    return new Map(spans.map(({ start, counters }) => [dayOf(start), counters]))
  }

  /** What is counted by day elsewhere than in the history of figures; of what the caller may see. */
  async function elsewhere({ role, tenantId }: Actor, window: DayWindow) {
    const one = { ...window, keys: 1, rankedFrom: window.from, only: {} }
    const [signups, active, reports, orders] = await Promise.all([
      acquisition.counts(tenantId, { ...one, by: 'platform' }),
      engagement.days(tenantId, { ...window, only: {} }),
      isPermitted(role, 'admin.reports') ? moderationCounts.counts(tenantId, window) : undefined,
      isPermitted(role, 'admin.revenue') ? revenue.counts(tenantId, { ...one, by: 'provider' }) : undefined,
    ])
    return {
      signups: addedUp(signups, ({ count }) => count),
      active: addedUp(active, (row) => (row.chatType === '' ? row.active : 0)),
      ...(reports && { reports: addedUp(reports, ({ name, count }) => (name === 'reports' ? count : 0)) }),
      ...(orders && { orders: addedUp(orders, ({ paid }) => paid) }),
    } satisfies Partial<Record<ComparedOfDay, ByDay>>
  }

  return {
    /** What of yesterday was not as usual. Reads counts by day alone, of eight weeks. @throws FORBIDDEN */
    async report(actor: Actor) {
      authorize(actor, 'admin.dashboard')
      const day = addDays(dayOf(clock.now()), -1)
      const window = { from: lookedAt(day).from, to: day }
      const [history, others, isDemo] = await Promise.all([
        counted(actor.tenantId, window),
        elsewhere(actor, window),
        demoHistory.isThere(actor.tenantId),
      ])
      const numbersOf = (one: Day): DayNumbers => ({
        ...sessionNumbers(history.get(one) ?? {}),
        ...Object.fromEntries(Object.entries(others).map(([what, byDay]) => [what, byDay.get(one) ?? 0])),
      })
      const known = [...history.keys(), ...Object.values(others).flatMap((byDay) => [...byDay.keys()])]
      const since = known.reduce((first, one) => (one < first ? one : first), addDays(day, 1))
      const { against, days } = earlierDays(day, since)
      return {
        day,
        against,
        earlier: days.length,
        numbers: since > day ? [] : compareDay(numbersOf(day), days.map(numbersOf)),
        isDemo,
      }
    },
  }
}
