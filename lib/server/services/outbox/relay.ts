import type { Millis } from '@/lib/domain/ids'
import { afterFailure, MAX_ATTEMPTS, type OutboxKind } from '@/lib/domain/outbox'
import type { Claimed, OutboxDepth, OutboxStore } from '@/lib/server/ports/outbox/outbox-store'
import type { Clock } from '@/lib/server/ports/system'

/**
 * Brings a message to where it must go. It may come more than once, with the same id; it arrived when the promise resolves.
 *
 * @param signal - aborted when it lasted too long, and will be tried again
 */
export type OutboxConsumer<K extends OutboxKind> = (message: Claimed<K>, signal: AbortSignal) => Promise<void>

interface Deps {
  readonly outboxStore: OutboxStore
  readonly clock: Clock
  readonly log: {
    warn(context: object, message: string): void
    error(context: { err: unknown; [name: string]: unknown }, message: string): void
  }
  readonly timing?: { readonly leaseMs: Millis; readonly deliverWithinMs: Millis }
}

/**
 * How often due messages are claimed, and how many are delivered at once. Where nothing was written and nothing found for a
 * while, they are looked for less often: what a process left behind that died is in no hurry.
 */
const LOOK_MS = 1_000
const LOOK_AT_REST_MS = 60_000
const RESTS_AFTER_MS = 60_000
const AT_ONCE = 32
const DEPTHS_MS = 10_000
/** What is delivered is given up before its lease ends, so that no other process delivers it meanwhile. */
const TIMING = { leaseMs: 30_000, deliverWithinMs: 20_000 }

/**
 * Brings what was saved to where it must go, whatever dies in between: at least once, in order per key. Processes share the
 * work, message by message; what one had when it died is delivered by another when the lease is over.
 */
export function createOutboxRelay({ outboxStore, clock, log, timing = TIMING }: Deps) {
  const consumed = new Set<OutboxKind>()
  let depths: readonly OutboxDepth[] = []

  async function deliver<K extends OutboxKind>(
    message: Claimed<K>,
    consumer: OutboxConsumer<K>,
  ): Promise<void> {
    const late = new AbortController()
    const callOff = clock.after(timing.deliverWithinMs, () => late.abort(new Error('It took too long')))
    const gaveUp = Promise.withResolvers<never>()
    late.signal.addEventListener('abort', () => gaveUp.reject(late.signal.reason))
    try {
      await Promise.race([consumer(message, late.signal), gaveUp.promise])
    } finally {
      callOff()
    }
  }

  async function attempt<K extends OutboxKind>(
    message: Claimed<K>,
    consumer: OutboxConsumer<K>,
  ): Promise<void> {
    // Its processes may have died of it: then it must not take the next one along.
    if (message.attempts > MAX_ATTEMPTS) return putOff(message, new Error('No attempt came to an end'))
    try {
      await deliver(message, consumer)
    } catch (error) {
      await putOff(message, error)
      return
    }
    await outboxStore.settle(message, { state: 'done', at: clock.now() })
  }

  async function putOff(
    message: { readonly id: string; readonly kind: string; readonly attempts: number },
    error: unknown,
  ): Promise<void> {
    const { id, kind, attempts } = message
    const pause = afterFailure(attempts)
    const at = clock.now()
    if (pause !== 'dead') {
      log.warn({ err: error, kind, id, attempts }, 'an outbox message could not be delivered')
      await outboxStore.settle(message, { state: 'waiting', nextAt: at + pause })
    } else if (await outboxStore.settle(message, { state: 'dead', at })) {
      const err = new Error(`Given up after ${attempts} attempts`, { cause: error })
      log.error({ err, kind, id }, 'an outbox message became a dead letter')
    }
  }

  /** @returns whether there was anything */
  async function relay<K extends OutboxKind>(kind: K, consumer: OutboxConsumer<K>): Promise<boolean> {
    for (let round = 0; ; round += 1) {
      const how = { limit: AT_ONCE, now: clock.now(), leaseMs: timing.leaseMs }
      const claimed = await outboxStore.claim(kind, how)
      if (claimed.length === 0) return round > 0
      await Promise.all(claimed.map((message) => attempt(message, consumer)))
    }
  }

  /** Looks now, or leaves it for the next time. */
  function createLook<K extends OutboxKind>(kind: K, consumer: OutboxConsumer<K>): () => Promise<void> {
    let [seen, restsFrom, next] = [0, clock.now() + RESTS_AFTER_MS, 0]
    return async () => {
      const now = clock.now()
      const written = outboxStore.writes(kind)
      if (written !== seen) restsFrom = now + RESTS_AFTER_MS
      if (now >= restsFrom && now < next) return
      seen = written
      next = now + LOOK_AT_REST_MS
      if (await relay(kind, consumer)) restsFrom = clock.now() + RESTS_AFTER_MS
    }
  }

  return {
    /** From now on messages of this kind are written and brought to `consumer`, the only one of its kind. */
    consume<K extends OutboxKind>(kind: K, consumer: OutboxConsumer<K>): void {
      if (consumed.has(kind)) throw new Error(`Messages of kind ${kind} have a consumer already`)
      if (consumed.size === 0) clock.every(DEPTHS_MS, async () => void (depths = await outboxStore.depths()))
      consumed.add(kind)
      outboxStore.open(kind)
      clock.every(LOOK_MS, createLook(kind, consumer))
    },

    /** How many messages wait and how many are dead, by kind, 10 s old at most. */
    depths: () => depths,
  }
}
