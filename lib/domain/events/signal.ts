import type { Millis } from '../ids'
import type { AccountSignals } from './accounts'
import type { AnalyticsSignals } from './analytics'
import type { CallSignals } from './calls'
import type { ConnectionSignals } from './connections'
import type { ConversationSignals } from './conversations'
import type { ModerationSignals } from './moderation'
import type { PaymentSignals } from './payments'
import type { PresenceSignals } from './presence'
import type { SessionSignals } from './sessions'

type SignalBodies = AccountSignals &
  AnalyticsSignals &
  CallSignals &
  ConnectionSignals &
  ConversationSignals &
  ModerationSignals &
  PaymentSignals &
  PresenceSignals &
  SessionSignals

export type SignalType = keyof SignalBodies

/** What one part of the server lets the others know. It has no audience: no contract carries it, so none lists it. */
export type SignalOf<T extends SignalType> = {
  readonly [K in T]: { readonly type: K; readonly at: Millis } & Readonly<SignalBodies[K]>
}[T]

export type Signal = SignalOf<SignalType>
