import { io } from 'socket.io-client'
import type { Answer } from '../../lib/protocol-client/session-client'
import { ANSWER_WITHIN_MS } from '../client'
import type { Results } from '../results'
import { createRoomView, type RoomView } from '../room-view'
import { createSendQueue } from '../send-queue'
import type { MemberDialect, Received } from './member-dialects'

const AGAIN_AFTER_MS = 250
const TRY_AGAIN = 9007

/** A member of some conversations who follows the protocol: comes back, fetches what came meanwhile, sends again what was not acknowledged. */
export interface MemberClient {
  readonly name: string
  /** One for each conversation. */
  readonly views: readonly RoomView[]
  /** Has everything of each conversation up to now, and is told what comes. */
  isCaughtUp(): boolean
  /** Nothing is under way. */
  isSettled(): boolean
  send(view: RoomView): void
  reconnect(): void
  close(): void
}

interface Settings {
  readonly name: string
  readonly userId: string
  readonly token: string
  readonly dialect: MemberDialect
  readonly url: string
  /** By the names that every contract takes. */
  readonly conversations: readonly string[]
  readonly results: Results
}

/** One conversation on one connection. */
interface Following {
  readonly view: RoomView
  /** The last message that came, by a frame or a page; an acknowledgement of one's own may be ahead of those. */
  lastSeq: number
  /** Frames that came before the page that says what was missed; undefined once it is here. */
  held: Received[] | undefined
  /** What this connection was sent by frames. */
  framed: Set<number>
}

export function createMemberClient(settings: Settings): MemberClient {
  const { name, userId, token, dialect, url, conversations, results } = settings
  const { signIn, namespace } = dialect
  const title = `${name} (${dialect.name})`
  const socket = io(url + namespace, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 400,
    auth: signIn === 'handshake' ? { token } : {},
  })
  const following = new Map<string, Following>()
  /** The id by which frames name a conversation, by the name under which it was joined. */
  const byId = new Map<string, Following>()
  /** Frames of conversations whose id is not known yet. */
  const early = new Map<string, Received[]>()
  let connection = 0
  const surprise = (what: string) => void results.surprises.push(`${title}: ${what}`)

  const queue = createSendQueue({
    name: title,
    window: 2,
    results,
    transmit: ({ room }, content, id) => ({ connection, answer: transmit(room, content, id) }),
    onNoSession: () => surprise('a conversation has no session'),
  })

  for (const conversation of conversations) {
    const view = createRoomView(conversation, title)
    following.set(conversation, { view, lastSeq: 0, held: [], framed: new Set() })
  }

  async function ask(event: string, payload: unknown): Promise<Answer | undefined> {
    const mine = connection
    try {
      return (await socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, payload)) as Answer
    } catch {
      if (mine === connection && socket.connected)
        results.silences.push(`${title}: ${event} was not answered`)
      return undefined
    }
  }

  async function transmit(room: string, content: string, id: string): Promise<Answer | undefined> {
    const answer = await ask(...dialect.send(room, content, id))
    return answer?.success ? { ...answer, ...dialect.sent(answer) } : answer
  }

  /** Asks again until the server answers, as long as this connection lasts. */
  async function insist(event: string, payload: unknown): Promise<Answer | undefined> {
    const mine = connection
    while (mine === connection && socket.connected) {
      const answer = await ask(event, payload)
      if (answer?.success) return mine === connection ? answer : undefined
      if (answer && answer.code !== TRY_AGAIN) surprise(`${event}: ${answer.error}`)
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
    }
    return undefined
  }

  function see(one: Following, received: Received): void {
    if (received.seq <= one.lastSeq) return
    one.lastSeq = received.seq
    if (received.author === userId) return
    one.view.see(received)
    const at = results.sentAt.get(received.content)
    if (at !== undefined) results.latencies.push(performance.now() - at)
    results.sentAt.delete(received.content)
  }

  /** Fetches what came while away, page by page, and then what came by frames meanwhile. */
  async function catchUp(conversation: string, one: Following): Promise<void> {
    for (let more = true; more;) {
      const answer = await insist(...dialect.join(conversation, one.lastSeq))
      if (!answer) return
      const { conversation: id, messages, hasMore } = dialect.page(answer)
      byId.set(id, one)
      one.held?.push(...(early.get(id) ?? []))
      early.delete(id)
      for (const message of messages) see(one, dialect.read(message))
      more = hasMore
    }
    const held = one.held ?? []
    one.held = undefined
    for (const message of held) see(one, message)
  }

  async function start(): Promise<void> {
    const mine = connection
    if (signIn === 'authenticate' && !(await insist('authenticate', token))) return
    await Promise.all([...following].map(([conversation, one]) => catchUp(conversation, one)))
    if (mine === connection && socket.connected) queue.flush()
  }

  function receive(data: Record<string, unknown>): void {
    const message = dialect.read(data)
    const one = byId.get(message.conversation)
    if (!one)
      return void early.set(message.conversation, [...(early.get(message.conversation) ?? []), message])
    if (one.framed.has(message.seq)) surprise(`was sent ${message.seq} twice on one connection`)
    one.framed.add(message.seq)
    if (one.held) one.held.push(message)
    else see(one, message)
  }

  socket.on('connect', () => {
    connection += 1
    early.clear()
    for (const one of following.values()) Object.assign(one, { held: [], framed: new Set() })
    void start()
  })
  socket.on('disconnect', (reason) => {
    queue.interrupted()
    for (const one of following.values()) one.held = []
    if (reason === 'io server disconnect') surprise('was disconnected for good')
  })
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => void socket.connect(), AGAIN_AFTER_MS)
  })
  socket.on(dialect.message, receive)

  const isCaughtUp = () => socket.connected && [...following.values()].every(({ held }) => held === undefined)

  return {
    name: title,
    views: [...following.values()].map(({ view }) => view),
    isCaughtUp,
    isSettled: () => queue.size() === 0,
    send(view) {
      queue.add(view)
      if (isCaughtUp()) queue.flush()
    },
    reconnect: () => void socket.disconnect().connect(),
    close: () => void socket.disconnect(),
  }
}
