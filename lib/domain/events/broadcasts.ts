import type { Broadcast } from '../broadcasts'
import type { TenantId } from '../ids'

export interface BroadcastEvents {
  /** An administrator tells everybody of a tenant something. */
  'broadcast.sent': { tenantId: TenantId; broadcast: Broadcast }
}
