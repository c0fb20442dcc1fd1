import type { UserId } from '../ids'

/** Bounds of what one message, and one question about it, may cost. */
export const MENTION_BOUNDS = {
  /** People whom one message mentions. */
  people: 20,
  /** `@`s of one message that are looked at, the first ones. */
  signs: 20,
  /** Characters of a displayed name. */
  name: 50,
  /** Names that are offered while one writes. */
  offered: 8,
} as const

/** Whom a message mentions: some people, everybody in the conversation, or nobody. */
export interface Mentions {
  readonly people: readonly UserId[]
  readonly everybody: boolean
}

export const NO_MENTIONS: Mentions = { people: [], everybody: false }

/** What mentions everybody, behind an `@`; the same in every language. */
export const EVERYBODY_WORDS: readonly string[] = ['everyone', 'channel']

/** An `@` that no word precedes, so that addresses of mail mention nobody. */
const SIGN = /(?<![\p{L}\p{M}\p{N}_.@])@(?=[^\s@])/gu
const IN_WORD = /[\p{L}\p{M}\p{N}_]/u

/**
 * The names that a text may mean, for each `@` at which a word begins: everything behind it that ends with a word or a sign, longest first.
 * Which of them are names of people is for who knows the people.
 */
export function possibleNames(text: string): readonly (readonly string[])[] {
  const signs = [...text.matchAll(SIGN)].slice(0, MENTION_BOUNDS.signs)
  return signs.map(({ index }) => namesAt(text, index + 1))
}

function namesAt(text: string, from: number): readonly string[] {
  const line = text.slice(from, from + MENTION_BOUNDS.name + 1).split('\n', 1)[0] ?? ''
  const names: string[] = []
  for (let end = Math.min(line.length, MENTION_BOUNDS.name); end > 0; end--) {
    const [last = '', next = ''] = [line[end - 1], line[end]]
    const isWithinWord = IN_WORD.test(last) && IN_WORD.test(next)
    if (!isWithinWord && last.trim() !== '' && isWhole(line, end)) names.push(line.slice(0, end))
  }
  return names
}

/** Not between the two halves of one sign. */
const isWhole = (text: string, end: number) => !/^[\uDC00-\uDFFF]/.test(text.slice(end))

/** Whether one of the names is the word for everybody, whatever its case. */
export const meansEverybody = (spots: readonly (readonly string[])[]): boolean =>
  spots.some((names) => names.some((name) => EVERYBODY_WORDS.includes(name.toLowerCase())))

/**
 * Whom a text mentions: at each `@` those who have the longest of its names, all of them where several have the same.
 *
 * @param holders - by a possible name, the people who have it
 * @param except - who is mentioned by nobody here: the author, and people of whom one has blocked the other
 */
export function peopleMentioned(
  spots: readonly (readonly string[])[],
  holders: ReadonlyMap<string, readonly UserId[]>,
  except: ReadonlySet<UserId>,
): readonly UserId[] {
  const found = spots.flatMap((names) => holders.get(names.find((name) => holders.has(name)) ?? '') ?? [])
  return [...new Set(found)].filter((user) => !except.has(user)).slice(0, MENTION_BOUNDS.people)
}
