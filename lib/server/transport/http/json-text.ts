import { MAX_DEPTH, MAX_NODES } from '../dispatch/payload'

const QUOTE = 34
const COMMA = 44
const BACKSLASH = 92
const OPENING = new Set([91, 123])
const CLOSING = new Set([93, 125])
/** What wraps a payload: an event's list, a frame's object. */
const WRAPPING = 2

/** JSON of a payload that is refused for its shape, whatever the contract; stands in for one too dear to parse. */
export const UNFIT_JSON = '['.repeat(MAX_DEPTH + 1) + ']'.repeat(MAX_DEPTH + 1)

/**
 * About how many values a JSON text holds (its commas and brackets), from `start` on and without parsing it; Infinity where
 * it is deeper, or holds more, than anything honest.
 *
 * Parsing costs up to 4 µs a key and turns a megabyte into a hundred: too dear for a payload that is then refused.
 * Strings are skipped, and the first fault ends it, so that this costs a millisecond a megabyte.
 */
export function partsIn(text: string, start = 0): number {
  let parts = 0
  let depth = 0
  for (let index = start; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) index = endOfString(text, index)
    else if (CLOSING.has(code)) depth -= 1
    else if (code === COMMA || OPENING.has(code)) {
      parts += 1
      if (code !== COMMA) depth += 1
      if (parts > MAX_NODES + WRAPPING || depth > MAX_DEPTH + WRAPPING) return Number.POSITIVE_INFINITY
    }
  }
  return parts
}

/** Where the string that opens at `index` closes; the text's end where it does not. */
function endOfString(text: string, index: number): number {
  for (let end = text.indexOf('"', index + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1
    if (escapes % 2 === 0) return end
  }
  return text.length
}
