import type { Millis, TenantId, UserId } from '../ids'
import type { ChatType, Dialect } from '../sessions'

export interface MatchingEvents {
  /** Confirms a join; `again` when the person was waiting already. */
  'queue.joined': {
    user: UserId
    tenantId: TenantId
    chatType: ChatType
    dialect: Dialect
    position: number
    estimateSeconds: number
    /** What to ask for instead, where the wish cannot be met; empty where it can. */
    suggest: readonly ChatType[]
    again: boolean
    /** Case-folded; for counting, and for nobody else. */
    interests: readonly string[]
  }
  'queue.left': {
    user: UserId
    tenantId: TenantId
    chatType: ChatType
    dialect: Dialect
    waitedMs: Millis
  }
}
