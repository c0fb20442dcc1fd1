import type { ConnectionId, TenantId } from '@/lib/domain/ids'
import type { LiveConnection } from '@/lib/domain/live-connection'
import type { LiveConnections } from '@/lib/server/ports/connections/live-connections'

/** Connections of one process, those of each tenant in the order in which they came. */
export function createMemoryLiveConnections(): LiveConnections {
  const tenantOf = new Map<ConnectionId, TenantId>()
  const byTenant = new Map<TenantId, Map<ConnectionId, LiveConnection>>()

  return {
    opened(one) {
      const theirs = byTenant.get(one.tenant) ?? new Map<ConnectionId, LiveConnection>()
      tenantOf.set(one.connection, one.tenant)
      byTenant.set(one.tenant, theirs.set(one.connection, one))
    },
    closed(connection) {
      const tenant = tenantOf.get(connection)
      if (tenant === undefined) return
      tenantOf.delete(connection)
      const theirs = byTenant.get(tenant)
      theirs?.delete(connection)
      if (theirs?.size === 0) byTenant.delete(tenant)
    },
    async page(tenant, from, limit) {
      const theirs = byTenant.get(tenant)
      return {
        connections: theirs ? [...theirs.values().drop(from).take(limit)] : [],
        total: theirs?.size ?? 0,
      }
    },
  }
}
