import { randomBytes } from 'node:crypto'

const BINDING_REQUEST = 0x0001
/** The class of a message is in two bits of its type: 0x0100 success, 0x0110 error. */
const RESPONSES: readonly number[] = [0x0101, 0x0111]
const MAGIC_COOKIE = 0x21_12_a4_42
const HEADER_BYTES = 20

/** A question that every STUN and TURN server answers, whoever asks. @see RFC 8489, 5 and 6.3.1 */
export function bindingRequest(): Buffer {
  const message = Buffer.alloc(HEADER_BYTES)
  message.writeUInt16BE(BINDING_REQUEST, 0)
  message.writeUInt32BE(MAGIC_COOKIE, 4)
  randomBytes(12).copy(message, 8)
  return message
}

/** Whether a datagram is the answer to a request: cookie and transaction are the same. */
export function isAnswerTo(request: Buffer, datagram: Buffer): boolean {
  if (datagram.length < HEADER_BYTES || !RESPONSES.includes(datagram.readUInt16BE(0))) return false
  return datagram.subarray(4, HEADER_BYTES).equals(request.subarray(4, HEADER_BYTES))
}
