import type { Actor } from '@/lib/domain/accounts'
import type { PrivateMatter } from '@/lib/domain/conversations/privacy'
import type { NamedTopic, Topic } from '@/lib/domain/topics'
import type { BroadcastId, ConnectionId, ConversationId, UserId } from '@/lib/domain/ids'
import type { LogPosition } from '@/lib/domain/logs'

export interface Frame {
  /** For connections that speak any of them. */
  readonly contracts: readonly string[]
  readonly namespace: string
  readonly event: string
  readonly data: unknown
  /** Of the topic's connections, this one alone. */
  readonly only?: ConnectionId
  /** Of the topic's connections, all but this one: its author, who has an acknowledgement. */
  readonly except?: ConnectionId
  /** Of the topic's connections, none of these people's: who did it, and whom it is kept from. */
  readonly hiddenFrom?: readonly UserId[]
  /** Not for people who keep this to themselves: they are not sent it of others. */
  readonly about?: PrivateMatter
  /** Writing it to a connection delivers a conversation up to here, because its contract has no word for that. */
  readonly delivers?: { readonly conversation: ConversationId; readonly seq: number }
  /** A connection that follows several of the event's topics is sent it once, by this key and the event's name. */
  readonly once?: string
  /** Of which broadcast it is: connections that are sent it are counted. */
  readonly countedAs?: BroadcastId
  /** Its reader has no event for asking whether the log goes on: they are sent its end when the log is lost. */
  readonly awaitsEnd?: boolean
}

/** What one event sends to the connections of a topic. */
export interface FramesPublication {
  readonly kind: 'frames'
  /** Empty where no contract carries a step, so that the step is not missed. */
  readonly frames: readonly Frame[]
  /** Where the event stands in a log, if it concerns one. */
  readonly position?: LogPosition
}

/** What travels to the connections of a topic, on whichever process they are. Plain data. */
export type Publication =
  | FramesPublication
  /** These connections follow other topics from now on. */
  | {
      readonly kind: 'topics'
      readonly join: readonly NamedTopic[]
      readonly leave: readonly NamedTopic[]
    }
  /** Publications may have been missed. */
  | { readonly kind: 'gap' }
  /** The login behind these connections has ended. */
  | { readonly kind: 'disconnect'; readonly reason: string }
  /** Of these connections, these are too many. */
  | { readonly kind: 'crowded'; readonly connections: readonly ConnectionId[] }
  /** Whom the person behind these connections never meets has changed. */
  | { readonly kind: 'blocks' }
  /** The person behind these connections has another role or tier now, or hides something else. */
  | { readonly kind: 'actor'; readonly changes: Partial<Pick<Actor, 'role' | 'tier' | 'hides'>> }

/** Publications may have been missed, because the connection to what carries them was lost for a while. */
export interface Gap {
  /** What this process was subscribed to meanwhile. */
  readonly topics: readonly Topic[]
  /** Publishes to this process' own subscribers of a topic, and no others. */
  publishHere(topic: Topic, publication: Publication): void
}

/** The one way from what happened to the connections that receive it. Each topic has one order, for all its subscribers. */
export interface FanOut {
  publish(topic: Topic, publication: Publication): void
  /** @returns how to unsubscribe */
  subscribe(topic: Topic, listener: (publication: Publication) => void): () => void
  /** Resolves when the subscriptions made before to this topic, or to all, are in force, on whatever process an event is published. */
  settled(topic?: Topic): Promise<void>
  /** Calls `listener` each time subscriptions are in force again after a loss. */
  onGap(listener: (gap: Gap) => void): void
  /** Publications that this process has handled for its own subscribers since it started. */
  handled(): number
}
