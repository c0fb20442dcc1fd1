import type { ReportedQuality } from '@/lib/contracts/call-events'
import type { Role } from '@/lib/domain/accounts'
import type { DetailedAnalytics, MediaAnalytics } from '@/lib/domain/analytics'
import type { ChosenStatus } from '@/lib/domain/presence/presence'
import type { CallType } from '@/lib/domain/calls/call'
import type { CallId, SessionId, TenantId, UserId } from '@/lib/domain/ids'
import type { ChatType, MediaChatType } from '@/lib/domain/sessions'

/** The person behind a page request, read from the web session's cookie and the database. */
export interface Viewer {
  readonly userId: UserId
  readonly tenantId: TenantId
  readonly displayName: string | null
  readonly tier: number
  readonly role: Role
  /** The role needs a second factor first; until then only that can be set up. */
  readonly mustSetUpFactor?: true
  /** A provider has to confirm first that the person is grown up. */
  readonly mustAssureAge?: true
  /** Without an e-mail address and a role: neither joins channels nor is the first to write to somebody. */
  readonly isGuest?: true
  /** The random session this person is in, so that a page can go straight to it. */
  readonly sessionId: SessionId | null
  /** The kind of that session. */
  readonly chatType: ChatType | null
}

/**
 * What Next's half of the process may ask of the server's half.
 *
 * Both halves load their own copy of every module, so route handlers and server components import this
 * file only, call `getRuntime()` inside the function, and never import services or adapters.
 */
export interface Runtime {
  /** Answers a REST request from the contracts' tables; 404 in the contract's envelope for unknown paths. */
  rest(request: Request): Promise<Response>
  /** Whether some contract documents this method and path, e.g. `('POST', '/api/auth/login')`. */
  handles(method: string, path: string): boolean
  /** The person a `Cookie` header names; undefined without a live session. */
  viewer(cookieHeader: string | null): Promise<Viewer | undefined>
  /** What next-auth's route is configured with; credentials are checked by `authorize`. */
  readonly webSession: {
    readonly secret: string
    readonly secureCookies: boolean
    /** @returns null for wrong ones, and the whole answer where it is not about them */
    authorize(
      credentials: Record<string, string>,
      request: Pick<Request, 'headers' | 'signal'>,
    ): Promise<WebSessionToken | Response | null>
    /** Ends the session a next-auth token names. */
    end(sessionId: string): Promise<void>
    /** Whether next-auth has a route there that is used. */
    takes(method: string, path: string): boolean
    /** Counts a request to one of its routes. @returns the refusal, where there are too many or it cannot be read */
    admit(request: Request, path: string): Promise<Response | undefined>
    /** What next-auth would print, as a line of the log; its words may be a stranger's, its code is not. */
    note(level: 'warn' | 'debug', code: string): void
  }
  /** Whether mail that it promises leaves this server. */
  readonly sendsMail: boolean
  /** People here right now. */
  live(): { online: number; waiting: number; talking: number }
  textAnalytics(): DetailedAnalytics
  mediaAnalytics(chatType: MediaChatType): MediaAnalytics
  /** Sends events to telehealth's connections, on whichever process they are. @see lib/websocket.ts */
  readonly emit: {
    toUser(userId: string, event: string, data: unknown): void
    toRoom(room: string, event: string, data: unknown, tenantId?: TenantId): void
    toAll(event: string, data: unknown, tenantId?: TenantId): void
  }
  /** What people show of how they read and type, in caas' form. @see lib/receipt-privacy-manager.ts */
  readonly receiptPrivacy: {
    /** Undefined: nobody of the tenant. */
    of(user: UserId, tenant: TenantId): Promise<PrivacySettings | undefined>
    /** @throws NOT_FOUND: nobody of the tenant */
    change(
      settings: { readonly user_id: UserId; readonly tenant_id: TenantId } & Partial<PrivacySettings>,
    ): Promise<PrivacySettings>
  }
  /** Calls of several people in caas' form. @see lib/group-call-manager.ts */
  readonly groupCalls: {
    create(
      creator: UserId,
      people: readonly UserId[],
      callType: CallType,
      tenant: TenantId,
    ): Promise<GroupCallForm>
    add(call: CallId, user: UserId): Promise<GroupCallForm>
    remove(call: CallId, user: UserId): Promise<void>
  }
  /** Figures in the documents' form. @see lib/presence-analytics.ts, lib/presence-cache.ts, lib/typing-aggregator.ts, lib/typing-analytics.ts */
  readonly figures: {
    presences(userIds: readonly UserId[]): Promise<
      readonly {
        readonly user_id: string
        readonly status: ChosenStatus
        readonly custom_status: string | null
        readonly status_message: string | null
        readonly connection_count: number
      }[]
    >
    presenceNow(tenantId?: TenantId): Promise<{
      readonly online_users: number
      readonly away_users: number
      readonly busy_users: number
      readonly offline_users: number
      readonly peak_online_count: number
    }>
    activityOf(userId: UserId): Promise<{
      readonly total_sessions: number
      readonly total_online_time_minutes: number
      readonly average_session_duration_minutes: number
    }>
    recordCallQuality(
      report: ReportedQuality & { readonly call_id: CallId; readonly user_id: UserId },
    ): Promise<void>
    callQuality(call: CallId): Promise<{
      readonly report_count: number
      readonly average_latency_ms: number
      readonly average_packet_loss_percentage: number
      readonly average_jitter_ms: number
      readonly average_bitrate_kbps: number
      readonly average_frame_rate: number | null
    }>
    typingText(conversationId: string, userId: UserId): Promise<string>
    typingIn(conversationId: string): Promise<{
      readonly total_typing_events: number
      readonly average_typing_duration_ms: number
    }>
  }
  /** OpenAPI 3.1 and AsyncAPI 3 documents, generated from the contract tables. */
  readonly documents: {
    openapi(): object
    asyncapi(): object
    /** The document's text, or 304 for who has it. */
    answer(name: 'openapi' | 'asyncapi', request: Request): Response
  }
}

interface GroupCallForm {
  readonly call_id: CallId
  readonly creator_id: UserId
  readonly tenant_id: TenantId
  readonly media_type: CallType
  /** Those who are in it or called by it. */
  readonly participant_ids: readonly UserId[]
}

/** The claims of the web session's cookie. `sid` names the session that a log-out ends. */
export interface WebSessionToken {
  readonly id: string
  readonly sid: string
}

const SLOT = Symbol.for('omegoo.runtime')

/** Called once by `server.ts`, before Next prepares. */
export function fillRuntimeSlot(runtime: Runtime): void {
  ;(globalThis as Record<symbol, unknown>)[SLOT] = runtime
}

/** The process's runtime. @throws when the pages run without `server.ts`, which is a mistake in starting it. */
export function getRuntime(): Runtime {
  const runtime = (globalThis as Record<symbol, unknown>)[SLOT]
  if (!runtime)
    throw new Error('The runtime is not there: start the product with "npm start", not with "next start".')
  return runtime as Runtime
}

/** In caas' words; what is not shown to others is not told of them either. */
interface PrivacySettings {
  readonly read_receipts_enabled: boolean
  readonly delivery_receipts_enabled: boolean
  readonly typing_indicators_enabled: boolean
}
