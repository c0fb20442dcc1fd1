/** What parts one interest from the next: the commas and semicolons of every keyboard, and the lines of a pasted list. */
const SEPARATORS = /[,;\n\r\t\u060C\u061B\u3001\u3002\uFF0C\uFF1B\uFF64]/u

/**
 * Parts what was typed or pasted into whole interests and the word that is still being typed.
 *
 * @example splitInterests('mu,fi') → { whole: ['mu'], rest: 'fi' }
 */
export function splitInterests(text: string): { readonly whole: readonly string[]; readonly rest: string } {
  if (!isList(text)) return { whole: [], rest: text }
  const parts = text.split(SEPARATORS)
  const rest = parts.pop() ?? ''
  return { whole: parts.map((part) => part.trim()).filter((part) => part !== ''), rest: rest.trimStart() }
}

/** Whether a text is a list, as people copy one. */
export function isList(text: string): boolean {
  return SEPARATORS.test(text)
}
