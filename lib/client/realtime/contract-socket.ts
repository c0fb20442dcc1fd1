import type { LazySocket } from './lazy-socket'
import type { AnswerOf, Contract, InboundOf, OutboundOf, PayloadOf, SentOf } from '@/lib/contracts/kit'
import type { ConnectionMachine } from './connection'

type Address<C extends Contract> = keyof C['namespaces']

/** Events that a client of the contract may emit, and what they carry. */
export type Emitted<C extends Contract, N extends Address<C> = '/'> = {
  [E in keyof InboundOf<C, N>]: SentOf<InboundOf<C, N>[E]>
}
/** Events that the contract's server publishes to a client, and what they carry. */
export type Received<C extends Contract, N extends Address<C> = '/'> = {
  [E in keyof OutboundOf<C, N>]: PayloadOf<OutboundOf<C, N>[E]>
}
/** The answer to an event: its fields, or why not. */
export type AnswerTo<
  C extends Contract,
  E extends keyof InboundOf<C, N>,
  N extends Address<C> = '/',
> = AnswerOf<InboundOf<C, N>[E]>

/** Subscribes to what one namespace of a contract publishes. */
export type Subscribe<C extends Contract, N extends Address<C> = '/'> = <E extends keyof Received<C, N>>(
  event: E,
  listener: (payload: Received<C, N>[E]) => void,
) => void

/**
 * A connection as one contract sees it. Several contracts may share one socket. Nothing is buffered: what is emitted
 * while disconnected is not sent, because only its owner knows whether it still makes sense later.
 */
export interface ContractSocket<C extends Contract, N extends Address<C> = '/'> {
  /** Emits and waits for the answer; undefined without a connection, or when it is lost before the answer. */
  readonly request: <E extends keyof Emitted<C, N>>(
    event: E,
    payload: Emitted<C, N>[E],
  ) => Promise<AnswerTo<C, E, N> | undefined>
  /** Emits what may get lost, such as typing. */
  readonly emit: <E extends keyof Emitted<C, N>>(event: E, payload: Emitted<C, N>[E]) => void
  readonly on: Subscribe<C, N>
  readonly isOnline: () => boolean
  /** Called at every change between having a connection and not having one. */
  readonly onOnlineChange: (listener: (online: boolean) => void) => void
}

/** Longer than a slow phone's round trip; what is not answered by then is offered again. */
const ANSWER_MS = 10_000
const AUTHENTICATION_REQUIRED = 2003

/** The app's socket, with the events of one contract: of its types alone, whose tables weigh too much for a page. */
export function createContractSocket<C extends Contract, N extends Address<C> = '/'>(
  lazy: LazySocket,
  connection: ConnectionMachine,
): ContractSocket<C, N> {
  return {
    async request(event, payload) {
      const socket = lazy.connected()
      if (!socket) return undefined
      // The contract's types are exact at this function's edge; Socket.IO's own cannot follow a generic event.
      const asking = socket.timeout(ANSWER_MS) as unknown as Emitting
      const answer = await asking.emitWithAck(event as string, payload).catch(() => undefined)
      if (answer && !answer.success && answer.code === AUTHENTICATION_REQUIRED) connection.unauthorized()
      else if (answer) connection.authorized()
      return answer as never
    },
    emit: (event, payload) => {
      const socket = lazy.connected()
      if (socket) (socket as unknown as Emitting).emit(event as string, payload)
    },
    on: (event, listener) => lazy.whenMade((socket) => void socket.on(event as string, listener as never)),
    isOnline: () => connection.store.getState().status === 'online',
    onOnlineChange: (listener) =>
      void connection.store.subscribe((now, before) => {
        const isOnline = now.status === 'online'
        if (isOnline !== (before.status === 'online')) listener(isOnline)
      }),
  }
}

interface Emitting {
  readonly emit: (event: string, payload: unknown) => void
  readonly emitWithAck: (event: string, payload: unknown) => Promise<{ success: boolean; code?: number }>
}
