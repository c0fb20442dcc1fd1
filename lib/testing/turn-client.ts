import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** @see RFC 8489, 5 (header), 14 (attributes) and 18; RFC 8656, 17 and 18 */
const ALLOCATE = 0x0003
const CREATE_PERMISSION = 0x0008
const SUCCESS = 0x0100
const ERROR = 0x0110
const COOKIE = Buffer.from('2112a442', 'hex')
const USERNAME = 0x0006
const MESSAGE_INTEGRITY = 0x0008
const ERROR_CODE = 0x0009
const XOR_PEER_ADDRESS = 0x0012
const REALM = 0x0014
const NONCE = 0x0015
const REQUESTED_TRANSPORT = 0x0019
const UDP = Buffer.from([17, 0, 0, 0])
const HEADER_BYTES = 20
const INTEGRITY_BYTES = 24
const RESEND_MS = 500
const ALLOCATION_MISMATCH = 437

type Attributes = readonly (readonly [type: number, value: Buffer])[]

/**
 * Asks a relay for an allocation over UDP, as a browser does with what `RTCIceServer` holds, and for a way to a peer.
 *
 * @param url - `turn:<address>:<port>`
 * @param peer - an IPv4 address to relay to
 * @returns `allowed`, or the code of the refusal: 401 for credentials that are not right or not any more, 403 for a denied peer
 */
export async function relayTo(...asked: Parameters<typeof askOnce>): Promise<'allowed' | number> {
  const answer = await askOnce(...asked)
  // The port had an allocation a while ago, which the relay keeps for minutes: the next port is another one.
  return answer === ALLOCATION_MISMATCH ? askOnce(...asked) : answer
}

async function askOnce(
  peer: string,
  url: string,
  { username = '', credential = '' }: { username?: string; credential?: string },
): Promise<'allowed' | number> {
  const [, address, port] = url.split(':')
  const socket = createSocket('udp4')
  socket.connect(Number(port), address)
  await once(socket, 'connect')
  try {
    const challenge = await exchange(socket, request(ALLOCATE, [[REQUESTED_TRANSPORT, UDP]]))
    const [realm, nonce] = [attribute(challenge, REALM), attribute(challenge, NONCE)]
    const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest()
    const who: Attributes = [
      [USERNAME, Buffer.from(username)],
      [REALM, realm],
      [NONCE, nonce],
    ]
    const asked = async (method: number, attributes: Attributes) => {
      const answer = await exchange(socket, request(method, [...attributes, ...who], key))
      return answer.readUInt16BE(0) === (method | SUCCESS) ? 'allowed' : codeOf(attribute(answer, ERROR_CODE))
    }
    const allocated = await asked(ALLOCATE, [[REQUESTED_TRANSPORT, UDP]])
    return allocated === 'allowed'
      ? await asked(CREATE_PERMISSION, [[XOR_PEER_ADDRESS, xored(peer)]])
      : allocated
  } finally {
    socket.close()
  }
}

/** @param key - signs it, as the last attribute, over a length that counts that one in */
function request(method: number, attributes: Attributes, key?: Buffer): Buffer {
  const body = Buffer.concat(attributes.map(([type, value]) => encoded(type, value)))
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt16BE(method, 0)
  header.writeUInt16BE(body.length + (key ? INTEGRITY_BYTES : 0), 2)
  COOKIE.copy(header, 4)
  randomBytes(12).copy(header, 8)
  const message = Buffer.concat([header, body])
  if (!key) return message
  const integrity = createHmac('sha1', key).update(message).digest()
  return Buffer.concat([message, encoded(MESSAGE_INTEGRITY, integrity)])
}

/** An IPv4 address and port 9, as RFC 8489, 14.2 hides them from routers that rewrite addresses. */
function xored(address: string): Buffer {
  const value = Buffer.from([0, 1, 0, 9, ...address.split('.').map(Number)])
  for (const [index, byte] of [...COOKIE.subarray(0, 2), ...COOKIE].entries()) value[2 + index]! ^= byte
  return value
}

function encoded(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(type, 0)
  head.writeUInt16BE(value.length, 2)
  return Buffer.concat([head, value, Buffer.alloc(padding(value.length))])
}

const padding = (length: number) => (4 - (length % 4)) % 4

/** An attribute's value. @throws when the message has none */
function attribute(message: Buffer, wanted: number): Buffer {
  for (let at = HEADER_BYTES; at + 4 <= message.length;) {
    const length = message.readUInt16BE(at + 2)
    if (message.readUInt16BE(at) === wanted) return message.subarray(at + 4, at + 4 + length)
    at += 4 + length + padding(length)
  }
  throw new Error(
    `The relay's answer 0x${message.toString('hex', 0, 2)} has no attribute 0x${wanted.toString(16)}`,
  )
}

const codeOf = (value: Buffer) => value.readUInt8(2) * 100 + value.readUInt8(3)

/** Sends a request until it is answered: with success, or with a refusal. */
async function exchange(socket: Socket, message: Buffer): Promise<Buffer> {
  const send = () => socket.send(message)
  const again = setInterval(send, RESEND_MS)
  send()
  try {
    for (;;) {
      const [answer] = (await once(socket, 'message')) as [Buffer]
      const isOurs = answer.subarray(8, HEADER_BYTES).equals(message.subarray(8, HEADER_BYTES))
      if (isOurs && (answer.readUInt16BE(0) & (SUCCESS | ERROR)) !== 0) return answer
    }
  } finally {
    clearInterval(again)
  }
}
