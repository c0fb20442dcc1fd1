import type { Actor } from '@/lib/domain/accounts'
import { platformOf, weekOf } from '@/lib/domain/activity'
import { addDays, dayOf, type DayWindow, windowBefore } from '@/lib/domain/days'
import { cohortsOf, engagementDays, funnelOf, isStepOpen, kindTotals } from '@/lib/domain/engagement'
import { acceptedWindow, type Narrowed } from '@/lib/domain/figure-filter'
import type { Millis, TenantId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { acceptedValues } from '@/lib/domain/segments'
import { CHAT_TYPES } from '@/lib/domain/sessions'
import type { Acquisition, DemoHistory } from '@/lib/server/ports/analytics/acquisition'
import type { Engagement, PersonDays } from '@/lib/server/ports/analytics/engagement'
import type { Broadcasts } from '@/lib/server/ports/conversations/broadcasts'
import type { ConversationDays } from '@/lib/server/ports/conversations/conversation-days'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AskedFigures } from './acquisition'

interface Deps {
  readonly engagement: Engagement
  readonly personDays: PersonDays
  readonly acquisition: Pick<Acquisition, 'counts'>
  readonly demoHistory: Pick<DemoHistory, 'isThere'>
  readonly conversationDays: Pick<ConversationDays, 'counts'>
  readonly broadcasts: Pick<Broadcasts, 'days'>
  readonly clock: Clock
  readonly bus: Bus
}

/** Cohorts that are shown, up to the last day's week. */
const COHORTS = 12

/** Who comes, what they do, and whether they come again. */
export function createEngagement(deps: Deps) {
  const { engagement, personDays, acquisition, demoHistory, conversationDays, broadcasts: sent } = deps
  const { clock, bus } = deps
  bus.observe('person days', {
    'queue.joined': ({ user, chatType, again, at }) => {
      if (!again) personDays.add({ user, chatType, at, what: 'looked' })
    },
    'session.started': ({ session: { participants, chatType }, at }) => {
      for (const { user } of participants) personDays.add({ user, chatType, at, what: 'matched' })
    },
    'session.ended': ({ session: { participants, chatType, startedAt }, at }) => {
      const lengthMs = Math.max(0, at - startedAt)
      for (const { user, messages } of participants)
        personDays.add({ user, chatType, at, what: { lengthMs, messages } })
    },
  })

  /** Registrations by day, narrowed by what they have. */
  async function registrations(tenant: TenantId, window: DayWindow, { platform, country }: Narrowed) {
    const only = { platform, country }
    const query = { ...window, by: 'platform' as const, keys: 1, rankedFrom: window.from, only }
    const counts = await acquisition.counts(tenant, query)
    return new Map(
      [...Map.groupBy(counts, ({ day }) => day)].map(([day, rows]) => [
        day,
        rows.reduce((sum, { count }) => sum + count, 0),
      ]),
    )
  }

  return {
    /** Counts that somebody, nobody in particular, opened the front page. */
    landed(tenant: TenantId, platform: string, country: string | undefined, at: Millis): void {
      personDays.addLanding({
        tenant,
        day: dayOf(at),
        platform: platformOf(platform),
        country: country ?? '',
      })
    },

    /** A window beside the one before it, and cohorts up to its end. @throws FORBIDDEN, INVALID_REQUEST */
    async report(actor: Actor, { only: given, ...asked }: AskedFigures) {
      authorize(actor, 'admin.dashboard')
      const now = clock.now()
      const today = dayOf(now)
      const window = acceptedWindow(asked, now)
      const previous = windowBefore(window)
      const both = { from: previous.from, to: window.to }
      const { chatType: chosen, ...only } = acceptedValues(given)
      const chatType = CHAT_TYPES.find((one) => one === chosen)
      const lastWeek = weekOf(window.to)
      const weeks = { from: addDays(lastWeek, -7 * (COHORTS - 1)), to: lastWeek }
      const ofKind = { chatType: chatType ?? '', only } as const
      const periodsFrom = weekOf(addDays(window.from, -31))
      const [rows, gate, periods, cohorts, isDemo, conversations, broadcasts] = await Promise.all([
        engagement.days(actor.tenantId, { ...both, only }),
        registrations(actor.tenantId, both, only),
        engagement.periods(actor.tenantId, { from: periodsFrom, to: window.to, ...ofKind }),
        engagement.cohorts(actor.tenantId, { ...weeks, ...ofKind }),
        demoHistory.isThere(actor.tenantId),
        conversationDays.counts(actor.tenantId, window),
        sent.days(actor.tenantId, window),
      ])
      const counted = { rows, gate, chatType }
      const [days, daysBefore] = [engagementDays(counted, window), engagementDays(counted, previous)]
      return {
        window,
        previous,
        days,
        daysBefore,
        funnel: funnelOf(days).map((one) => ({ ...one, isOpen: isStepOpen(one.step, window, today) })),
        funnelBefore: funnelOf(daysBefore),
        kinds: kindTotals(counted, window),
        kindsBefore: kindTotals(counted, previous),
        periods,
        cohorts: cohortsOf(cohorts, weeks, today),
        conversations,
        broadcasts,
        isDemo,
      }
    },
  }
}
