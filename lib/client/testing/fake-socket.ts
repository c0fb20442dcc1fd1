import type { AnswerTo, ContractSocket, Emitted, Received } from '@/lib/client/realtime/contract-socket'
import type { Contract } from '@/lib/contracts/kit'
import type { omegoo } from '@/lib/contracts/omegoo/contract'

interface Frame {
  readonly event: string
  readonly payload: unknown
}

interface OpenRequest extends Frame {
  readonly settle: (answer: never) => void
}

/** The server's side of a connection, played by the test. */
export interface FakeSocket<C extends Contract = typeof omegoo> extends ContractSocket<C> {
  /** Everything emitted so far, in order. */
  readonly sent: readonly Frame[]
  /** Payloads emitted under one name. */
  sentAs<E extends keyof Emitted<C>>(event: E): readonly Emitted<C>[E][]
  /** Answers the oldest open request of that name; undefined as for a time-out. */
  answer<E extends keyof Emitted<C>>(event: E, answer: AnswerTo<C, E> | undefined): void
  /** Publishes an event to the client. */
  publish<E extends keyof Received<C>>(event: E, payload: Received<C>[E]): void
  goOffline(): void
  comeBack(): void
}

/** A socket without a network. It begins online unless the test asks otherwise. */
export function createFakeSocket<C extends Contract = typeof omegoo>(isOnlineAtFirst = true): FakeSocket<C> {
  const sent: Frame[] = []
  const listeners = new Map<string, ((payload: never) => void)[]>()
  const followers: ((online: boolean) => void)[] = []
  let open: OpenRequest[] = []
  let online = isOnlineAtFirst

  const turn = (now: boolean) => {
    online = now
    if (!now) {
      open.forEach((request) => request.settle(undefined as never))
      open = []
    }
    followers.forEach((follow) => follow(now))
  }
  return {
    sent,
    sentAs: (event) => sent.filter((frame) => frame.event === event).map((frame) => frame.payload) as never,
    request(event, payload) {
      if (!online) return Promise.resolve(undefined)
      sent.push({ event: String(event), payload })
      return new Promise((resolve) =>
        open.push({ event: String(event), payload, settle: resolve as OpenRequest['settle'] }),
      )
    },
    emit(event, payload) {
      if (online) sent.push({ event: String(event), payload })
    },
    on(event, listener) {
      listeners.set(String(event), [...(listeners.get(String(event)) ?? []), listener as never])
    },
    isOnline: () => online,
    onOnlineChange: (listener) => void followers.push(listener),
    answer(event, answer) {
      const request = open.find((candidate) => candidate.event === event)
      if (!request) throw new Error(`No open request for ${String(event)}`)
      open = open.filter((candidate) => candidate !== request)
      request.settle(answer as never)
    },
    publish: (event, payload) => listeners.get(String(event))?.forEach((listen) => listen(payload as never)),
    goOffline: () => turn(false),
    comeBack: () => turn(true),
  }
}
