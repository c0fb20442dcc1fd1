import type { Capability } from '../capabilities'
import type { ConnectionId, TenantId, UserId } from '../ids'

export interface ConnectionSignals {
  /** An account has too many connections: these are closed. */
  'connection.crowded': { user: UserId; connections: readonly ConnectionId[] }
  /** A connection gained a capability (`first`: of a person who had none with it) or lost it (`last`: now has none). */
  'connection.opened': {
    user: UserId
    tenantId: TenantId
    connection: ConnectionId
    capability: Capability
    first: boolean
  }
  /** A person was announced as departed who is connected all the same. `tenantId` null: the account has gone. */
  'connection.restored': { user: UserId; tenantId: TenantId | null; capability: Capability }
  /** It is closed, whatever became of announcing what it was here for. */
  'connection.gone': { user: UserId; connection: ConnectionId }
  'connection.closed': {
    user: UserId
    /** Null: the account has gone. */
    tenantId: TenantId | null
    connection: ConnectionId
    capability: Capability
    last: boolean
  }
}
