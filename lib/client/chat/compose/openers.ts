/** Ways to begin, named as in the catalogue: about something that both like, and about nothing in particular. */
const ABOUT_SHARED = ['favourite', 'lately', 'began', 'advice'] as const
const ABOUT_ANYTHING = ['hello', 'day', 'smile', 'learned', 'watching', 'weekend', 'music', 'place'] as const

export type Opener =
  | { readonly about: 'shared'; readonly key: (typeof ABOUT_SHARED)[number]; readonly interest: string }
  | { readonly about: 'anything'; readonly key: (typeof ABOUT_ANYTHING)[number] }

const OFFERED = 3
/** As many of them speak of what both like, when there is something. */
const OFFERED_SHARED = 2

/**
 * A few openers for one conversation, the same however often it is shown; the two people get different ones.
 *
 * @param seed - decides which; the room and the partner.
 * @param shared - what both like, in the reader's wording.
 */
export function openersFor(seed: string, shared: readonly string[]): readonly Opener[] {
  return offered(turnOf(seed), shared, ABOUT_ANYTHING)
}

/** A few questions for later in the conversation: none of its openers, and no greeting. The arguments are those of `openersFor`. */
export function questionsFor(seed: string, shared: readonly string[]): readonly Opener[] {
  const openers = new Set<string>(openersFor(seed, shared).map(({ key }) => key))
  const others = ABOUT_ANYTHING.filter((key) => key !== 'hello' && !openers.has(key))
  return offered(turnOf(seed) + OFFERED_SHARED, shared, others)
}

function turnOf(seed: string): number {
  return Array.from(seed).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7)
}

function offered(
  turn: number,
  shared: readonly string[],
  aboutAnything: readonly (typeof ABOUT_ANYTHING)[number][],
): readonly Opener[] {
  const ofShared = taken(ABOUT_SHARED, turn, shared.length > 0 ? OFFERED_SHARED : 0).map(
    (key, at): Opener => ({
      about: 'shared',
      key,
      interest: shared[(turn + at) % shared.length] ?? '',
    }),
  )
  const others = taken(aboutAnything, turn, OFFERED - ofShared.length)
  return [...ofShared, ...others.map((key): Opener => ({ about: 'anything', key }))]
}

/** `count` different ones of a list, in its order, beginning anywhere. */
function taken<T>(all: readonly T[], turn: number, count: number): readonly T[] {
  const start = turn % all.length
  return [...all.slice(start), ...all.slice(0, start)].slice(0, count)
}
