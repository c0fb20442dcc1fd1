import type { Role } from '@/lib/domain/accounts'
import type { Topic } from '@/lib/domain/events'

/** What travels to the connections of a topic, on whichever process they are. Plain data. */
export type Publication =
  | {
      readonly kind: 'frame'
      /** For connections that speak any of them. */
      readonly contracts: readonly string[]
      readonly channel: string
      readonly event: string
      readonly data: unknown
    }
  /** The login behind these connections has ended. */
  | { readonly kind: 'disconnect'; readonly reason: string }
  /** The person behind these connections has another role now. */
  | { readonly kind: 'role'; readonly role: Role }

/** The one way from what happened to the connections that hear of it. */
export interface FanOut {
  publish(topic: Topic, publication: Publication): void
  /** @returns how to unsubscribe */
  subscribe(topic: Topic, listener: (publication: Publication) => void): () => void
}
