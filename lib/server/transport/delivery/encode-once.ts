const encoded = new WeakMap<object, string>()

/**
 * The text of a frame, made once per process however many connections it is for: they all receive the same object.
 *
 * @param encode - the same for all connections of the frame's namespace
 */
export function encodeOnce<T extends object>(frame: T, encode: (frame: T) => string): string {
  const known = encoded.get(frame)
  if (known !== undefined) return known
  const text = encode(frame)
  encoded.set(frame, text)
  return text
}
