import type { Millis } from '../ids'

const HOUR: Millis = 3_600_000
const DAY: Millis = 24 * HOUR

/** Looks for one's messages. */
export const MESSAGE_LOOKS = ['dawn', 'forest', 'ocean', 'violet'] as const
export type MessageLook = (typeof MESSAGE_LOOKS)[number]

/** Small gifts in a session. They are a picture, and move no coins to anybody. */
export const GIFTS = ['flower', 'coffee', 'star'] as const
export type Gift = (typeof GIFTS)[number]

/** What coins buy. Never a place before others, never a second grip on somebody who was left, never safety. */
export const GOODS = {
  /** A person with interests waits longer for somebody who shares one. */
  'longer-search': { price: 30, lastsMs: DAY, choices: [] },
  /** One's messages have another look, for both. */
  'message-look': { price: 80, lastsMs: 30 * DAY, choices: MESSAGE_LOOKS },
  /** The partner sees a small picture. */
  gift: { price: 5, lastsMs: null, choices: GIFTS },
} as const satisfies Record<
  string,
  { readonly price: number; readonly lastsMs: Millis | null; readonly choices: readonly string[] }
>
export type GoodName = keyof typeof GOODS
export const GOOD_NAMES = Object.keys(GOODS) as GoodName[]
/** What one has for a while; a gift is for the session, where it is given. */
export const LASTING_GOODS = ['longer-search', 'message-look'] as const
export type LastingGood = (typeof LASTING_GOODS)[number]

export function isLastingGood(good: string): good is LastingGood {
  return LASTING_GOODS.some((one) => one === good)
}

/** With `longer-search` a person with interests waits for a shared one this long. */
const LONGER_PATIENCE_MS: Millis = 12_000

/** What a person's goods mean for a search that begins now. */
export interface SearchGoods {
  /** How long they wait for a shared interest; null: as everybody. */
  readonly patienceMs: Millis | null
  /** Of their messages; null: the usual one. */
  readonly look: MessageLook | null
}

export function searchGoods(owned: readonly Possession[]): SearchGoods {
  const choice = owned.find(({ good }) => good === 'message-look')?.choice
  return {
    patienceMs: owned.some(({ good }) => good === 'longer-search') ? LONGER_PATIENCE_MS : null,
    look: MESSAGE_LOOKS.find((one) => one === choice) ?? null,
  }
}

/** Something that a person has, until a moment. */
export interface Possession {
  readonly good: LastingGood
  /** One of the good's choices; null: it has none. */
  readonly choice: string | null
  readonly until: Millis
}

/** Whether a good can be had this way: with one of its choices, or without where it has none. */
export function isChoiceOf(good: GoodName, choice: string | null): boolean {
  const choices: readonly string[] = GOODS[good].choices
  return choices.length === 0 ? choice === null : choice !== null && choices.includes(choice)
}

/** Until when one has it: what is left of the time before is added. */
export function extendedUntil(good: LastingGood, before: Millis | undefined, now: Millis): Millis {
  return Math.max(before ?? now, now) + GOODS[good].lastsMs
}
