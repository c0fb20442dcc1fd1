import type { Millis, UserId } from '@/lib/domain/ids'
import { AVOID_REMEMBERED_MS } from '@/lib/domain/matching'

/** Pairs of people between whom something changed lately, whether they wait or not. */
export function createRecentPairs() {
  const others = new Map<UserId, Set<UserId>>()
  /** In order of their end. */
  const pairs = new Map<string, { readonly pair: readonly [UserId, UserId]; readonly until: Millis }>()

  function forget(now: Millis): void {
    for (const [key, { pair, until }] of pairs) {
      if (until > now) return
      pairs.delete(key)
      link(pair, (set, other) => set.delete(other))
    }
  }

  function link(
    [one, other]: readonly [UserId, UserId],
    change: (set: Set<UserId>, other: UserId) => void,
  ): void {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const set = others.get(from) ?? new Set()
      change(set, to)
      if (set.size > 0) others.set(from, set)
      else others.delete(from)
    }
  }

  const pairOf = (user: UserId, other: UserId) =>
    user < other ? ([user, other] as const) : ([other, user] as const)

  return {
    add(user: UserId, other: UserId, now: Millis): void {
      forget(now)
      const pair = pairOf(user, other)
      const key = pair.join(' ')
      pairs.delete(key)
      pairs.set(key, { pair, until: now + AVOID_REMEMBERED_MS })
      link(pair, (set, one) => set.add(one))
    },
    remove(user: UserId, other: UserId): void {
      const pair = pairOf(user, other)
      if (pairs.delete(pair.join(' '))) link(pair, (set, one) => set.delete(one))
    },
    of(user: UserId, now: Millis): ReadonlySet<UserId> {
      forget(now)
      return others.get(user) ?? new Set()
    },
  }
}
