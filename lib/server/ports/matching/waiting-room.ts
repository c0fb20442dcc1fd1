import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import type { Pairing, QueuePosition, Waiter, Waiting } from '@/lib/domain/matching'
import type { ChatType } from '@/lib/domain/sessions'

export interface Joined {
  /** As the newcomer who joined first stays: joining again changes nothing. */
  readonly waiting: Waiter
  readonly position: QueuePosition
  readonly again: boolean
  /** Set when this join completed a pair. */
  readonly pairing: Pairing | null
}

/**
 * `settled`: once for each pairing, and its session is to be announced. `broken`: one of the two left or blocked the other since
 * it was handed out, and its session must not be. `elsewhere`: it was handed out again after the lease, and is another caller's.
 */
export type Settlement = 'settled' | 'broken' | 'elsewhere'

/**
 * Where people wait for a stranger. Each call is one atomic step, and its cost does not grow with how many wait:
 * at most MAX_CANDIDATES are examined.
 */
export interface WaitingRoom {
  /**
   * Pairs the newcomer with the first who may meet them, preferring shared interests, or lets them wait.
   * `id` names the pairing if there is one. A person waiting for another chat type moves.
   */
  join(newcomer: Waiting, id: SessionId, now: Millis): Promise<Joined>
  /** Whether the person waits, or is one of a pair whose session is yet to be settled. */
  isWaiting(user: UserId): Promise<boolean>
  /** Removes a person; a partner already chosen waits on at their position. @returns what they had joined as */
  leave(user: UserId, now: Millis): Promise<Waiter | undefined>
  /** From now on the two never meet, chosen already or not; nor if either arrives within AVOID_REMEMBERED_MS and does not know it. */
  avoid(user: UserId, other: UserId, now: Millis): Promise<void>
  /** The two may meet again, at once, also if either arrives within AVOID_REMEMBERED_MS and does not know it. */
  reconcile(user: UserId, other: UserId, now: Millis): Promise<void>
  /**
   * Searches again for people whose circumstances changed with time: patience over, an ex-partner allowed,
   * more candidates than one search covers. `nextId` names new pairings. `limit` people at most.
   */
  retry(now: Millis, limit: number, nextId: () => SessionId): Promise<readonly Pairing[]>
  /** Pairings whose delay is over, oldest first. Handed out again after a lease, if they are not settled. */
  takeDue(now: Millis, limit: number): Promise<readonly Pairing[]>
  /** The session exists: the pair waits no more. */
  settle(pairing: SessionId): Promise<Settlement>
  /** The session could not be made: those in `stay` wait on at their positions, the other is out. */
  release(pairing: SessionId, stay: readonly UserId[], now: Millis): Promise<void>
  /** People waiting, pairs in their delay included; up to a second old where other processes change it. */
  size(chatType?: ChatType): number
  /** Of these, people who did nothing but leave and were made to wait. */
  heldBack(): number
}
