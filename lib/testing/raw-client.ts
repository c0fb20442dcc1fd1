import { once } from 'node:events'
import { WebSocket } from 'ws'

export type Frame = Readonly<Record<string, unknown>>

/** A raw WebSocket that remembers what it has not been asked for yet. */
export interface RawClient {
  /** Sends `{type, payload}`. */
  send(type: string, payload?: unknown): void
  /** Sends text, or bytes, as they are. */
  write(data: string | Buffer): void
  /** The next frame, in order. */
  next(): Promise<Frame>
  /** Frames that were not read yet. */
  unread(): number
  /** Code and reason with which the server closed it. */
  closed(): Promise<{ code: number; reason: string }>
  isOpen(): boolean
  close(): void
}

const PATIENCE_MS = 3_000

interface ConnectingRaw {
  readonly path?: string
  readonly headers?: Record<string, string>
  /** Whether pings are answered, as every client does whose line is whole. */
  readonly autoPong?: boolean
}

/** Opens one at `path`; resolves when open, rejects with "Unexpected server response: <status>" where refused. */
export async function connectRaw(
  url: string,
  { path = '/', headers = {}, autoPong = true }: ConnectingRaw = {},
): Promise<RawClient> {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path, { headers, autoPong })
  const frames: Frame[] = []
  const waiting: ((frame: Frame) => void)[] = []
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString()) as Frame
    const wake = waiting.shift()
    if (wake) wake(frame)
    else frames.push(frame)
  })
  const gone = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
  await once(socket, 'open')

  return {
    send: (type, payload) => socket.send(JSON.stringify({ type, payload })),
    write: (data) => socket.send(data),
    next() {
      const frame = frames.shift()
      if (frame) return Promise.resolve(frame)
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('no frame came')), PATIENCE_MS)
        waiting.push((found) => {
          clearTimeout(late)
          resolve(found)
        })
      })
    },
    unread: () => frames.length,
    closed: () => gone,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => socket.terminate(),
  }
}
