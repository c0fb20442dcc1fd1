import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A bare connection, for what no client library would send. */
export interface TcpClient {
  readonly socket: Socket
  /** All that came so far. */
  answer(): string
  /** Resolves when the answer holds `text`, or the connection has ended. */
  until(text: string): Promise<string>
  /** Resolves with all that came when the server has ended the connection. */
  ended(): Promise<string>
  /** Resolves when more can be written, or the connection has ended. */
  drained(): Promise<void>
}

export async function connectTcp(url: string): Promise<TcpClient> {
  const { hostname, port } = new URL(url)
  const socket = connect({ port: Number(port), host: hostname, noDelay: true })
  let answer = ''
  let isOver = false
  const checks = new Set<() => void>()
  const checkAll = () => checks.forEach((one) => one())
  socket.on('error', () => undefined) // the server may end it while we write
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1')
    checkAll()
  })
  socket.on('drain', checkAll)
  socket.on('close', () => {
    isOver = true
    checkAll()
  })
  await new Promise<void>((resolve) => socket.once('connect', resolve))

  const when = (isSo: () => boolean) =>
    new Promise<string>((resolve) => {
      const check = () => {
        if (!isSo() && !isOver) return
        checks.delete(check)
        resolve(answer)
      }
      checks.add(check)
      check()
    })

  return {
    socket,
    answer: () => answer,
    until: (text) => when(() => answer.includes(text)),
    ended: () => when(() => false),
    drained: async () => void (await when(() => !socket.writableNeedDrain)),
  }
}

/** The request that turns a connection into a WebSocket. */
function upgradeRequest(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
}

export async function upgradeTcp(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<TcpClient> {
  const client = await connectTcp(url)
  client.socket.write(upgradeRequest(path, headers))
  await client.until('\r\n\r\n')
  return client
}

interface WebSocketFrame {
  readonly opcode: number
  readonly payload?: string | Buffer
  readonly fin?: boolean
  /** The three reserved bits. */
  readonly reserved?: number
  readonly masked?: boolean
  /** The length in its head; the payload's own unless given. */
  readonly length?: number
}

/** The bytes of a frame as RFC 6455, 5.2 has them, right or wrong. */
export function webSocketFrame({
  opcode,
  payload = '',
  fin = true,
  reserved = 0,
  masked = true,
  length,
}: WebSocketFrame): Buffer {
  const body = Buffer.from(payload)
  const says = length ?? body.length
  const mask = masked ? 128 : 0
  const size =
    says < 126
      ? Buffer.from([mask | says])
      : says < 65_536
        ? Buffer.from([mask | 126, says >> 8, says & 255])
        : Buffer.concat([Buffer.from([mask | 127]), bigEndian(says)])
  const head = Buffer.from([(fin ? 128 : 0) | (reserved << 4) | opcode])
  // A mask of zeros changes nothing.
  return Buffer.concat([head, size, Buffer.alloc(masked ? 4 : 0), body])
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
