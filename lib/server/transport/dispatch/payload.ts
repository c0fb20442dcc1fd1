/** Deeper, or of more parts than this, nothing honest is. */
export const MAX_DEPTH = 12
export const MAX_NODES = 2_000
/** Characters in all strings and keys together. */
const MAX_CHARACTERS = 256 * 1_024

/**
 * What is wrong with the shape of a payload, whatever the contract: too deep, too large, or binary where text belongs.
 * Stops at the first fault, so a hostile payload costs no more than a large honest one.
 */
export function payloadFault(payload: unknown): string | undefined {
  const queue: { readonly value: unknown; readonly depth: number }[] = [{ value: payload, depth: 0 }]
  let characters = 0
  for (let index = 0; index < queue.length; index += 1) {
    const { value, depth } = queue[index] ?? { value: null, depth: 0 }
    if (typeof value === 'string') characters += value.length
    if (characters > MAX_CHARACTERS) return 'The payload is too large'
    if (typeof value !== 'object' || value === null) continue
    if (isBinary(value)) return 'Binary data is not expected here'
    if (depth >= MAX_DEPTH) return 'The payload is nested too deeply'
    for (const [key, child] of Object.entries(value)) {
      characters += key.length
      queue.push({ value: child, depth: depth + 1 })
      if (queue.length > MAX_NODES) return 'The payload has too many parts'
    }
  }
  return undefined
}

/**
 * Whether any text in a value of a known form cannot be stored: a NUL, or half a character (a lone surrogate). Nothing honest
 * has them, and PostgreSQL accepts neither. Checked here once, before any service gets the text.
 */
export function holdsUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, part]) => holdsUnstorable(key) || holdsUnstorable(part))
}

function isBinary(value: object): boolean {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Blob
}
