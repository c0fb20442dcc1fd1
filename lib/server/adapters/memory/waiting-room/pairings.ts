import { SortedMap } from '../sorted-map'
import type { Millis, SessionId } from '@/lib/domain/ids'
import { MATCHING_DELAY_MS, type Pairing } from '@/lib/domain/matching'
import type { QueueEntry } from './queue-index'

/** A pairing that was handed out and not settled is handed out again after this. */
const LEASE_MS = 5_000

export interface Pending {
  readonly pairing: Pairing
  readonly entries: readonly [QueueEntry, QueueEntry]
  /** Whether it was handed out. */
  taken: boolean
  /** When to hand it out (again), and a number that makes the key unique. */
  key: readonly [Millis, number]
}

/** Pairs in their delay, in the order in which it ends. */
export function createPairings() {
  const byId = new Map<SessionId, Pending>()
  /** Broken up after they were handed out, until the caller that was to settle them learns of it. */
  const broken = new Set<SessionId>()
  const byTime = new SortedMap<readonly [Millis, number], Pending>(
    undefined,
    (a, b) => a[0] - b[0] || a[1] - b[1],
  )
  let count = 0

  function schedule(pending: Pending, at: Millis): void {
    byTime.delete(pending.key)
    pending.key = [at, (count += 1)]
    byTime.set(pending.key, pending)
  }

  return {
    add(id: SessionId, entries: readonly [QueueEntry, QueueEntry], now: Millis): Pairing {
      // The second is the one whose search found the other.
      const dueAt = now + (entries[1].person.policy?.delayMs ?? MATCHING_DELAY_MS)
      const pairing: Pairing = { id, dueAt, pairedAt: now, pair: [entries[0].person, entries[1].person] }
      const pending: Pending = { pairing, entries, taken: false, key: [0, 0] }
      byId.set(id, pending)
      schedule(pending, dueAt)
      return pairing
    },
    remove(id: SessionId): Pending | undefined {
      const pending = byId.get(id)
      if (!pending) return undefined
      byId.delete(id)
      byTime.delete(pending.key)
      return pending
    },
    /** Forgets a pairing that loses one of its two. */
    breakUp(id: SessionId): Pending | undefined {
      const pending = this.remove(id)
      if (pending?.taken) broken.add(id)
      return pending
    },
    /** True once: the caller knows then. */
    wasBroken: (id: SessionId) => broken.delete(id),
    takeDue(now: Millis, limit: number): Pairing[] {
      const due: Pairing[] = []
      while (due.length < limit) {
        const key = byTime.minKey()
        if (!key || key[0] > now) break
        const pending = byTime.get(key)
        if (!pending) break
        schedule(pending, now + LEASE_MS)
        pending.taken = true
        due.push({ ...pending.pairing, pair: [pending.entries[0].person, pending.entries[1].person] })
      }
      return due
    },
    size: () => byId.size,
  }
}
