import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Millis } from '@/lib/domain/ids'
import type { Credentials, Login } from './credentials'
import { bytesOf, type Frame } from './frames'
import type { Link, LinkListener, OpenLink } from './link'
import { firstEndpoint, type Endpoint } from './tables'
import { judgeAnswer, judgeReceived, judgeSent } from './verdict'

export type Phase =
  | { readonly name: 'idle' }
  | { readonly name: 'connecting' }
  | { readonly name: 'open' }
  /** `reason` is the server's word; undefined where nobody answered. */
  | { readonly name: 'refused'; readonly reason: string | undefined }
  | { readonly name: 'closed'; readonly reason: string }

/** One end of a conversation: somebody with a connection of their own. */
export interface Person {
  readonly name: string
  readonly endpoint: Endpoint
  readonly phase: Phase
  /** What they connected with last, where there was one; for events that carry it. */
  readonly token?: string
  readonly userId?: string
}

export interface PlaygroundState {
  readonly people: readonly Person[]
  /** Name of the one who sends. */
  readonly active: string
  /** Oldest first; the oldest go when there are too many. */
  readonly frames: readonly Frame[]
}

interface Deps {
  readonly openLink: (endpoint: Endpoint) => OpenLink
  readonly logIn: (credentials: Credentials) => Promise<Login>
  readonly now: () => Millis
}

export const NAMES = ['Ann', 'Bob', 'Cleo', 'Dan'] as const
const FRAMES_KEPT = 500

/** People, their connections, and everything that went over them. */
export function createPlayground(deps: Deps) {
  const store: StoreApi<PlaygroundState> = createStore<PlaygroundState>(() => ({
    people: NAMES.slice(0, 2).map(newPerson),
    active: NAMES[0],
    frames: [],
  }))
  const log = createLog(store, deps.now)
  const links = createLinks(deps, store, log)

  return {
    store,
    choose: (active: string) => store.setState({ active }),
    move: (name: string, endpoint: Endpoint) => changePerson(store, name, { endpoint }),
    /** Adds the next name, as long as there is one. */
    invite: () =>
      store.setState(({ people }) => {
        const name = NAMES.find((free) => people.every((person) => person.name !== free))
        return name ? { people: [...people, newPerson(name)] } : {}
      }),
    dismiss: (name: string) => {
      links.disconnect(name)
      store.setState(({ people, active }) => {
        const staying = people.filter((person) => person.name !== name)
        return { people: staying, active: active === name ? (staying[0]?.name ?? '') : active }
      })
    },
    connect: links.connect,
    disconnect: links.disconnect,
    send: links.send,
    clear: () => store.setState({ frames: [] }),
    /** Ends every connection. */
    close: links.closeAll,
  }
}

export type Playground = ReturnType<typeof createPlayground>

function newPerson(name: string): Person {
  return { name, endpoint: firstEndpoint(), phase: { name: 'idle' } }
}

function changePerson(store: StoreApi<PlaygroundState>, name: string, change: Partial<Person>): void {
  store.setState(({ people }) => ({
    people: people.map((person) => (person.name === name ? { ...person, ...change } : person)),
  }))
}

function createLog(store: StoreApi<PlaygroundState>, now: () => Millis) {
  let next = 1
  return {
    add(frame: Omit<Frame, 'id' | 'at' | 'bytes'>): Frame {
      const added = { ...frame, id: next++, at: now(), bytes: bytesOf(frame.payload) }
      store.setState(({ frames }) => ({ frames: [...frames, added].slice(-FRAMES_KEPT) }))
      return added
    },
    answer(asked: Frame, endpoint: Endpoint, payload: unknown): void {
      const answer = {
        payload,
        bytes: bytesOf(payload),
        roundTripMs: now() - asked.at,
        verdict: judgeAnswer(endpoint, asked.event, payload),
      }
      store.setState(({ frames }) => ({
        frames: frames.map((frame) => (frame.id === asked.id ? { ...frame, answer } : frame)),
      }))
    },
  }
}

/** One link for each person. What an older link of theirs still says counts no more. */
function createLinks(deps: Deps, store: StoreApi<PlaygroundState>, log: ReturnType<typeof createLog>) {
  const links = new Map<string, { link?: Link }>()
  const personNamed = (name: string) => store.getState().people.find((person) => person.name === name)

  function listen(name: string, endpoint: Endpoint, own: { link?: Link }): LinkListener {
    const ifCurrent = (change: Partial<Person>) => {
      if (links.get(name) === own) changePerson(store, name, change)
    }
    return {
      opened: () => ifCurrent({ phase: { name: 'open' } }),
      refused: (reason) => ifCurrent({ phase: { name: 'refused', reason } }),
      closed: (reason) => ifCurrent({ phase: { name: 'closed', reason } }),
      received: (event, payload) => {
        if (links.get(name) !== own) return
        log.add({
          person: name,
          direction: 'received',
          event,
          payload,
          verdict: judgeReceived(endpoint, event, payload),
        })
      },
    }
  }

  function end(name: string) {
    links.get(name)?.link?.close()
    links.delete(name)
  }

  return {
    async connect(name: string, credentials: Credentials): Promise<void> {
      const person = personNamed(name)
      if (!person) return
      end(name)
      const own: { link?: Link } = {}
      links.set(name, own)
      changePerson(store, name, { phase: { name: 'connecting' }, token: undefined, userId: undefined })
      const login = await deps.logIn(credentials)
      if (links.get(name) !== own) return
      if (!login.ok) {
        return changePerson(store, name, { phase: { name: 'refused', reason: login.reason } })
      }
      const { token, userId } = login
      changePerson(store, name, { token, userId })
      const target = { namespace: person.endpoint.namespace, ...(token !== undefined && { token }) }
      const listener = listen(name, person.endpoint, own)
      const link = await deps
        .openLink(person.endpoint)(target, listener)
        .catch(() => undefined)
      if (!link) return changePerson(store, name, { phase: { name: 'refused', reason: undefined } })
      if (links.get(name) === own) own.link = link
      else link.close()
    },
    disconnect(name: string): void {
      end(name)
      changePerson(store, name, { phase: { name: 'idle' } })
    },
    /** Sends as the person, if they are connected. */
    send(name: string, event: string, payload: unknown, withAnswer: boolean): void {
      const person = personNamed(name)
      const link = links.get(name)?.link
      if (!person || !link || person.phase.name !== 'open') return
      const { endpoint } = person
      const verdict = judgeSent(endpoint, event, payload)
      const frame = log.add({
        person: name,
        direction: 'sent',
        event,
        payload,
        verdict,
        ...(withAnswer && { answer: 'asked' }),
      })
      link.send(event, payload, withAnswer ? (answer) => log.answer(frame, endpoint, answer) : undefined)
    },
    closeAll: () => {
      for (const name of links.keys()) end(name)
    },
  }
}
