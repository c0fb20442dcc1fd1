/**
 * How much a parsed payload holds: letters of its texts and names, bytes of what is binary, and a little for every value. Cheap
 * beside parsing it, because texts are not looked at.
 */
export function sizeOf(payload: unknown): number {
  let size = 0
  const left: unknown[] = [payload]
  while (left.length > 0) {
    const value = left.pop()
    size += VALUE
    if (typeof value === 'string') size += value.length
    else if (ArrayBuffer.isView(value)) size += value.byteLength
    else if (Array.isArray(value)) for (const one of value) left.push(one)
    else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) {
        size += name.length
        left.push(one)
      }
    }
  }
  return size
}

/** Bytes counted for any value. */
const VALUE = 16
