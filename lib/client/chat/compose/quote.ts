/** Characters of a message that a reply repeats. */
const QUOTE_LENGTH = 120
const MARK = '> '

/** A message, and what it repeats of an earlier one first; without a quote all of it is its words. */
export interface QuotedMessage {
  readonly quote?: string
  readonly words: string
}

/** Parts the lines that a message begins with and that are marked by `> ` from the words after them. Without such words they are its words. */
export function splitQuote(text: string): QuotedMessage {
  const { marked, rest } = leading(text)
  if (marked.length === 0 || rest.trim() === '') return { words: text }
  return { quote: marked.map((line) => line.slice(MARK.length)).join('\n'), words: rest }
}

/** A draft that replies to a message: a line of it first, marked by `> `, then what the draft held without an earlier quote. */
export function replyTo(message: string, draft: string): string {
  const line = splitQuote(message).words.replaceAll(/\s+/g, ' ').trim()
  const letters = Array.from(line)
  const quote = letters.length > QUOTE_LENGTH ? `${letters.slice(0, QUOTE_LENGTH).join('').trimEnd()}…` : line
  return `${MARK}${quote}\n${leading(draft).rest}`
}

function leading(text: string): { readonly marked: readonly string[]; readonly rest: string } {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith(MARK))
  const count = end < 0 ? lines.length : end
  return { marked: lines.slice(0, count), rest: lines.slice(count).join('\n') }
}
