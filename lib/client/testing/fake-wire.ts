import type { Storages, Unsent } from '@/lib/client/chat/chat-persistence'
import type { UnsentShelf } from '@/lib/client/chat/unsent-store'
import type { Answer, Heard, Sent, Wire } from '@/lib/client/realtime/contract-socket'

interface Frame {
  readonly event: string
  readonly payload: unknown
}

interface OpenRequest extends Frame {
  readonly settle: (answer: never) => void
}

/** The server's side of a wire, played by the test. */
export interface FakeWire extends Wire {
  /** Everything sent so far, in order. */
  readonly sent: readonly Frame[]
  /** Payloads sent under one name. */
  sentAs<E extends keyof Sent>(event: E): readonly Sent[E][]
  /** Answers the oldest open request of that name; undefined as for a time-out. */
  answer<E extends keyof Sent>(event: E, answer: Answer<E> | undefined): void
  /** Sends an event to the client. */
  say<E extends keyof Heard>(event: E, payload: Heard[E]): void
  goOffline(): void
  comeBack(): void
}

/** A wire without a network. It begins online unless told otherwise. */
export function createFakeWire(isOnlineAtFirst = true): FakeWire {
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
    tell(event, payload) {
      if (online) sent.push({ event, payload })
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener as never])
    },
    isOnline: () => online,
    onOnlineChange: (listener) => void followers.push(listener),
    answer(event, answer) {
      const request = open.find((candidate) => candidate.event === event)
      if (!request) throw new Error(`Nobody asked ${event}`)
      open = open.filter((candidate) => candidate !== request)
      request.settle(answer as never)
    },
    say: (event, payload) => listeners.get(event)?.forEach((listen) => listen(payload as never)),
    goOffline: () => turn(false),
    comeBack: () => turn(true),
  }
}

/** Storages that a test can fill, and hand to a second store as a refresh would. */
export function createFakeStorages(): Storages {
  const keeper = () => {
    const kept = new Map<string, string>()
    return {
      read: (key: string) => kept.get(key) ?? null,
      write: (key: string, value: string | null) => {
        if (value === null) kept.delete(key)
        else kept.set(key, value)
      },
    }
  }
  return { session: keeper(), local: keeper() }
}

/** A shelf that outlives its tabs; `kept` is what lies on it, by tab. */
export function createFakeShelf() {
  const kept = new Map<string, Unsent>()
  return {
    kept,
    ofTab: (tab: string): UnsentShelf => ({
      recall: () => Promise.resolve([...kept.values()]),
      keep: (unsent) => void (unsent.waiting.length ? kept.set(tab, unsent) : kept.delete(tab)),
      forget: () => kept.clear(),
    }),
  }
}
