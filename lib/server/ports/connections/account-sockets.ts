import type { ConnectionId, UserId } from '@/lib/domain/ids'
import type { ConnectionRef } from './connections'

/** Which sockets may be closed for a newcomer: none, only those that have never sent anything, or any. */
export type MayGo = 'none' | 'silent' | 'any'

export interface Entering {
  /** How many sockets the account may have. */
  readonly max: number
  readonly mayGo: MayGo
  /** It comes back to what it was in, which counts as having sent something. */
  readonly hasSpoken: boolean
}

/** The live sockets of each account, on every namespace and wire, on whichever process, from the oldest on. */
export interface AccountSockets {
  /**
   * Counts a socket. One that is counted already stays where it is.
   *
   * @returns the sockets that make room for it, the oldest first, which are counted no more and are to be closed; undefined
   *   when there is no room, and nothing has changed
   */
  enter(ref: ConnectionRef, entering: Entering): Promise<readonly ConnectionId[] | undefined>
  /** The socket has sent something. Without effect where it is not counted. */
  spoke(ref: ConnectionRef): Promise<void>
  leave(ref: ConnectionRef): Promise<void>
  /** The person's socket that came last, of all but one that is closing. */
  newest(user: UserId, closing: ConnectionId | null): Promise<ConnectionId | undefined>
}
