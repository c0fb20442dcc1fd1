import type { Millis, UserId } from '@/lib/domain/ids'
import { addCounters, count, measure, type Counters } from '@/lib/domain/counters'
import type { Exchanged, LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'

interface Deps {
  readonly waitingRoom: Pick<WaitingRoom, 'size'>
  readonly liveMetricsExchange: Pick<LiveMetricsExchange, 'exchange'>
  readonly clock: Clock
  readonly bus: Bus
}

/** A person who joins again this soon after a session counts as searching again. */
const REQUEUE_WITHIN_MS = 60_000

/**
 * Counts what happens here, and puts it together with what the other processes count. Names with `text.` in front are of
 * text chat alone.
 */
export function createCounting({ waitingRoom, liveMetricsExchange, clock, bus }: Deps) {
  let known: Pick<Exchanged, 'since' | 'counters' | 'peakQueue'> = {
    since: clock.now(),
    counters: {},
    peakQueue: 0,
  }
  let sent: Counters = {}
  let own: Record<string, number> = {}
  let peakQueue = 0
  const lastEnd = new Map<UserId, Millis>()
  let forgotAt: Millis = -Infinity

  bus.observe('counting', {
    'queue.joined': ({ user, chatType, again, at }) => {
      if (chatType !== 'text' || again) return
      peakQueue = Math.max(peakQueue, waitingRoom.size('text'))
      if (at - (lastEnd.get(user) ?? -Infinity) <= REQUEUE_WITHIN_MS) count(own, 'requeues')
      lastEnd.delete(user)
    },
    'session.started': ({ session, waitedMs }) => {
      for (const waited of waitedMs) measure(own, 'waits', waited)
      if (session.chatType !== 'text') return
      count(own, 'text.rooms')
      for (const waited of waitedMs) measure(own, 'text.waits', waited)
    },
    'session.message': ({ session }) => {
      count(own, 'messages')
      if (session.chatType === 'text') count(own, 'text.messages')
    },
    'session.ended': ({ session, cause, at }) => {
      const length = at - session.startedAt
      count(own, `causes:${cause}`)
      measure(own, 'lengths', length)
      if (session.chatType !== 'text') return
      count(own, 'text.ended')
      count(own, 'text.duration', length)
      count(own, `text.causes:${cause}`)
      for (const { user } of session.participants) {
        lastEnd.delete(user)
        lastEnd.set(user, at)
      }
      forgetOld(at)
    },
    'limit.exceeded': ({ limit }) => count(own, `limits:${limit}`),
    'device.refused': ({ kind, error }) => count(own, `devices:${kind} ${error}`),
    'failure.noticed': ({ kind }) => count(own, `errors:${kind}`),
  })

  /** Ends are in order of time: the first ones are the oldest. Now and then, because a Map keeps holes where they were. */
  function forgetOld(now: Millis): void {
    if (now - forgotAt < REQUEUE_WITHIN_MS) return
    forgotAt = now
    for (const [user, at] of lastEnd) {
      if (now - at <= REQUEUE_WITHIN_MS) return
      lastEnd.delete(user)
    }
  }

  return {
    /** Of all processes, a second old at most; what happened here at once. */
    now: () => ({
      since: known.since,
      counters: addCounters(known.counters, sent, own),
      peakQueue: Math.max(known.peakQueue, peakQueue),
    }),

    /** Sends this process' increments and receives the sums; at most one exchange at a time. @throws UNAVAILABLE, and sends them later */
    async exchange(at: Millis, pointsAfter: Millis): Promise<Exchanged & { readonly added: Counters }> {
      const added = own
      sent = added
      own = {}
      try {
        const exchanged = await liveMetricsExchange.exchange({ at, added, peakQueue, pointsAfter })
        known = exchanged
        return { ...exchanged, added }
      } catch (error) {
        own = { ...addCounters(added, own) }
        throw error
      } finally {
        sent = {}
      }
    },
  }
}

export type Counting = ReturnType<typeof createCounting>
