import type { Actor } from '@/lib/domain/accounts'
import { addCounters, type Counters } from '@/lib/domain/counters'
import { type Day, dayOf, daysOf, type DayWindow, windowBefore } from '@/lib/domain/days'
import { acceptedWindow, type AskedWindow } from '@/lib/domain/figure-filter'
import type { Millis, TenantId } from '@/lib/domain/ids'
import { matchingFigures, matchingNames } from '@/lib/domain/matching-figures'
import { mediaFigures, mediaNames } from '@/lib/domain/media/media-figures'
import { COMPARED, comparedOf, HOUR_NAMES, hourFigures } from '@/lib/domain/overview-figures'
import { authorize } from '@/lib/domain/permissions'
import { KEPT_DAYS } from '@/lib/domain/retention'
import { CHAT_TYPES, type ChatType, type MediaChatType } from '@/lib/domain/sessions'
import { deviationOf } from '@/lib/domain/usual'
import type { DemoHistory } from '@/lib/server/ports/analytics/acquisition'
import type { CountedSpan, FigureHistory } from '@/lib/server/ports/analytics/figure-history'
import type { InterestCounts } from '@/lib/server/ports/analytics/interest-counts'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly figureHistory: Pick<FigureHistory, 'read'>
  readonly interestCounts: Pick<InterestCounts, 'top'>
  readonly demoHistory: Pick<DemoHistory, 'isThere'>
  readonly clock: Clock
}

/** What is asked of figures: which days, and of which kind of session (all of them unless given). */
export interface AskedPicture extends AskedWindow {
  readonly chatType?: ChatType | undefined
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const HOURS_SHOWN = 7 * 24
/** Days whose same hour is looked at for what is usual. */
const USUAL_DAYS = 21
const MEDIA: readonly MediaChatType[] = ['audio', 'video']
const INTERESTS = 50
const HOURS_OF_DAY = Array.from({ length: 24 }, (_, hour) => hour)

const startOf = (day: Day): Millis => Date.parse(day)
const total = (spans: readonly CountedSpan[]): Counters =>
  addCounters(...spans.map(({ counters }) => counters))

/** Figures beyond the last hour, from what was counted by hour and by day. */
export function createPicture({ figureHistory, interestCounts, demoHistory, clock }: Deps) {
  const daysIn = (tenantId: TenantId, { from, to }: DayWindow, names: readonly string[]) =>
    figureHistory.read(tenantId, { span: 'day', from: startOf(from), to: startOf(to), names })

  /** A window and the one before, day by day; what was counted on a day of neither is nothing. */
  async function compared(tenantId: TenantId, asked: AskedWindow, names: readonly string[]) {
    const window = acceptedWindow(asked, clock.now())
    const previous = windowBefore(window)
    const [now, before, isDemo] = await Promise.all([
      daysIn(tenantId, window, names),
      daysIn(tenantId, previous, names),
      demoHistory.isThere(tenantId),
    ])
    const days = daysOf(window).map((day) => ({
      day,
      counters: now.find(({ start }) => dayOf(start) === day)?.counters ?? {},
    }))
    return { window, previous, days, now: total(now), before: total(before), isDemo }
  }

  return {
    /**
     * The hours of the last week, and what of the last whole hour is not as it usually is at that hour of the day.
     *
     * @throws FORBIDDEN
     */
    async hours(actor: Actor) {
      authorize(actor, 'admin.dashboard')
      const now = clock.now()
      const from = now - USUAL_DAYS * DAY_MS
      const read = { span: 'hour', from, to: now, names: HOUR_NAMES } as const
      const hours = (await figureHistory.read(actor.tenantId, read)).map(({ start, counters }) =>
        hourFigures(start, counters),
      )
      const last = now - (now % HOUR_MS) - HOUR_MS
      const lastHour = hours.find(({ start }) => start === last) ?? hourFigures(last, {})
      const sameHour = hours.filter(({ start }) => start < last && (last - start) % DAY_MS === 0)
      const unusual = COMPARED.flatMap((what) => {
        const value = comparedOf(what, lastHour)
        const earlier = sameHour.flatMap((hour) => comparedOf(what, hour) ?? [])
        const deviation = value === undefined ? undefined : deviationOf(value, earlier)
        return deviation?.direction ? [{ what, ...deviation, direction: deviation.direction }] : []
      })
      return { hours: hours.filter(({ start }) => start > now - HOURS_SHOWN * HOUR_MS), hour: last, unusual }
    },

    /** @throws FORBIDDEN, INVALID_REQUEST */
    async matching(actor: Actor, { chatType, ...asked }: AskedPicture) {
      authorize(actor, 'admin.dashboard')
      const kinds = chatType ? [chatType] : CHAT_TYPES
      const { tenantId } = actor
      const names = matchingNames(kinds)
      const { window, previous, days, now, before, isDemo } = await compared(tenantId, asked, names)
      // Hours are kept for some weeks only.
      const from = Math.max(startOf(window.from), clock.now() - KEPT_DAYS.figureHours * DAY_MS)
      const [hours, interests] = await Promise.all([
        figureHistory.read(tenantId, { span: 'hour', from, to: startOf(window.to) + DAY_MS - 1, names }),
        interestCounts.top(tenantId, window, INTERESTS),
      ])
      const atHour = (hour: number) =>
        total(hours.filter(({ start }) => new Date(start).getUTCHours() === hour))
      return {
        window,
        previous,
        total: matchingFigures(now, kinds),
        before: matchingFigures(before, kinds),
        kinds: kinds.map((kind) => ({ chatType: kind, ...matchingFigures(now, [kind]) })),
        days: days.map(({ day, counters }) => ({ day, ...matchingFigures(counters, kinds) })),
        hours: HOURS_OF_DAY.map((hour) => ({ hour, ...matchingFigures(atHour(hour), kinds) })),
        /** How long the hours were observed. */
        observedHours: Math.max(1, hours.length),
        interests,
        isDemo,
      }
    },

    /** @throws FORBIDDEN, INVALID_REQUEST */
    async media(actor: Actor, { chatType, ...asked }: AskedPicture) {
      authorize(actor, 'admin.dashboard')
      const kinds = MEDIA.filter((kind) => chatType === undefined || kind === chatType)
      const { window, previous, days, now, before, isDemo } = await compared(
        actor.tenantId,
        asked,
        mediaNames(kinds),
      )
      return {
        window,
        previous,
        total: mediaFigures(now, kinds),
        before: mediaFigures(before, kinds),
        kinds: kinds.map((kind) => ({ chatType: kind, ...mediaFigures(now, [kind]) })),
        days: days.map(({ day, counters }) => ({ day, ...mediaFigures(counters, kinds) })),
        isDemo,
      }
    },
  }
}
