import type { Call } from '@/lib/domain/calls/call'
import type { CallId, Millis, UserId } from '@/lib/domain/ids'

/** What a rule made of a call. */
export interface ChangedCall {
  readonly before: Call
  readonly after: Call
}

/**
 * Pure, and may run again when another change came between. Undefined from it: nothing is to change; what it refuses by throwing
 * changes nothing.
 */
export type CallRule = (call: Call) => Call | undefined

/** Calls that go on, and who is in which: each person in one at most, ringing counts. Each call here is one atomic step. */
export interface LiveCalls {
  /** Begins a call with all of its people, or not at all. @returns those of them who are in another one */
  begin(call: Call, now: Millis): Promise<readonly UserId[]>
  ofUser(user: UserId): Promise<Call | undefined>
  find(id: CallId): Promise<Call | undefined>
  /**
   * Changes a call by a rule. Whom the rule puts out of it is in none from then on; an end that it gives is given out once, here or by
   * `expire`.
   *
   * @returns undefined: there is no such call (any more)
   */
  change(id: CallId, rule: CallRule, now: Millis): Promise<ChangedCall | undefined>
  /** Holds a place in a call for one more person, before a rule adds them. */
  reserve(id: CallId, user: UserId, now: Millis): Promise<'reserved' | 'busy' | 'over'>
  /** Gives up a place that was held and not taken. */
  release(id: CallId, user: UserId, now: Millis): Promise<void>
  /**
   * Changes what is due by a rule, at most `limit`. Also gives what a process ended that died before it could announce it, with
   * `before` the same as `after`.
   */
  expire(now: Millis, limit: number, rule: (call: Call, now: Millis) => Call): Promise<readonly ChangedCall[]>
  /** Of these people, those who talk in a call. */
  talking(users: readonly UserId[]): Promise<ReadonlySet<UserId>>
  /** Calls that go on, from the `offset`-th on in an order of their own, at most `limit`. */
  list(
    offset: number,
    limit: number,
  ): Promise<{ readonly calls: readonly Call[]; readonly next: number | null }>
  /** Calls that go on; up to a second old where other processes change it. */
  size(): number
}
