import type { Millis, UserId } from '@/lib/domain/ids'

/** By what a person who joins is counted. */
export interface CountedBy {
  readonly user: UserId
  /** Digests of the account's devices. */
  readonly devices: readonly string[]
  /** Of a young account, the client's address; null: an account that is known. */
  readonly address: string | null
}

/**
 * People who leave every partner at once without sending anything: counted by account, device and, before their first conversation,
 * address. Each call is one atomic step. The rule is the domain's `afterQuickLeave` and `holdMs`.
 */
export interface QuickLeaveCounts {
  /**
   * A person joins. The wait for a quick leave begins with the first join after it, and joining again does not shorten it.
   *
   * @returns until when they wait, also once that is over (null: nothing is held against them); and whether they are new: of
   * a young account, and never in a conversation
   */
  hold(who: CountedBy, now: Millis): Promise<{ readonly heldUntil: Millis | null; readonly isNew: boolean }>
  /** Counts one quick leave, by what counted at the person's last join. @param from - the one from which on joins wait */
  count(user: UserId, from: number, now: Millis): Promise<void>
  /** The person has had a conversation: nothing is held against account and devices, and their address counts no more. */
  forget(user: UserId, now: Millis): Promise<void>
}

/** The names under which an account and its devices are counted. */
export function ownNames({ user, devices }: Omit<CountedBy, 'address'>): readonly string[] {
  return [`account ${user}`, ...devices.map((device) => `device ${device}`)]
}

/** What was noted at a join is kept this long: a person may wait that long and then leave at once. */
export const JOIN_REMEMBERED_MS = 60 * 60_000
