/** Characters of an event's name, and bytes of its payload as JSON. */
const EMITTED_BOUNDS = { name: 100, bytes: 64 * 1_024 } as const

/** Names that Socket.IO keeps for itself. */
const RESERVED = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
])
const NAME = /^[A-Za-z][\w:.-]*$/

/**
 * What code of the server sends to clients by itself: the event's name, and its payload as it will arrive.
 *
 * @throws TypeError, RangeError: what is wrong with it
 */
export function acceptedEmission(event: string, data: unknown): unknown {
  if (typeof event !== 'string' || !NAME.test(event))
    throw new TypeError(
      'The name of an event begins with a letter; letters, digits, and any of _ : . - come after it',
    )
  if (event.length > EMITTED_BOUNDS.name)
    throw new RangeError(`The name of an event has ${EMITTED_BOUNDS.name} characters at most`)
  if (RESERVED.has(event)) throw new TypeError(`Socket.IO keeps the name ${event} for itself`)
  const text = JSON.stringify(data) as string | undefined
  if (text === undefined) throw new TypeError(`The payload of ${event} cannot be written as JSON`)
  if (new TextEncoder().encode(text).length > EMITTED_BOUNDS.bytes)
    throw new RangeError(`The payload of ${event} has ${EMITTED_BOUNDS.bytes} bytes at most, as JSON`)
  return JSON.parse(text)
}
