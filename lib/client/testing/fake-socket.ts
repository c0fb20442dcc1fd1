import type {
  OmegooAnswer,
  OmegooEmitted,
  OmegooReceived,
  OmegooSocket,
} from '@/lib/client/realtime/omegoo-socket'

interface Frame {
  readonly event: string
  readonly payload: unknown
}

interface OpenRequest extends Frame {
  readonly settle: (answer: never) => void
}

/** The server's side of a connection, played by the test. */
export interface FakeSocket extends OmegooSocket {
  /** Everything emitted so far, in order. */
  readonly sent: readonly Frame[]
  /** Payloads emitted under one name. */
  sentAs<E extends keyof OmegooEmitted>(event: E): readonly OmegooEmitted[E][]
  /** Answers the oldest open request of that name; undefined as for a time-out. */
  answer<E extends keyof OmegooEmitted>(event: E, answer: OmegooAnswer<E> | undefined): void
  /** Publishes an event to the client. */
  publish<E extends keyof OmegooReceived>(event: E, payload: OmegooReceived[E]): void
  goOffline(): void
  comeBack(): void
}

/** A socket without a network. It begins online unless the test asks otherwise. */
export function createFakeSocket(isOnlineAtFirst = true): FakeSocket {
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
      sent.push({ event, payload })
      return new Promise((resolve) => open.push({ event, payload, settle: resolve as OpenRequest['settle'] }))
    },
    emit(event, payload) {
      if (online) sent.push({ event, payload })
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener as never])
    },
    isOnline: () => online,
    onOnlineChange: (listener) => void followers.push(listener),
    answer(event, answer) {
      const request = open.find((candidate) => candidate.event === event)
      if (!request) throw new Error(`No open request for ${event}`)
      open = open.filter((candidate) => candidate !== request)
      request.settle(answer as never)
    },
    publish: (event, payload) => listeners.get(event)?.forEach((listen) => listen(payload as never)),
    goOffline: () => turn(false),
    comeBack: () => turn(true),
  }
}
