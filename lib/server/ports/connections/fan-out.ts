import type { Role } from '@/lib/domain/accounts'
import type { Topic } from '@/lib/domain/topics'
import type { ConnectionId, SessionId } from '@/lib/domain/ids'

export interface Frame {
  /** For connections that speak any of them. */
  readonly contracts: readonly string[]
  readonly namespace: string
  readonly event: string
  readonly data: unknown
}

/**
 * A step on in the log of a session, with the frames that say it: none where a dialect has no word for it, so that
 * nobody takes it for lost.
 */
export interface LogStep {
  readonly kind: 'log'
  readonly log: SessionId
  /** Who has heard everything up to here can hear this. */
  readonly after: number
  /** And has then heard everything up to here. */
  readonly upTo: number
  /** The log's end, one step after its last entry. */
  readonly ends: boolean
  readonly frames: readonly Frame[]
}

/** What travels to the connections of a topic, on whichever process they are. Plain data. */
export type Publication =
  | ({ readonly kind: 'frame' } & Frame)
  | LogStep
  /** Steps may have gone by unheard. */
  | { readonly kind: 'gap' }
  /** The login behind these connections has ended. */
  | { readonly kind: 'disconnect'; readonly reason: string }
  /** Of these connections, these are too many. */
  | { readonly kind: 'crowded'; readonly connections: readonly ConnectionId[] }
  /** The person behind these connections has another role now. */
  | { readonly kind: 'role'; readonly role: Role }

/** Publications may have been missed, because the connection to what carries them was lost for a while. */
export interface Gap {
  /** What this process listened to meanwhile. */
  readonly topics: readonly Topic[]
  /** Tells this process' own listeners of a topic, and nobody else. */
  tell(topic: Topic, publication: Publication): void
}

/** The one way from what happened to the connections that hear of it. Each topic has one order, for all its listeners. */
export interface FanOut {
  publish(topic: Topic, publication: Publication): void
  /** @returns how to unsubscribe */
  subscribe(topic: Topic, listener: (publication: Publication) => void): () => void
  /** Resolves when the subscriptions made before to this topic, or to all, hear, wherever somebody publishes. */
  settled(topic?: Topic): Promise<void>
  /** Calls `listener` each time subscriptions are in force again after a loss. */
  onGap(listener: (gap: Gap) => void): void
  /** Publications that this process has handled for its own listeners since it started. */
  handled(): number
}
