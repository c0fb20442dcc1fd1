import {
  type DetailedAnalytics,
  type Histogram,
  type MediaAnalytics,
  percentile,
  underOneSecondPercent,
} from '@/lib/domain/analytics'
import { histogramOf, kindsOf } from '@/lib/domain/counters'
import type { ChatType, MediaChatType } from '@/lib/domain/sessions'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Clock } from '@/lib/server/ports/system'
import type { Counting } from './counting'

interface Deps {
  /** People who wait for a kind. */
  readonly waiting: (chatType: ChatType) => number
  readonly sessions: Pick<Sessions, 'size'>
  readonly counting: Pick<ReturnType<Counting['of']>, 'now'>
  readonly clock: Clock
}

const HOUR_MS = 3_600_000

/** Figures of each kind of session since counting began, of all processes. @see spec/omegoo.md "Analytics & Metrics" */
export function createAnalytics({ waiting, sessions, counting, clock }: Deps) {
  function snapshot(chatType: ChatType): DetailedAnalytics {
    const { since, counters, peakQueues } = counting.now()
    const of = (name: string) => counters[`${chatType}.${name}`] ?? 0
    const [rooms, ended, messages, duration] = [of('rooms'), of('ended'), of('messages'), of('duration')]
    const pairing = histogramOf(counters, `${chatType}.waits`)
    const hours = Math.max(1, (clock.now() - since) / HOUR_MS)
    const begun = rooms + of('changedTo') - of('changedFrom')
    // A process that died in the second of a start or an end has not counted it: the difference is clamped.
    const active = Math.max(0, Math.min(begun - ended, sessions.size()))
    return {
      queue: { currentSize: waiting(chatType), peakSize: peakQueues[chatType] },
      rooms: { active, totalCreated: rooms },
      pairing: {
        medianTime: percentile(pairing, 0.5),
        ...percentilesOf(pairing),
        underOneSecond: underOneSecondPercent(pairing),
      },
      sessions: {
        averageDuration: ended === 0 ? 0 : Math.round(duration / ended),
        totalDuration: duration,
      },
      messages: { total: messages, averagePerSession: rooms === 0 ? 0 : oneDecimal(messages / rooms) },
      requeues: { total: of('requeues'), perHour: oneDecimal(of('requeues') / hours) },
      disconnectReasons: kindsOf(counters, `${chatType}.causes`),
    }
  }

  return {
    snapshot,

    /** With how the media of these sessions fare. */
    mediaSnapshot(chatType: MediaChatType): MediaAnalytics {
      const { counters } = counting.now()
      const { succeeded = 0, failed = 0 } = kindsOf(counters, `${chatType}.reconnects`)
      const tried = succeeded + failed
      return {
        ...snapshot(chatType),
        media: {
          connectTime: percentilesOf(histogramOf(counters, `${chatType}.connect`)),
          reconnects: { tried, succeeded, rate: tried === 0 ? 100 : oneDecimal((100 * succeeded) / tried) },
          failed: counters[`${chatType}.causes:media-failed`] ?? 0,
        },
      }
    },
  }
}

const percentilesOf = (histogram: Histogram) => ({
  p50: percentile(histogram, 0.5),
  p95: percentile(histogram, 0.95),
  p99: percentile(histogram, 0.99),
})

const oneDecimal = (value: number): number => Math.round(value * 10) / 10

export type AnalyticsService = ReturnType<typeof createAnalytics>
