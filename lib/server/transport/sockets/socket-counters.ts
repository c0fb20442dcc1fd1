/** Why a socket was refused, or closed by the server. */
export type ClosingReason =
  /** The account has too many. */
  | 'account'
  /** The address has too many. */
  | 'address'
  /** Its range of addresses has too many, or opens them too fast. */
  | 'range'
  /** The address has too many unauthenticated ones. */
  | 'unauthenticated'
  /** The address opens them too fast. */
  | 'pace'
  /** It did not authenticate in time. */
  | 'silent'
  /** It does not read what it is sent. */
  | 'unread'
  /** It sends more at once than is allowed, or what is no packet. */
  | 'flood'

export interface Tallied {
  readonly how: 'refused' | 'closed'
  readonly reason: ClosingReason
  readonly count: number
}

/** Counts the sockets that the server did not want (any more), for `/metrics`. */
export function createSocketCounters() {
  const counts = new Map<string, Tallied>()
  return {
    count(how: Tallied['how'], reason: ClosingReason): void {
      const key = `${how} ${reason}`
      counts.set(key, { how, reason, count: (counts.get(key)?.count ?? 0) + 1 })
    },
    read: (): readonly Tallied[] => [...counts.values()],
  }
}

export type SocketCounters = ReturnType<typeof createSocketCounters>
