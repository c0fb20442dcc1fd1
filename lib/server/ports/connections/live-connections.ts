import type { ConnectionId, TenantId } from '@/lib/domain/ids'
import type { LiveConnection } from '@/lib/domain/live-connection'

/**
 * Every open connection of a known person, on whichever process, for looking at. Opening and closing cost the connection nothing
 * that it would wait for: other processes learn of it within a second, and those of a process that died are forgotten by themselves.
 */
export interface LiveConnections {
  /** It is open, or speaks other contracts than before. */
  opened(connection: LiveConnection): void
  closed(connection: ConnectionId): void
  /**
   * Connections of a tenant, from the `from`-th on in an order of their own, in each process the oldest first. One that comes or
   * goes meanwhile may move others.
   */
  page(
    tenant: TenantId,
    from: number,
    limit: number,
  ): Promise<{ readonly connections: readonly LiveConnection[]; readonly total: number }>
}
