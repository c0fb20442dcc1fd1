/** Letters and symbols by their category that nonetheless draw nothing: the Hangul fillers and the blank Braille pattern. */
const BLANK_SYMBOLS = /[\u115F\u1160\u3164\uFFA0\u2800]/u
/**
 * Characters that draw nothing: blanks of every width, line breaks, controls, invisible format characters (joiners, soft
 * hyphen, byte-order mark, tags, direction marks), lone surrogates, unassigned ones, and marks (among them the variation
 * selectors), which need something to stand on.
 */
const INVISIBLE = /[\p{Z}\p{C}\p{M}]/u

/** What a name may not hold beside visible text: controls and line breaks, and what turns the direction of others' text. */
const UNWANTED_IN_NAMES = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu

/** Whether a reader would see anything of the text: one visible character is enough. Pure; any length. */
export function hasVisible(text: string): boolean {
  for (const char of text) {
    if (!INVISIBLE.test(char) && !BLANK_SYMBOLS.test(char)) return true
  }
  return false
}

/**
 * A display name from what a person typed. Line breaks, tabs and other controls become one blank, direction overrides,
 * embeddings and isolates go; joiners, the marks that keyboards set (U+200E, U+200F, U+061C) and emoji sequences stay.
 * Trimmed; lone surrogates are replaced. Empty when nothing visible is left: such a name is refused.
 */
export function cleanName(text: string): string {
  const cleaned = text
    .toWellFormed()
    .replace(UNWANTED_IN_NAMES, (run) => (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(run) ? ' ' : ''))
    .trim()
  return hasVisible(cleaned) ? cleaned : ''
}
