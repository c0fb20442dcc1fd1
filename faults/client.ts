import { io, type Socket } from 'socket.io-client'
import { createRoomView, type RoomView } from './room-view'
import type { Results } from './results'
import { createSendQueue } from './send-queue'
import type { Dialect, SessionNews } from '../lib/protocol-client/dialect'
import type { Answer } from '../lib/protocol-client/session-client'

export const ANSWER_WITHIN_MS = 15_000
const AGAIN_AFTER_MS = 250
/** The event that says why may come a moment after the refusal. */
const EVENT_WITHIN_MS = 6_000
/** Refusals by code. @see lib/domain/errors.ts */
const IN_A_SESSION = 3003
const NO_SESSION = 3002
const TRY_AGAIN = 9007

/** A client that follows the protocol: looks for a stranger, sends messages, comes back, and sends again what was not acknowledged. */
export interface ChatClient {
  readonly name: string
  readonly userId: string
  readonly token: string
  readonly socket: Socket
  /** Every room so far. */
  readonly views: readonly RoomView[]
  /** The room it is in. */
  current(): RoomView | undefined
  /** In a session and connected to it, with nothing under way. */
  isSettled(): boolean
  isInSession(): boolean
  /** Joins the queue now, and again after every end. */
  seek(): void
  /** Stays out after the next end. */
  rest(): void
  send(): void
  /** Leaves the room for good. */
  leave(): void
  /** How often a kind of news came. */
  received(kind: SessionNews['kind']): number
  /** Breaks the connection off and makes a new one. */
  reconnect(): void
  close(): void
}

interface Settings {
  readonly name: string
  readonly userId: string
  readonly token: string
  readonly dialect: Dialect
  readonly url: string
  readonly results: Results
  /** Messages that may be under way at once. */
  readonly window?: number
}

export function createClient(settings: Settings): ChatClient {
  const { name, userId, token, dialect, url, results, window = 2 } = settings
  const views: RoomView[] = []
  const received = new Map<SessionNews['kind'], number>()
  let view: RoomView | undefined
  let wantsSession = false
  let isLeaving = false
  /** Connected, and the server knows where this client stopped. */
  let isBack = false
  let lostAt: number | undefined
  let connection = 0
  let isAsking = false
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    auth: (give) => give({ token, ...heardSoFar() }),
    reconnectionDelay: 100,
    reconnectionDelayMax: 1_000,
    timeout: 5_000,
  })
  const sendQueue = createSendQueue({ window, results, transmit, onNoSession: noSession, name })

  /** Where the one stopped who has no event for saying so. */
  function heardSoFar(): object {
    if (dialect.resume) return {}
    return view ? { sessionId: view.room, lastSeq: view.lastSeq() ?? 0 } : { sessionId: null }
  }

  /** @returns undefined when the connection broke first */
  async function ask(event: string, payload: object): Promise<Answer | undefined> {
    const mine = connection
    try {
      return (await socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, payload)) as Answer
    } catch {
      if (mine === connection && socket.connected) results.silences.push(`${name}: ${event} was not answered`)
      return undefined
    }
  }

  function transmit(room: RoomView, content: string, id: string) {
    return { connection, answer: ask(...dialect.send(room.room, content, id)) }
  }

  function later(action: () => void): void {
    const mine = connection
    setTimeout(() => void (mine === connection && socket.connected && action()), AGAIN_AFTER_MS)
  }

  async function join(): Promise<void> {
    if (!wantsSession || view || !socket.connected) return
    const answer = await ask(...dialect.join)
    if (view || !answer || answer.success) return
    if (answer.code === IN_A_SESSION && dialect.resume) return resume()
    if (answer.code !== TRY_AGAIN && answer.code !== IN_A_SESSION) surprise(`joining: ${answer.error}`)
    later(() => void join())
  }

  async function resume(): Promise<void> {
    if (!dialect.resume || isBack || isAsking) return
    const lastSeq = view?.lastSeq()
    isAsking = true
    const answer = await ask(dialect.resume, lastSeq === undefined ? {} : { lastSeq })
    isAsking = false
    if (!answer || answer.success || answer.code === NO_SESSION) return // its event says so
    if (answer.code !== TRY_AGAIN) surprise(`resuming: ${answer.error}`)
    later(() => void resume())
  }

  function surprise(what: string): void {
    results.surprises.push(`${name} (${dialect.name}): ${what}`)
  }

  function enter(room: string): RoomView {
    view = createRoomView(room, `${name} (${dialect.name})`)
    views.push(view)
    return view
  }

  function back(): void {
    isBack = true
    if (lostAt !== undefined) results.returns.push(performance.now() - lostAt)
    lostAt = undefined
    sendQueue.flush()
    if (isLeaving) void leaveNow()
  }

  function leaveRoom(ending: 'ended' | 'gone'): void {
    view?.end(ending)
    view = undefined
    isBack = false
    isLeaving = false
    lostAt = undefined
    results.unsent += sendQueue.clear()
    later(() => void join())
  }

  function gone(how: string): void {
    if (!view) return later(() => void join())
    results.gone.push({ client: name, room: view.room, how })
    leaveRoom('gone')
  }

  function noSession(): void {
    const refused = view
    setTimeout(() => void (refused && view === refused && gone('3002')), EVENT_WITHIN_MS)
  }

  function receive(news: SessionNews): void {
    received.set(news.kind, (received.get(news.kind) ?? 0) + 1)
    switch (news.kind) {
      case 'found':
        return matched(news.session)
      case 'message':
        return message(news)
      case 'resumed':
        return resumed(news)
      case 'ended':
        return ended(news)
      case 'resume-failed':
        return gone('text_reconnect_failed')
      case 'partner-disconnected':
      case 'partner-returned':
      case 'typing':
        return
    }
  }

  function matched(room: string): void {
    if (view?.room === room) return
    if (view) surprise(`matched into ${room} while in ${view.room}`)
    if (views.some((one) => one.room === room)) return surprise(`matched again into ${room}, which is over`)
    enter(room)
    back()
  }

  function message({
    session: room,
    message: { author, ...seen },
  }: Extract<SessionNews, { kind: 'message' }>): void {
    const known = views.find((one) => one.room === room)
    if (!known && view) surprise(`received from ${room} while in ${view.room}`)
    // Found while the connection was broken, so this need not be the first message.
    if (!known && dialect.resume) return void resume()
    const into = known ?? enter(room)
    into.see(seen)
    if (!known) back()
    if (author !== userId) noteLatency(seen.content)
  }

  function noteLatency(content: string): void {
    const at = results.sentAt.get(content)
    if (at !== undefined) results.latencies.push(performance.now() - at)
    results.sentAt.delete(content)
  }

  function resumed({ session: room, messages }: Extract<SessionNews, { kind: 'resumed' }>): void {
    if (view && view.room !== room) {
      surprise(`came back to ${room} instead of ${view.room}`)
      return gone('another room')
    }
    const into = view ?? enter(room)
    for (const one of messages) into.see({ seq: one.seq, messageId: one.messageId, content: one.content })
    back()
  }

  function ended({ session: room, reason }: Extract<SessionNews, { kind: 'ended' }>): void {
    if (view?.room !== room) return
    // No client here is silent for half an hour: a time-out means that the server has lost the session.
    if (reason === 'timeout') return gone('session-ended')
    if (!isBack) return gone(`ended while away (${reason})`)
    leaveRoom('ended')
  }

  async function leaveNow(): Promise<void> {
    if (!view || !isBack || sendQueue.size() > 0) return
    const answer = await ask(...dialect.leave(view.room))
    if (answer && !answer.success && answer.code === TRY_AGAIN) later(() => void leaveNow())
  }

  socket.on('connect', () => {
    connection += 1
    isAsking = false
    if (!view) return void join()
    if (dialect.resume) return void resume()
    back()
  })
  socket.on('disconnect', (reason) => {
    if (view) lostAt ??= performance.now()
    isBack = false
    sendQueue.interrupted()
    if (reason === 'io server disconnect') surprise('was disconnected for good')
  })
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => void socket.connect(), AGAIN_AFTER_MS)
  })
  for (const [event, read] of Object.entries(dialect.reads))
    socket.on(event, (data: Record<string, unknown>) => receive(read(data)))

  return {
    name,
    userId,
    token,
    socket,
    views,
    current: () => view,
    isInSession: () => view !== undefined && isBack,
    isSettled: () => view !== undefined && isBack && sendQueue.size() === 0,
    seek() {
      wantsSession = true
      void join()
    },
    rest: () => void (wantsSession = false),
    send() {
      if (!view || isLeaving) return
      sendQueue.add(view)
      if (isBack) sendQueue.flush()
    },
    leave() {
      if (!view) return
      isLeaving = true
      results.left.add(view.room)
      void leaveNow()
    },
    received: (kind) => received.get(kind) ?? 0,
    reconnect: () => void socket.disconnect().connect(),
    close: () => void socket.disconnect(),
  }
}
