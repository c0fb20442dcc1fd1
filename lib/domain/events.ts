import type { Attribution, Role } from './accounts'
import type { ConnectionId, LoginId, MessageId, Millis, ReportId, SessionId, TenantId, UserId } from './ids'
import type { LimitName, ServerLimit } from './limits'
import type { FigurePoint, LiveFigures } from './live-figures'
import type { ReportOutcome, ReportType } from './moderation'
import type { Permission } from './permissions'
import type { ChatType, EndCause, Entry, Session, Dialect } from './sessions'

/** Whom a frame is for: every live connection of a person, of a login, or of those in a tenant who hold a permission. */
export type Topic = `user:${UserId}` | `login:${LoginId}` | `holders:${TenantId}:${Permission}`

export const toUser = (user: UserId): Topic => `user:${user}`
export const toLogin = (login: LoginId): Topic => `login:${login}`

/** Heard only on namespaces that ask for a permission. */
export const toHolders = (tenant: TenantId, permission: Permission): Topic =>
  `holders:${tenant}:${permission}`

interface EventBodies {
  /** Confirms a join; `again` when the person was waiting already. */
  'queue.joined': {
    user: UserId
    chatType: ChatType
    dialect: Dialect
    position: number
    estimateSeconds: number
    again: boolean
  }
  'queue.left': { user: UserId; chatType: ChatType; dialect: Dialect; waitedMs: Millis }
  'session.started': { session: Session; waitedMs: readonly [Millis, Millis] }
  'session.message': { session: Session; entry: Entry }
  /** Its author sent it again, not knowing it saved; whoever missed it may hear it now. */
  'session.redelivered': { session: Session; entry: Entry }
  /** Messages that reached their reader later than they were sent. */
  'session.delivered': { session: Session; author: UserId; messageIds: readonly MessageId[] }
  /** What somebody missed while away, after a position, where being connected is enough to hear of it. */
  'session.replayed': { session: Session; reader: UserId; after: number; entries: readonly Entry[] }
  'session.typing': { session: Session; typist: UserId; isTyping: boolean }
  'participant.disconnected': { session: Session; user: UserId; secondsLeft: number }
  'participant.returned': { session: Session; user: UserId }
  'session.ended': { session: Session; cause: EndCause; by: UserId | null }
  /** A message against the rules: told to its author only. */
  'message.flagged': { session: Session; author: UserId; level: 'warning' | 'violation' }
  'report.submitted': {
    report: ReportId
    /** The reporter has reported this session before: the same report, with more in it. */
    again: boolean
    reporter: UserId
    reported: UserId
    session: SessionId
    chatType: ChatType
    dialect: Dialect
    category: ReportType
  }
  /** A moderator decided a report; its reporter learns the outcome. */
  'report.decided': { report: ReportId; reporter: UserId; outcome: ReportOutcome }
  /** `reported`: by a report, which ends a session of the two in its own way. */
  'user.blocked': { blocker: UserId; blocked: UserId; reported: boolean }
  /** The other one's own block, if there is one, holds. */
  'user.unblocked': { blocker: UserId; blocked: UserId }
  'account.registered': {
    user: UserId
    tenantId: TenantId
    attribution: Attribution
    gender: string | null
    platform: string | null
  }
  /** An account and its devices are banned; `by` is who did it. */
  'account.banned': { user: UserId; by: UserId }
  'account.role-changed': { user: UserId; role: Role }
  /** Somebody deletes their account: whatever they are in ends first. */
  'account.closing': { user: UserId }
  'login.ended': { login: LoginId; user: UserId }
  /** A bug or an outage; `kind` says where it was noticed, in fixed words. */
  'failure.noticed': { kind: string }
  /** The parts of the figures that are not as they were; at most once a second. */
  'figures.changed': { figures: Partial<LiveFigures> }
  'figures.point': { point: FigurePoint }
  /** Somebody was too fast, or all together were; who it was stays out of it. */
  'limit.exceeded': { limit: LimitName | ServerLimit }
  /** An account has too many connections: these are closed. */
  'connection.crowded': { user: UserId; connections: readonly ConnectionId[] }
  /** A connection opened (`first`: of a person who had none) or closed (`last`: now has none). */
  'connection.opened': { user: UserId; connection: ConnectionId; first: boolean }
  /** Somebody was told to be gone who is connected all the same. */
  'connection.restored': { user: UserId }
  'connection.closed': { user: UserId; connection: ConnectionId; last: boolean }
}

export type DomainEventType = keyof EventBodies

/** What happened, when, and who may learn of it. A contract may narrow the audience, never widen it. */
export type DomainEventOf<T extends DomainEventType> = {
  readonly [K in T]: {
    readonly type: K
    readonly at: Millis
    readonly audience: readonly Topic[]
  } & Readonly<EventBodies[K]>
}[T]

export type DomainEvent = DomainEventOf<DomainEventType>

/** Everybody in a session. */
export function bothOf(session: Session): readonly Topic[] {
  return session.participants.map(({ user }) => toUser(user))
}
