import { count, type CountersOf, measure } from './counters'
import type { AnalyticsSignals } from './events/analytics'
import type { MatchingEvents } from './events/matching'
import type { SessionEvents, SessionSignals } from './events/sessions'
import type { Millis } from './ids'
import { countMedia } from './media/media-counts'

export function countJoin(of: CountersOf, event: MatchingEvents['queue.joined']): void {
  const { user, chatType, again, interests } = event
  if (again) return
  const counters = of(user)
  count(counters, `${chatType}.joined`)
  if (interests.length > 0) count(counters, `${chatType}.joinedWithInterests`)
}

export function countGaveUp(of: CountersOf, event: MatchingEvents['queue.left']): void {
  measure(of(event.user), `${event.chatType}.gaveUp`, event.waitedMs)
}

export function countStart(of: CountersOf, { session, waitedMs }: SessionEvents['session.started']): void {
  const { chatType, participants } = session
  const [one, other] = participants
  const together = of(one.user, other.user)
  count(together, `${chatType}.rooms`)
  if (participants.some(({ sharedInterests }) => sharedInterests.length > 0))
    count(together, `${chatType}.shared`)
  measure(of(one.user), `${chatType}.waits`, waitedMs[0])
  measure(of(other.user), `${chatType}.waits`, waitedMs[1])
}

export function countConnect(of: CountersOf, event: SessionSignals['media.reported']): void {
  const { session, user, connectMs } = event
  if (connectMs !== null) measure(of(user), `${session.chatType}.connect`, connectMs)
}

export function countReconnect(of: CountersOf, event: SessionSignals['media.reconnect']): void {
  const { user, isBack, chatType } = event
  if (chatType) count(of(user), `${chatType}.reconnects:${isBack ? 'succeeded' : 'failed'}`)
}

/** @param at - when it ended */
export function countEnd(
  of: CountersOf,
  { session, cause }: SessionEvents['session.ended'],
  at: Millis,
): void {
  const { chatType, participants, startedAt } = session
  const [one, other] = participants
  const together = of(one.user, other.user)
  count(together, `${chatType}.ended`)
  count(together, `${chatType}.causes:${cause}`)
  countMedia(of, session, cause, at - startedAt)
}

export function countDevice(of: CountersOf, event: AnalyticsSignals['device.refused']): void {
  count(of(event.user), `devices:${event.kind} ${event.error}`)
}
