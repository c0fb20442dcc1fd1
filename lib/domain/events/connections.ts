import type { ConnectionId, UserId } from '../ids'

export interface ConnectionSignals {
  /** An account has too many connections: these are closed. */
  'connection.crowded': { user: UserId; connections: readonly ConnectionId[] }
  /** A connection opened (`first`: of a person who had none) or closed (`last`: now has none). */
  'connection.opened': { user: UserId; connection: ConnectionId; first: boolean }
  'connection.closed': { user: UserId; connection: ConnectionId; last: boolean }
  /** A person counted as disconnected is connected after all. */
  'connection.restored': { user: UserId }
}
