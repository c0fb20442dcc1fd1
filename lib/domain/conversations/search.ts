/** Bounds of what a search in a conversation reads, whatever its length. */
export const SEARCH_BOUNDS = {
  /** Characters of the text. */
  shortest: 2,
  longest: 100,
  /** Messages that are looked at, the newest. */
  messages: 20_000,
  /** Messages that are answered. */
  found: 50,
} as const
