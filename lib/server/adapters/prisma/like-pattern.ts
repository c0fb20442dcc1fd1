/** A pattern of LIKE for what begins with a text, in which `%`, `_` and `\` stand for themselves. */
export const beginsWith = (text: string): string => `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
