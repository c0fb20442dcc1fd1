/** On the frame itself: a table of frames beside them costs the garbage collector more than the encoding. */
const ENCODED = Symbol('encoded')

/**
 * A frame as it is written, made once per process however many connections it is for: they all receive the same object.
 *
 * @param encode - the same for all connections of the frame's namespace
 */
export function encodeOnce<T extends object, Encoded>(
  frame: T & { [ENCODED]?: unknown },
  encode: (frame: T) => Encoded,
): Encoded {
  return (frame[ENCODED] ??= encode(frame)) as Encoded
}
