/** On the frame itself: a table of frames beside them costs the garbage collector more than the encoding. */
const TEXT = Symbol('encoded')

/**
 * The text of a frame, made once per process however many connections it is for: they all receive the same object.
 *
 * @param encode - the same for all connections of the frame's namespace
 */
export function encodeOnce<T extends object>(
  frame: T & { [TEXT]?: string },
  encode: (frame: T) => string,
): string {
  return (frame[TEXT] ??= encode(frame))
}
