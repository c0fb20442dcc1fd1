import type { Millis, UserId } from '@/lib/domain/ids'
import { REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'

/** Of a session, a call: whatever people are in together, each in one at a time. */
export type RecordId = string

/** A due record that a process leased and neither closed nor postponed is due again after this: the process is gone. */
export const RECORD_LEASE_MS = 5_000
/** A live record is due at least this often, or it is forgotten. */
export const RECORD_DUE_WITHIN_MS = 30 * 60_000
/** How long the record that a person was in last is remembered: a little longer than it can be reported, since clocks differ. */
export const LAST_RECORD_MS = REPORTABLE_AFTER_END_MS + 60_000

/** A record whose deadline has come, and until when no other process gets it. */
export interface DueRecord {
  readonly id: RecordId
  readonly leasedUntil: Millis
}

/** A record that a person was in: whom with at the end, and when that was. */
export interface LastRecord {
  readonly id: RecordId
  readonly others: readonly UserId[]
  readonly at: Millis
}

type Awaitable<T> = T | Promise<T>

/** A port whose adapter answers at once, so that several of its steps are one turn of the event loop. */
export type Immediate<Port> = {
  readonly [Name in keyof Port]: Port[Name] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Awaited<Answer>
    : Port[Name]
}

/**
 * Who is in which live record, and when each is due: the part that sessions and calls have in common. What is in a record, and
 * what may happen in it, is its owner's, who keeps it elsewhere and decides about it in one atomic step. Each call here is one, too;
 * since the two are not, an owner
 *
 * - makes a record before it is entered here, and lets one that is never entered expire;
 * - treats a record that is over as none, though it may still be named here;
 * - brings a deadline forward before what makes that necessary, never after: a due record that is not over does no harm;
 * - announces the end of a record when its `close` was the first. If the process dies before, the deadline finds it.
 */
export interface LiveRecords {
  /**
   * Enters people into a record; all of them, or none. One that is entered already keeps its deadline.
   *
   * @returns who of them is in another one that goes on; nothing has changed if anyone is
   */
  enter(
    record: { readonly id: RecordId; readonly users: readonly UserId[]; readonly deadline: Millis },
    now: Millis,
  ): Awaitable<readonly UserId[]>
  /** One more person enters a record. `over`: it is not, or no longer, entered. */
  join(id: RecordId, user: UserId, now: Millis): Awaitable<'joined' | 'busy' | 'over'>
  /** One person leaves a record that goes on with the others. Without effect for people who are not in it. */
  leave(id: RecordId, user: UserId, others: readonly UserId[], now: Millis): Awaitable<void>
  /** The record that a person is in. */
  current(user: UserId): Awaitable<RecordId | undefined>
  /** The same of several people at once, in their order. */
  among(users: readonly UserId[]): Awaitable<readonly (RecordId | undefined)[]>
  /** The record that a person left, or that was closed, within LAST_RECORD_MS. */
  last(user: UserId, now: Millis): Awaitable<LastRecord | undefined>
  /**
   * Makes the record that a person is in due at `at` or sooner.
   *
   * @returns that record
   */
  bringForward(user: UserId, at: Millis): Awaitable<RecordId | undefined>
  /**
   * Removes a record that is over, and the people still in it.
   *
   * @returns whether this call did, so that its end is announced once
   */
  close(id: RecordId, users: readonly UserId[], now: Millis): Awaitable<boolean>
  /** Leases due records, at most `limit`, the longest due first. Each is to be closed or postponed. */
  leaseDue(now: Millis, limit: number): Awaitable<readonly DueRecord[]>
  /** A record that was due goes on: it is due at `at`, unless its deadline was brought forward since it was leased. */
  postpone(record: DueRecord, at: Millis, users: readonly UserId[]): Awaitable<void>
  /** Live records by when they are due, from the `offset`-th on; what is entered or over meanwhile may move others. At most `limit`. */
  list(offset: number, limit: number): Awaitable<readonly RecordId[]>
  /** Live records; up to a second old where other processes change it. */
  size(): number
}
