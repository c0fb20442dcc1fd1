/** Chance that is the same every time: the same seed gives the same numbers. */
export interface Chance {
  /** From 0 up to, and never, 1. */
  next(): number
  /** One of the choices, each as likely as its weight. */
  pick<T>(choices: readonly (readonly [weight: number, choice: T])[]): T
  /** About `mean`, never negative, and mostly within a fifth of it. */
  near(mean: number): number
}

/** @param seed - a whole number. @see https://github.com/bryc/code "mulberry32", public domain */
export function createChance(seed: number): Chance {
  let state = seed
  function next(): number {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    pick<T>(choices: readonly (readonly [number, T])[]): T {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0)
      const found = choices.find(([weight]) => (left -= weight) < 0) ?? choices.at(-1)
      if (!found) throw new Error('There is nothing to pick from')
      return found[1]
    },
    near: (mean) => Math.max(0, Math.round(mean * (0.7 + 0.6 * ((next() + next() + next()) / 3)))),
  }
}
