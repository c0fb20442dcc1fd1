import { setTimeout as wait } from 'node:timers/promises'
import { connectLight, type LightSocket } from '../lib/testing/light-socket'
import type { Account } from './guests'
import { contentIn } from './history'
import { createRoomView, type RoomView } from './room-view'

const AGAIN_AFTER_MS = 300
const ANSWER_WITHIN_MS = 60_000

/** One of thousands: talks in one room, is cut off, and comes back. */
export interface SwarmPerson {
  connect(): Promise<void>
  join(): Promise<void>
  view(): RoomView | undefined
  /** Says something without waiting; it is said again after coming back, unless it was acknowledged. */
  say(): void
  /** Everything said is acknowledged. */
  isSettled(): boolean
  cut(): void
  /** Connects again, asks for what was missed, and says again what was not acknowledged. Tries until it succeeds. */
  comeBack(): Promise<void>
  /** Why it could not come back. */
  lost(): string | undefined
}

interface Answer {
  readonly success: boolean
  readonly code?: number
  readonly error?: string
  readonly seq?: number
  readonly messageId?: string
}

type Fields = Readonly<Record<string, unknown>>

export function createSwarmPerson(name: string, account: Account, urlOf: () => string): SwarmPerson {
  let socket: LightSocket | undefined
  let view: RoomView | undefined
  let count = 0
  let lost: string | undefined
  const unsaid = new Map<string, string>()

  const see = ({ seq, messageId, content }: Fields): void =>
    view?.see({ seq: Number(seq), messageId: String(messageId), content: String(content) })

  function onEvent(event: string, data: unknown): void {
    const fields = data as Fields
    if (event === 'text_match_found') view ??= createRoomView(String(fields.roomId), name)
    else if (event === 'text_message_received') see(fields)
    else if (event === 'text_reconnected') for (const one of fields.messages as Fields[]) see(one)
    else if (event === 'text_room_ended' || event === 'text_reconnect_failed') lost = event
  }

  const connect = async (): Promise<void> => {
    const auth = { token: account.token }
    socket = await connectLight(urlOf(), { auth, onEvent, answerWithinMs: ANSWER_WITHIN_MS })
  }

  async function send(id: string, content: string): Promise<void> {
    const answer = (await socket?.ask('send_text_message', { content, clientMessageId: id })) as Answer
    if (!answer.success || !unsaid.delete(id)) return
    const { seq, messageId } = answer
    view?.acknowledge({ seq: Number(seq), messageId: String(messageId), content, sent: undefined })
  }

  async function tryToComeBack(): Promise<boolean> {
    await connect()
    const lastSeq = view?.lastSeq() ?? 0
    const answer = (await socket?.ask('attempt_text_reconnect', { lastSeq })) as Answer
    if (!answer.success && lost === undefined) return false
    if (lost === undefined) for (const [id, content] of unsaid) await send(id, content)
    return lost !== undefined || unsaid.size === 0
  }

  return {
    connect,
    async join() {
      await socket?.ask('join_text_queue', {})
    },
    view: () => view,
    say() {
      count += 1
      const content = contentIn(view?.room ?? '', name, count)
      const id = `${name}-${count}`
      unsaid.set(id, content)
      send(id, content).catch(() => undefined) // cut off: it is said again
    },
    isSettled: () => unsaid.size === 0,
    cut: () => socket?.terminate(),
    async comeBack() {
      for (let isBack = false; !isBack;) {
        isBack = await tryToComeBack().catch(() => false)
        if (!isBack) await wait(AGAIN_AFTER_MS)
      }
    },
    lost: () => lost,
  }
}
