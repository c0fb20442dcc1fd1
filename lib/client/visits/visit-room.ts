import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Result } from '@/lib/client/api'
import type { Visit, VisitFrames, VisitMessage, VisitSocket, VisitsRest, WaitingPerson } from './visits-rest'

/**
 * `missed`: it was over before one was admitted. `left`: one stopped waiting. `absent`: there is none, or it is not one's own.
 */
export type RoomPhase = 'loading' | 'failed' | 'absent' | 'missed' | 'left' | 'waiting' | 'in'

/** A message on its way, or one that did not get through. */
export interface Unsent {
  readonly id: string
  readonly text: string
  readonly hasFailed: boolean
}

export interface RoomData {
  readonly phase: RoomPhase
  readonly visit: Visit | undefined
  /** One's own among those who wait, from 1. */
  readonly position: number | null
  /** Those who wait, for the host. */
  readonly waiting: readonly WaitingPerson[]
  readonly revision: number
  /** Oldest first. */
  readonly messages: readonly VisitMessage[]
  readonly hasEarlier: boolean
  readonly unsent: readonly Unsent[]
  /** Whom the host is admitting; `first` is whoever that is. */
  readonly admitting: string | undefined
  readonly hasAdmittingFailed: boolean
}

const EMPTY: RoomData = {
  phase: 'loading',
  visit: undefined,
  position: null,
  waiting: [],
  revision: 0,
  messages: [],
  hasEarlier: false,
  unsent: [],
  admitting: undefined,
  hasAdmittingFailed: false,
}

interface Deps {
  readonly visitId: string
  readonly account: string
  readonly socket: VisitSocket
  readonly rest: Pick<VisitsRest, 'visit' | 'end'>
  readonly ids: () => string
}

const CONVERSATION_NOT_FOUND = 3007
const VISIT_OVER = 3009
const PAGE = 50
/** In which one may wait. */
const WAITS: ReadonlySet<RoomPhase> = new Set(['loading', 'waiting'])

/** One visit on the connection: its waiting room, its messages, and what its host does. It enters again whenever the connection is back. */
export function createVisitRoom(deps: Deps) {
  const { visitId, account, socket, rest, ids } = deps
  const roomId = `visit:${visitId}`
  const state: StoreApi<RoomData> = createStore<RoomData>(() => EMPTY)
  const set = (changes: Partial<RoomData>) => state.setState(changes)
  let newest = 0

  function settle(code: number): void {
    const phase = code === CONVERSATION_NOT_FOUND ? 'absent' : code === VISIT_OVER ? 'missed' : 'failed'
    set({ phase, position: null })
  }

  /** @returns whether there is something to go on with */
  async function read(): Promise<boolean> {
    const turn = (newest += 1)
    const found = await rest.visit(visitId)
    if (turn !== newest) return false
    if (!found.ok) {
      if (!found.offline) settle(found.code)
      else if (state.getState().phase === 'loading') set({ phase: 'failed' })
      return false
    }
    const { waiting, revision } = found.data
    set({ visit: found.data, ...(revision >= state.getState().revision && { waiting, revision }) })
    return true
  }

  async function enter(): Promise<void> {
    if (!(await read())) return
    const { visit, phase } = state.getState()
    if (phase === 'left') return
    if (visit?.status === 'over' && visit.state !== 'admitted')
      return set({ phase: 'missed', position: null })
    const answer = await socket.request('room:join', { roomId, roomType: 'visit' })
    if (!answer) return // without a connection; entered when it is back
    if (!answer.success) return settle(answer.code)
    if (answer.waiting) return set({ phase: 'waiting', position: answer.position ?? null })
    await catchUp()
    set({ phase: 'in', position: null })
  }

  async function catchUp(): Promise<void> {
    const answer = await socket.request('message:history', { roomId, limit: PAGE })
    if (!answer?.success) return
    const isFirst = state.getState().messages.length === 0
    merge(answer.messages)
    if (isFirst) set({ hasEarlier: answer.hasMore })
  }

  function merge(messages: readonly VisitMessage[]): void {
    const byId = new Map([...state.getState().messages, ...messages].map((one) => [one.id, one]))
    set({ messages: [...byId.values()].toSorted((a, b) => a.seq - b.seq) })
  }

  async function deliver(unsent: Unsent): Promise<void> {
    const others = () => state.getState().unsent.filter(({ id }) => id !== unsent.id)
    set({ unsent: [...others(), { ...unsent, hasFailed: false }] })
    const message = { roomId, message: unsent.text, clientMessageId: unsent.id }
    const answer = await socket.request('message:send', message)
    if (answer?.success) {
      merge([answer.message])
      set({ unsent: others() })
    } else {
      set({
        unsent: state
          .getState()
          .unsent.map((one) => (one.id === unsent.id ? { ...one, hasFailed: true } : one)),
      })
      if (answer?.code === VISIT_OVER) await read()
    }
  }

  return {
    visitId,
    state,
    actions: {
      enter: () => void enter(),
      retry: () => {
        set({ phase: 'loading' })
        void enter()
      },
      send: (text: string) => void deliver({ id: ids(), text, hasFailed: false }),
      sendAgain: (unsent: Unsent) => void deliver(unsent),
      async showEarlier(): Promise<void> {
        const [first] = state.getState().messages
        if (!first) return
        const answer = await socket.request('message:history', { roomId, before: first.seq, limit: PAGE })
        if (!answer?.success) return
        merge(answer.messages)
        set({ hasEarlier: answer.hasMore })
      },
      /** Everything that is here has been seen. */
      read: () => socket.emit('message:read', { roomId }),
      /** Gives the position up. */
      async leave(): Promise<void> {
        const answer = await socket.request('room:leave', { roomId })
        if (answer?.success) set({ phase: 'left', position: null })
      },
      /** @param userId - the first who waits unless given */
      async admit(userId?: string): Promise<void> {
        set({ admitting: userId ?? 'first', hasAdmittingFailed: false })
        const answer = await socket.request('visit:admit', {
          visitId,
          ...(userId !== undefined && { userId }),
        })
        set({ admitting: undefined, hasAdmittingFailed: !answer?.success })
        if (answer && !answer.success) await read()
      },
      async end(): Promise<Result<unknown>> {
        const result = await rest.end(visitId)
        if (result.ok) await read()
        return result
      },
      /** The page is left: one looks at it no more, and goes on waiting where one waits. */
      close: () => {
        if (state.getState().phase === 'in') socket.emit('room:leave', { roomId })
      },
    },
    /** What the connection brings of this visit. */
    receive: {
      online: () => void (state.getState().phase !== 'absent' && enter()),
      waiting({ position, waiting, revision }: VisitFrames['visit:waiting']): void {
        if (revision < state.getState().revision) return
        if (waiting) set({ waiting, revision })
        else if (position !== undefined && WAITS.has(state.getState().phase))
          set({ position, revision, phase: 'waiting' })
      },
      admitted: ({ userId }: VisitFrames['visit:admitted']) => void (userId === account ? enter() : read()),
      over: () =>
        void read().then(
          () => state.getState().phase !== 'in' && set({ phase: 'missed', position: null, waiting: [] }),
        ),
      message: (message: VisitMessage) => merge([message]),
      changed(messageId: string, changes: Partial<VisitMessage>): void {
        const messages = state
          .getState()
          .messages.map((one) => (one.id === messageId ? { ...one, ...changes } : one))
        set({ messages })
      },
    },
  }
}

export type VisitRoom = ReturnType<typeof createVisitRoom>
