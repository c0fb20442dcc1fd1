import type { NamedPerson } from './events/conversations'
import type { Day } from './days'
import type { BroadcastId, Millis } from './ids'

export const BROADCAST_PRIORITIES = ['high', 'normal', 'low'] as const
export type BroadcastPriority = (typeof BROADCAST_PRIORITIES)[number]

/** Characters (UTF-16 units) of a broadcast. */
export const MAX_BROADCAST_TEXT = 1_000

/** A message to everybody of a tenant who is there and may chat. */
export interface Broadcast {
  readonly id: BroadcastId
  readonly message: string
  readonly priority: BroadcastPriority
  /** Null: the account has gone. */
  readonly from: NamedPerson | null
  readonly at: Millis
}

/** With how many connections were sent it. */
export interface SentBroadcast extends Broadcast {
  readonly reached: number
}

/** What was sent on one UTC day. */
export interface BroadcastDay {
  readonly day: Day
  readonly sent: number
  /** Connections that were sent them, all broadcasts together. */
  readonly reached: number
}
