import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Result } from '@/lib/client/api'
import type { Visit, VisitFrames, VisitSocket, VisitsRest, WaitingPerson } from './visits-rest'

/**
 * `missed`: it was over before one was admitted. `left`: one stopped waiting. `absent`: there is none, or it is not one's own.
 */
export type RoomPhase = 'loading' | 'failed' | 'absent' | 'missed' | 'left' | 'waiting' | 'in'

export interface RoomData {
  readonly phase: RoomPhase
  readonly visit: Visit | undefined
  /** One's own among those who wait, from 1. */
  readonly position: number | null
  /** Those who wait, for the host. */
  readonly waiting: readonly WaitingPerson[]
  readonly revision: number
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
  admitting: undefined,
  hasAdmittingFailed: false,
}

/** What one visit asks of the server beside its socket. */
export type RoomRest = Pick<VisitsRest, 'visit' | 'end' | 'invite' | 'withdraw'>

interface Deps {
  readonly visitId: string
  readonly account: string
  readonly socket: VisitSocket
  readonly rest: RoomRest
}

const CONVERSATION_NOT_FOUND = 3007
const VISIT_OVER = 3009
/** In which one may wait. */
const WAITS: ReadonlySet<RoomPhase> = new Set(['loading', 'waiting'])

/** One visit on the connection: its waiting room, and what its host does; its messages are a conversation's. It enters again whenever the connection is back. */
export function createVisitRoom(deps: Deps) {
  const { visitId, account, socket, rest } = deps
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
    set({ phase: 'in', position: null })
  }

  /** What changes the visit on the server, and is seen at once where it did. */
  async function change(how: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    const result = await how()
    if (result.ok) await read()
    return result
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
      end: () => change(() => rest.end(visitId)),
      invite: (people: readonly string[]) => change(() => rest.invite(visitId, people)),
      withdraw: (userId: string) => change(() => rest.withdraw(visitId, userId)),
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
      participants({ removed }: VisitFrames['visit:participantsChanged']): void {
        if (removed.includes(account)) set({ phase: 'absent', position: null, waiting: [] })
        else if (state.getState().phase === 'absent') void enter()
        else void read()
      },
    },
  }
}

export type VisitRoom = ReturnType<typeof createVisitRoom>
