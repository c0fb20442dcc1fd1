import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import { addCounters, count, measure, type Counters, type CountersOf } from '@/lib/domain/counters'
import { countEnd, countGaveUp, countJoin, countStart } from '@/lib/domain/figure-counts'
import { highestOf, NO_QUEUES } from '@/lib/domain/peak-queues'
import { NOW_HERE, NOW_SESSIONS, nowWaiting } from '@/lib/domain/tenant-levels'
import type { ChatType } from '@/lib/domain/sessions'
import type { Exchanged, LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'

interface Deps {
  readonly tenantId: TenantId
  readonly liveMetricsExchange: Pick<LiveMetricsExchange, 'exchange'>
  /** People of the tenant who wait for a kind, here and elsewhere. */
  readonly waiting: (chatType: ChatType) => number
  readonly startedAt: Millis
}

/** A person who joins again this soon after a session counts as searching again. */
const REQUEUE_WITHIN_MS = 60_000

/**
 * What happens here in one tenant, put together with what the other processes count. Names with `text.`, `audio.` or `video.` in
 * front are of that kind of session alone: of the kind that it has at that moment.
 */
export function createTally({ tenantId, liveMetricsExchange, waiting, startedAt }: Deps) {
  let known: Pick<Exchanged, 'since' | 'counters' | 'peakQueues'> = {
    since: startedAt,
    counters: {},
    peakQueues: NO_QUEUES,
  }
  let sent: Counters = {}
  let own: Record<string, number> = {}
  let peakQueues = NO_QUEUES
  /** By account and kind. */
  const lastEnd = new Map<string, Millis>()
  let forgotAt: Millis = -Infinity

  /** Ends are in order of time: the first ones are the oldest. Now and then, because a Map keeps holes where they were. */
  function forgetOld(now: Millis): void {
    if (now - forgotAt < REQUEUE_WITHIN_MS) return
    forgotAt = now
    for (const [ended, at] of lastEnd) {
      if (now - at <= REQUEUE_WITHIN_MS) return
      lastEnd.delete(ended)
    }
  }

  const counters: CountersOf = () => own

  return {
    count: (name: string, by = 1) => count(own, name, by),
    /** What is counted here until it is sent, whoever did it. */
    counters,
    /** Somebody came, or the last of their connections closed. */
    present: (by: 1 | -1) => count(own, NOW_HERE, by),

    joined(event: DomainEventOf<'queue.joined'>): void {
      const { user, chatType, at } = event
      countJoin(counters, event)
      count(own, nowWaiting(chatType))
      peakQueues = highestOf(peakQueues, { ...NO_QUEUES, [chatType]: waiting(chatType) })
      const ended = endOf(user, chatType)
      if (at - (lastEnd.get(ended) ?? -Infinity) <= REQUEUE_WITHIN_MS) {
        count(own, 'requeues')
        count(own, `${chatType}.requeues`)
      }
      lastEnd.delete(ended)
    },

    left(event: DomainEventOf<'queue.left'>): void {
      countGaveUp(counters, event)
      count(own, nowWaiting(event.chatType), -1)
    },

    started(event: DomainEventOf<'session.started'>): void {
      const { session, waitedMs } = event
      countStart(counters, event)
      count(own, NOW_SESSIONS)
      count(own, nowWaiting(session.chatType), -waitedMs.length)
      for (const waited of waitedMs) measure(own, 'waits', waited)
    },

    ended(event: DomainEventOf<'session.ended'>): void {
      const { session, cause, at } = event
      const { chatType } = session
      const length = at - session.startedAt
      countEnd(counters, event, at)
      count(own, NOW_SESSIONS, -1)
      count(own, `causes:${cause}`)
      measure(own, 'lengths', length)
      count(own, `${chatType}.duration`, length)
      for (const { user } of session.participants) {
        lastEnd.delete(endOf(user, chatType))
        lastEnd.set(endOf(user, chatType), at)
      }
      forgetOld(at)
    },

    /** Of all processes, a second old at most; what happened here at once. */
    now: () => ({
      since: known.since,
      counters: addCounters(known.counters, sent, own),
      peakQueues: highestOf(known.peakQueues, peakQueues),
    }),

    /** One of them, without adding up the rest. */
    valueOf: (name: string): number => (known.counters[name] ?? 0) + (sent[name] ?? 0) + (own[name] ?? 0),

    /** Whether something was counted that no other process knows. */
    hasNews: () => Object.keys(own).length > 0,

    /** Sends this process' increments and receives the sums; at most one exchange at a time. @throws UNAVAILABLE, and sends them later */
    async exchange(at: Millis, pointsAfter: Millis): Promise<Exchanged & { readonly added: Counters }> {
      const added = own
      sent = added
      own = {}
      try {
        const exchanged = await liveMetricsExchange.exchange(tenantId, { at, added, peakQueues, pointsAfter })
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

const endOf = (user: UserId, chatType: ChatType) => `${chatType} ${user}`

export type Tally = ReturnType<typeof createTally>
