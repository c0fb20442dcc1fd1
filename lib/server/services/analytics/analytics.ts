import { type DetailedAnalytics, percentile, underOneSecondPercent } from '@/lib/domain/analytics'
import { histogramOf, kindsOf } from '@/lib/domain/counters'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Clock } from '@/lib/server/ports/system'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import type { Counting } from './counting'

interface Deps {
  readonly waitingRoom: Pick<WaitingRoom, 'size'>
  readonly sessions: Pick<Sessions, 'size'>
  readonly counting: Pick<Counting, 'now'>
  readonly clock: Clock
}

const HOUR_MS = 3_600_000

/** Figures of text chat since counting began, of all processes. @see spec/omegoo.md "Analytics & Metrics" */
export function createAnalytics({ waitingRoom, sessions, counting, clock }: Deps) {
  return {
    snapshot(): DetailedAnalytics {
      const { since, counters, peakQueue } = counting.now()
      const of = (name: string) => counters[name] ?? 0
      const [rooms, ended, messages] = [of('text.rooms'), of('text.ended'), of('text.messages')]
      const duration = of('text.duration')
      const pairing = histogramOf(counters, 'text.waits')
      const hours = Math.max(1, (clock.now() - since) / HOUR_MS)
      // A process that died in the second of a start or an end has not counted it: the difference is clamped.
      const active = Math.max(0, Math.min(rooms - ended, sessions.size()))
      return {
        queue: { currentSize: waitingRoom.size('text'), peakSize: peakQueue },
        rooms: { active, totalCreated: rooms },
        pairing: {
          medianTime: percentile(pairing, 0.5),
          p50: percentile(pairing, 0.5),
          p95: percentile(pairing, 0.95),
          p99: percentile(pairing, 0.99),
          underOneSecond: underOneSecondPercent(pairing),
        },
        sessions: {
          averageDuration: ended === 0 ? 0 : Math.round(duration / ended),
          totalDuration: duration,
        },
        messages: { total: messages, averagePerSession: rooms === 0 ? 0 : oneDecimal(messages / rooms) },
        requeues: { total: of('requeues'), perHour: oneDecimal(of('requeues') / hours) },
        disconnectReasons: kindsOf(counters, 'text.causes'),
      }
    },
  }
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10

export type AnalyticsService = ReturnType<typeof createAnalytics>
