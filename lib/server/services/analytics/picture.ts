import type { Actor } from '@/lib/domain/accounts'
import { platformOf } from '@/lib/domain/activity'
import { addCounters, type Counters } from '@/lib/domain/counters'
import { type Day, dayOf, daysOf, type DayWindow, windowBefore } from '@/lib/domain/days'
import {
  acceptedWindow,
  type AskedWindow,
  type Narrowed,
  NOT_KNOWN,
  narrowedBy,
  type NarrowedBy,
} from '@/lib/domain/figure-filter'
import type { Millis, TenantId } from '@/lib/domain/ids'
import { matchingFigures, matchingNames } from '@/lib/domain/matching-figures'
import { mediaFigures, mediaNames } from '@/lib/domain/media/media-figures'
import { COMPARED, comparedOf, HOUR_NAMES, hourFigures } from '@/lib/domain/overview-figures'
import { authorize } from '@/lib/domain/permissions'
import { KEPT_DAYS } from '@/lib/domain/retention'
import { acceptedValues } from '@/lib/domain/segments'
import { CHAT_TYPES, type MediaChatType } from '@/lib/domain/sessions'
import { deviationOf } from '@/lib/domain/usual'
import type { DemoHistory } from '@/lib/server/ports/analytics/acquisition'
import type { CountedSpan, FigureHistory, FigureQuery } from '@/lib/server/ports/analytics/figure-history'
import type { InterestCounts } from '@/lib/server/ports/analytics/interest-counts'
import type { NarrowedFigures } from '@/lib/server/ports/analytics/narrowed-figures'
import type { Clock } from '@/lib/server/ports/system'
import type { AskedFigures } from './acquisition'

interface Deps {
  readonly figureHistory: Pick<FigureHistory, 'read'>
  readonly narrowedFigures: Pick<NarrowedFigures, 'read'>
  readonly interestCounts: Pick<InterestCounts, 'top'>
  readonly demoHistory: Pick<DemoHistory, 'isThere'>
  readonly clock: Clock
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const HOURS_SHOWN = 7 * 24
/** Days whose same hour is looked at for what is usual. */
const USUAL_DAYS = 21
const MEDIA: readonly MediaChatType[] = ['audio', 'video']
const INTERESTS = 50
/** Counted in every hour in which the server ran. */
const OBSERVED = ['samples']
const HOURS_OF_DAY = Array.from({ length: 24 }, (_, hour) => hour)

const startOf = (day: Day): Millis => Date.parse(day)
const total = (spans: readonly CountedSpan[]): Counters =>
  addCounters(...spans.map(({ counters }) => counters))

/** Whose figures. */
interface Asked {
  readonly tenantId: TenantId
  readonly by: NarrowedBy | undefined
}

/** Platforms are counted under few names. @throws INVALID_REQUEST */
function countedBy(values: Narrowed): NarrowedBy | undefined {
  const by = narrowedBy(values)
  if (by?.dimension !== 'platform' || by.value === NOT_KNOWN) return by
  return { ...by, value: platformOf(by.value) }
}

/** Figures beyond the last hour, from what was counted by hour and by day. */
export function createPicture({ figureHistory, narrowedFigures, interestCounts, demoHistory, clock }: Deps) {
  const read = (of: Asked, query: FigureQuery) =>
    of.by
      ? narrowedFigures.read(of.tenantId, { ...query, by: of.by })
      : figureHistory.read(of.tenantId, query)
  const daysIn = (of: Asked, { from, to }: DayWindow, names: readonly string[]) =>
    read(of, { span: 'day', from: startOf(from), to: startOf(to), names })

  /** A window and the one before, day by day; what was counted on a day of neither is nothing. */
  async function compared(of: Asked, asked: AskedWindow, names: readonly string[]) {
    const window = acceptedWindow(asked, clock.now())
    const previous = windowBefore(window)
    const [now, before, isDemo] = await Promise.all([
      daysIn(of, window, names),
      daysIn(of, previous, names),
      demoHistory.isThere(of.tenantId),
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
    async matching(actor: Actor, { only, ...asked }: AskedFigures) {
      authorize(actor, 'admin.dashboard')
      const { chatType, ...values } = acceptedValues(only)
      const kinds = CHAT_TYPES.filter((kind) => chatType === undefined || kind === chatType)
      const of = { tenantId: actor.tenantId, by: countedBy(values) }
      const names = matchingNames(kinds)
      const { window, previous, days, now, before, isDemo } = await compared(of, asked, names)
      // Hours are kept for some weeks only.
      const from = Math.max(startOf(window.from), clock.now() - KEPT_DAYS.figureHours * DAY_MS)
      const inHours = { span: 'hour', from, to: startOf(window.to) + DAY_MS - 1 } as const
      const [hours, observed, interests] = await Promise.all([
        read(of, { ...inHours, names }),
        figureHistory.read(of.tenantId, { ...inHours, names: OBSERVED }),
        interestCounts.top(of.tenantId, window, INTERESTS),
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
        observedHours: Math.max(1, hours.length, observed.length),
        interests,
        isDemo,
      }
    },

    /** @throws FORBIDDEN, INVALID_REQUEST */
    async media(actor: Actor, { only, ...asked }: AskedFigures) {
      authorize(actor, 'admin.dashboard')
      const { chatType, ...values } = acceptedValues(only)
      const of = { tenantId: actor.tenantId, by: countedBy(values) }
      const kinds = MEDIA.filter((kind) => chatType === undefined || kind === chatType)
      const { window, previous, days, now, before, isDemo } = await compared(of, asked, mediaNames(kinds))
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
