import { hasVisible } from './visible-text'

/** Characters (UTF-16 units) a message may have after cleaning, and before. */
export const MAX_MESSAGE_LENGTH = 1_000
const MAX_RAW_LENGTH = 8_000
/** Decoded size of an image or sound in a message. */
export const MAX_MEDIA_BYTES = 64 * 1_024

export type CleanText =
  | { readonly text: string }
  | { readonly refused: 'INVALID_MESSAGE' | 'MESSAGE_TOO_LONG' }

/**
 * Makes a message of what a person typed: tags stripped, white space trimmed, lone surrogates replaced.
 *
 * @returns the text, of 1 to 1000 characters with something to see among them, or why it is none.
 * @see spec/omegoo.md "Content Validation"
 */
export function cleanMessage(raw: string): CleanText {
  if (raw.length > MAX_RAW_LENGTH) return { refused: 'MESSAGE_TOO_LONG' }
  const text = stripTags(raw.toWellFormed()).trim()
  if (!hasVisible(text)) return { refused: 'INVALID_MESSAGE' }
  return text.length > MAX_MESSAGE_LENGTH ? { refused: 'MESSAGE_TOO_LONG' } : { text }
}

/**
 * Removes what parses as an HTML tag or comment, and what does so once that is gone; `I <3 you` and `a < b` stay.
 * One pass, so nested tags cost no more than flat ones. Rendering as text is the protection, this is courtesy.
 */
export function stripTags(text: string): string {
  if (!text.includes('<')) return text
  const kept: string[] = []
  const opened: number[] = []
  for (const char of text) {
    if (char === '>' && closesTag(kept, opened)) continue
    if (char === '<') opened.push(kept.length)
    kept.push(char)
  }
  return kept.join('')
}

/** Drops the tag that a `>` ends: the last one opened, whatever other `<` stand in it. */
function closesTag(kept: string[], opened: number[]): boolean {
  for (let start = opened.pop(); start !== undefined; start = opened.pop()) {
    if (!/^[a-z/!?]$/i.test(kept[start + 1] ?? '')) continue
    kept.length = start
    return true
  }
  return false
}

/** Decoded size of base64 text in bytes; undefined when it is not base64. A data URL's head is allowed. */
export function base64Size(text: string): number | undefined {
  const body = stripDataUrl(text)
  if (body.length === 0 || body.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined
  const padding = body.endsWith('==') ? 2 : body.endsWith('=') ? 1 : 0
  return (body.length / 4) * 3 - padding
}

/** The part of a data URL that gives the type: passed on and kept as evidence, so it may hold nothing else (RFC 2397). */
const DATA_URL_HEAD = /^data:[\w.+-]{1,50}\/[\w.+-]{1,50}(?:;[\w.+=-]{1,50}){0,3};base64,/

/** The base64 part of a data URL, or the text itself. */
export function stripDataUrl(text: string): string {
  return text.replace(DATA_URL_HEAD, '')
}
