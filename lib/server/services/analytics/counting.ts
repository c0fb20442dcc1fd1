import type { Millis, UserId } from '@/lib/domain/ids'
import { addCounters, count, measure, type Counters } from '@/lib/domain/counters'
import {
  countConnect,
  countDevice,
  countEnd,
  countGaveUp,
  countJoin,
  countReconnect,
  countStart,
} from '@/lib/domain/figure-counts'
import { highestOf, NO_QUEUES } from '@/lib/domain/peak-queues'
import type { ChatType } from '@/lib/domain/sessions'
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
 * Counts what happens here, and puts it together with what the other processes count. Names with `text.`, `audio.` or `video.` in
 * front are of that kind of session alone: of the kind that it has at that moment.
 */
export function createCounting({ waitingRoom, liveMetricsExchange, clock, bus }: Deps) {
  let known: Pick<Exchanged, 'since' | 'counters' | 'peakQueues'> = {
    since: clock.now(),
    counters: {},
    peakQueues: NO_QUEUES,
  }
  let sent: Counters = {}
  let own: Record<string, number> = {}
  let peakQueues = NO_QUEUES
  /** By account and kind. */
  const lastEnd = new Map<string, Millis>()
  let forgotAt: Millis = -Infinity

  const ofAll = () => own

  bus.observe('counting', {
    'queue.joined': (event) => {
      countJoin(ofAll, event)
      const { user, chatType, again, at } = event
      if (again) return
      peakQueues = highestOf(peakQueues, { ...NO_QUEUES, [chatType]: waitingRoom.size(chatType) })
      const ended = endOf(user, chatType)
      if (at - (lastEnd.get(ended) ?? -Infinity) <= REQUEUE_WITHIN_MS) {
        count(own, 'requeues')
        count(own, `${chatType}.requeues`)
      }
      lastEnd.delete(ended)
    },
    'queue.left': (event) => countGaveUp(ofAll, event),
    'session.started': (event) => {
      countStart(ofAll, event)
      for (const waited of event.waitedMs) measure(own, 'waits', waited)
    },
    'session.message': ({ session: { chatType } }) => {
      count(own, 'messages')
      count(own, `${chatType}.messages`)
    },
    'mode.changed': ({ session: { chatType }, from }) => {
      count(own, `${chatType}.changedTo`)
      count(own, `${from}.changedFrom`)
    },
    'media.reported': (event) => countConnect(ofAll, event),
    'media.reconnect': (event) => countReconnect(ofAll, event),
    'session.ended': (event) => {
      const { session, cause, at } = event
      countEnd(ofAll, event, at)
      const { chatType } = session
      const length = at - session.startedAt
      count(own, `causes:${cause}`)
      measure(own, 'lengths', length)
      count(own, `${chatType}.duration`, length)
      for (const { user } of session.participants) {
        lastEnd.delete(endOf(user, chatType))
        lastEnd.set(endOf(user, chatType), at)
      }
      forgetOld(at)
    },
    'limit.exceeded': ({ limit }) => count(own, `limits:${limit}`),
    'device.refused': (event) => countDevice(ofAll, event),
    'session.rated': ({ chatType, rating }) => count(own, `${chatType}.ratings:${rating}`),
    'failure.noticed': ({ kind }) => count(own, `errors:${kind}`),
  })

  /** Ends are in order of time: the first ones are the oldest. Now and then, because a Map keeps holes where they were. */
  function forgetOld(now: Millis): void {
    if (now - forgotAt < REQUEUE_WITHIN_MS) return
    forgotAt = now
    for (const [ended, at] of lastEnd) {
      if (now - at <= REQUEUE_WITHIN_MS) return
      lastEnd.delete(ended)
    }
  }

  return {
    /** Of all processes, a second old at most; what happened here at once. */
    now: () => ({
      since: known.since,
      counters: addCounters(known.counters, sent, own),
      peakQueues: highestOf(known.peakQueues, peakQueues),
    }),

    /** Sends this process' increments and receives the sums; at most one exchange at a time. @throws UNAVAILABLE, and sends them later */
    async exchange(at: Millis, pointsAfter: Millis): Promise<Exchanged & { readonly added: Counters }> {
      const added = own
      sent = added
      own = {}
      try {
        const exchanged = await liveMetricsExchange.exchange({ at, added, peakQueues, pointsAfter })
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

export type Counting = ReturnType<typeof createCounting>
