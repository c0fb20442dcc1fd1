import type { AdministeredConversation, AdministeredKind } from '@/lib/domain/conversations/administered'
import type { Day } from '@/lib/domain/days'
import type { ConversationId, Millis, TenantId } from '@/lib/domain/ids'
import type { AuditEntry } from '../moderation/moderation'

/** Newest first, made strictly before `before` when given, and with `beforeId` those of the same moment with a greater id as well. */
export interface OverviewQuery {
  readonly kind: AdministeredKind
  /** The beginning of an id, of a name, or of the name of who made it, whatever its case. */
  readonly search?: string | undefined
  readonly before?: Millis | undefined
  readonly beforeId?: ConversationId | undefined
  /** 1–101. */
  readonly limit: number
  /** The first day of which messages are counted. */
  readonly since: Day
}

/** Channels and visits of a tenant, for administrators; deleted ones are not there. */
export interface ConversationOverview {
  page(tenant: TenantId, query: OverviewQuery): Promise<readonly AdministeredConversation[]>
  /** With what was done about it, newest first, at most 100. Undefined: there is none, or it is of another kind. */
  find(
    tenant: TenantId,
    id: ConversationId,
    since: Day,
  ): Promise<
    { readonly conversation: AdministeredConversation; readonly audit: readonly AuditEntry[] } | undefined
  >
}
