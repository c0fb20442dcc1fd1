import type { ConnectionId } from '@/lib/domain/ids'
import type { Frame } from '@/lib/server/ports/connections/fan-out'
import type { Handshake } from './handshake'

/** The socket behind a connection, Socket.IO's or a raw one. */
export interface SocketAdapter {
  readonly id: ConnectionId
  readonly namespace: string
  /** What carries it, by an id: namespaces of one client share it. Undefined: nothing else has it. */
  readonly transport?: string
  readonly address: string
  /** What the client says it is. */
  readonly userAgent?: string | undefined
  /** The handshake's fields, by contract; a raw WebSocket has none. */
  readonly handshake?: Handshake
  /** Sends to this connection alone. */
  reply(event: string, data: unknown): void
  /** Sends a frame that other connections may be sent too: it is encoded once for all of them. */
  send(frame: Frame): void
  /**
   * @param reason - for the log and, where the protocol has a place for it, for the client
   * @param code - of the WebSocket, where there is one
   */
  close(reason: string, code?: number): void
  /** The same for this connection alone, where it shares its socket with others. */
  leave(reason: string, code: number): void
  /** Breaks off as a lost network does, so that the client reconnects. */
  drop(reason: string): void
  /** It is known now whose it is. */
  identified(): void
}
