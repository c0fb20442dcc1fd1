import {
  type DetailedAnalytics,
  emptyHistogram,
  observe,
  percentile,
  underOneSecondPercent,
} from '@/lib/domain/analytics'
import type { Millis, UserId } from '@/lib/domain/ids'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { WaitingRoom } from '@/lib/server/ports/waiting-room'

interface Deps {
  readonly waitingRoom: Pick<WaitingRoom, 'size'>
  readonly clock: Clock
  readonly bus: Bus
}

/** Somebody who joins again this soon after a session is counted as going round once more. */
const REQUEUE_WITHIN_MS = 60_000
const HOUR_MS = 3_600_000

/** Figures of text chat since the process started. @see spec/omegoo.md "Analytics & Metrics" */
export function createAnalytics({ waitingRoom, clock, bus }: Deps) {
  const startedAt = clock.now()
  const pairing = emptyHistogram()
  const disconnectReasons: Record<string, number> = {}
  const lastEnd = new Map<UserId, Millis>()
  const totals = { rooms: 0, ended: 0, duration: 0, messages: 0, requeues: 0, peakQueue: 0 }

  bus.on('queue.joined', ({ user, chatType, again, at }) => {
    if (chatType !== 'text' || again) return
    totals.peakQueue = Math.max(totals.peakQueue, waitingRoom.size('text'))
    if (at - (lastEnd.get(user) ?? -Infinity) <= REQUEUE_WITHIN_MS) totals.requeues += 1
    lastEnd.delete(user)
  })
  bus.on('session.started', ({ session, waitedMs }) => {
    if (session.chatType !== 'text') return
    totals.rooms += 1
    for (const waited of waitedMs) observe(pairing, waited)
  })
  bus.on('session.message', ({ session }) => {
    if (session.chatType === 'text') totals.messages += 1
  })
  bus.on('session.ended', ({ session, cause, at }) => {
    if (session.chatType !== 'text') return
    totals.ended += 1
    totals.duration += at - session.startedAt
    disconnectReasons[cause] = (disconnectReasons[cause] ?? 0) + 1
    for (const { user } of session.participants) {
      lastEnd.delete(user)
      lastEnd.set(user, at)
    }
    forgetOld(at)
  })

  /** Ends are in order of time: the first ones are the oldest. */
  function forgetOld(now: Millis): void {
    for (const [user, at] of lastEnd) {
      if (now - at <= REQUEUE_WITHIN_MS) return
      lastEnd.delete(user)
    }
  }

  function snapshot(): DetailedAnalytics {
    const hours = Math.max(1, (clock.now() - startedAt) / HOUR_MS)
    return {
      queue: { currentSize: waitingRoom.size('text'), peakSize: totals.peakQueue },
      rooms: { active: totals.rooms - totals.ended, totalCreated: totals.rooms },
      pairing: {
        medianTime: percentile(pairing, 0.5),
        p50: percentile(pairing, 0.5),
        p95: percentile(pairing, 0.95),
        p99: percentile(pairing, 0.99),
        underOneSecond: underOneSecondPercent(pairing),
      },
      sessions: {
        averageDuration: totals.ended === 0 ? 0 : Math.round(totals.duration / totals.ended),
        totalDuration: totals.duration,
      },
      messages: {
        total: totals.messages,
        averagePerSession: totals.rooms === 0 ? 0 : Math.round((totals.messages / totals.rooms) * 10) / 10,
      },
      requeues: { total: totals.requeues, perHour: Math.round((totals.requeues / hours) * 10) / 10 },
      disconnectReasons: { ...disconnectReasons },
    }
  }

  return { snapshot }
}

export type AnalyticsService = ReturnType<typeof createAnalytics>
