import type { Millis, UserId } from '../ids'
import type { LogPosition } from '../logs'
import type { NamedTopic, Topic } from '../topics'
import type { AccountEvents } from './accounts'
import type { AlertEvents } from './alerts'
import type { AnalyticsEvents } from './analytics'
import type { BroadcastEvents } from './broadcasts'
import type { CallEvents } from './calls'
import type { ConversationEvents } from './conversations'
import type { MatchingEvents } from './matching'
import type { ModerationEvents } from './moderation'
import type { PaymentEvents } from './payments'
import type { PresenceEvents } from './presence'
import type { SessionEvents } from './sessions'
import type { TelephoneEvents } from './telephone'
import type { VisitEvents } from './visits'

/** Each area declares its own events; here they become one union. */
type EventBodies = MatchingEvents &
  SessionEvents &
  ModerationEvents &
  AccountEvents &
  AnalyticsEvents &
  AlertEvents &
  PaymentEvents &
  BroadcastEvents &
  ConversationEvents &
  CallEvents &
  PresenceEvents &
  TelephoneEvents &
  VisitEvents

export type DomainEventType = keyof EventBodies

/** A person's connections join and leave topics, on every process, while they are connected. */
export interface Membership {
  readonly user: UserId
  readonly join: readonly NamedTopic[]
  readonly leave: readonly NamedTopic[]
}

/** What happened, when, and who may learn of it. A contract may narrow the audience, never widen it. */
export type DomainEventOf<T extends DomainEventType> = {
  readonly [K in T]: {
    readonly type: K
    readonly at: Millis
    readonly audience: readonly Topic[]
    /** Where it stands in a log, or which log it concerns. */
    readonly logPosition?: LogPosition
    /** Whose connections follow other topics from now on. */
    readonly membership?: readonly Membership[]
  } & Readonly<EventBodies[K]>
}[T]

export type DomainEvent = DomainEventOf<DomainEventType>
