import type { Socket as EngineSocket } from 'engine.io'
import * as ws from 'ws'

/** What of the library its types keep to themselves. */
interface FrameMaker {
  frame(
    data: Buffer,
    options: { fin: boolean; opcode: number; mask: boolean; rsv1: boolean; readOnly: boolean },
  ): Buffer[]
}
const { Sender } = ws as unknown as { readonly Sender: FrameMaker }

/** Of a text (RFC 6455, 5.2), which no extension changes. */
const TEXT_FRAME = { fin: true, opcode: 1, mask: false, rsv1: false, readOnly: true }
/** What the engine's protocol puts before a message. */
const MESSAGE = '4'

/** A packet for any number of connections. */
export interface SharedPacket {
  /** For who polls. */
  readonly text: string
  readonly options: SharedOptions
}

interface SharedOptions {
  /** The WebSocket's frame, in one piece; the engine writes it as it is. */
  readonly wsPreEncodedFrame: readonly [Buffer]
}

/** Encodes a packet as far as it is the same for all connections, so that what is left for each is to write it. */
export function sharedPacket(text: string): SharedPacket {
  const frame = Buffer.concat(Sender.frame(Buffer.from(MESSAGE + text), TEXT_FRAME))
  return { text, options: { wsPreEncodedFrame: [frame] } }
}

export function writeShared(conn: EngineSocket, { text, options }: SharedPacket): void {
  conn.write(text, options as object)
}

/** The size of a packet that is the engine's own or shared, bytes. */
export function bytesOf({ data, options }: { data?: unknown; options?: Partial<SharedOptions> }): number {
  const [frame] = options?.wsPreEncodedFrame ?? []
  if (frame) return frame.length
  return typeof data === 'string' ? Buffer.byteLength(data) : 0
}
