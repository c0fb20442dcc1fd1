import type { AnswerOf, InboundOf, OutboundOf, PayloadOf, SentOf } from '@/lib/contracts/kit'
import type { omegoo } from '@/lib/contracts/omegoo/contract'

type Inbound = InboundOf<typeof omegoo, '/'>
type Outbound = OutboundOf<typeof omegoo, '/'>

/** Events that the client may send, and what they carry. */
export type Sent = { [E in keyof Inbound]: SentOf<Inbound[E]> }
/** Events that the server sends, and what they carry. */
export type Heard = { [E in keyof Outbound]: PayloadOf<Outbound[E]> }
/** The answer to an event: its fields, or why not. */
export type Answer<E extends keyof Sent> = AnswerOf<Inbound[E]>

/**
 * What the stores need from a connection. Nothing is buffered: what is sent while disconnected is not sent,
 * because only its owner knows whether it still makes sense later.
 */
export interface Wire {
  /** Sends and waits for the answer; undefined without a connection, or when it is lost before the answer. */
  readonly request: <E extends keyof Sent>(event: E, payload: Sent[E]) => Promise<Answer<E> | undefined>
  /** Sends what may get lost, such as typing. */
  readonly tell: <E extends keyof Sent>(event: E, payload: Sent[E]) => void
  readonly on: <E extends keyof Heard>(event: E, listener: (payload: Heard[E]) => void) => void
  readonly isOnline: () => boolean
  /** Called at every change between having a connection and not having one. */
  readonly onOnlineChange: (listener: (online: boolean) => void) => void
}
