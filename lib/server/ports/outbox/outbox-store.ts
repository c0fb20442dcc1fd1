import type { Millis } from '@/lib/domain/ids'
import type { OutboxDraft, OutboxKind } from '@/lib/domain/outbox'

/** A message that a relay has to itself for a while. */
export type Claimed<K extends OutboxKind = OutboxKind> = OutboxDraft<K> & {
  /** Unique among all messages: by it a receiver knows one that comes again. */
  readonly id: string
  /** This one included. */
  readonly attempts: number
}

/** What became of a claimed message. */
export type Settlement =
  | { readonly state: 'done' | 'dead'; readonly at: Millis }
  | { readonly state: 'waiting'; readonly nextAt: Millis }

export interface OutboxDepth {
  readonly kind: string
  readonly state: 'waiting' | 'dead'
  readonly count: number
}

/**
 * The outbox as relays see it. Repositories write it: whatever must reach another system is part of the transaction of their
 * save. Each of their methods says which message it writes.
 */
export interface OutboxStore {
  /** From now on this process' repositories write messages of this kind: it has a consumer. What has none is not written. */
  open(kind: OutboxKind): void
  /** How many of this kind this process has begun to write: another number than before, and there may be something to claim. */
  writes(kind: OutboxKind): number
  /**
   * Due messages of a kind, the longest due first, for `leaseMs`: nobody else is given them until then. Of each key only the
   * oldest that waits: the next one comes when that is done or dead.
   */
  claim<K extends OutboxKind>(
    kind: K,
    how: { readonly limit: number; readonly now: Millis; readonly leaseMs: Millis },
  ): Promise<readonly Claimed<K>[]>
  /** @returns false when the lease had run out and the message was claimed again: nothing is changed */
  settle(claimed: Pick<Claimed, 'id' | 'attempts'>, settlement: Settlement): Promise<boolean>
  /** How many wait and how many are dead, by kind; nothing of kinds that have neither. */
  depths(): Promise<readonly OutboxDepth[]>
}
