/** Chance that repeats: the same seed gives the same numbers. */
export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** True once in `times`. */
  onceIn(times: number): boolean
  pick<T>(from: readonly T[]): T
  /** Numbers of its own, so that what others draw does not move them. */
  fork(): Chance
}

/** mulberry32: small, fast, and good enough for choosing what to break. @param seed - any 32 bits */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    onceIn: (times) => between(1, times) === 1,
    pick(from) {
      const chosen = from[between(0, from.length - 1)]
      if (chosen === undefined) throw new Error('There is nothing to choose from')
      return chosen
    },
    fork: () => createChance(between(0, 2 ** 31)),
  }
}
