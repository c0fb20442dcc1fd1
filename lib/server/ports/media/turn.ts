import type { TurnGrant } from '@/lib/domain/ice'
import type { Millis, UserId } from '@/lib/domain/ids'

/** Where the relays are, and the secret that they share with this server. */
export interface Relays {
  readonly urls: readonly string[]
  readonly secret: string
}

/** The relays of this deployment. */
export interface TurnGrants {
  /** How a person may use them from now on; undefined: there are none. The name in it is nobody's. */
  grant(user: UserId, now: Millis): TurnGrant | undefined
}

/** How many of this deployment's relays answer. */
export interface RelayReach {
  /** Asks each of them, for two seconds at most; never rejects. */
  count(): Promise<{ readonly answering: number; readonly of: number }>
}
