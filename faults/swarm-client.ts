import { setTimeout as wait } from 'node:timers/promises'
import type { ReceivedMessage, SessionNews } from '../lib/protocol-client/dialect'
import { TEXT } from '../lib/protocol-client/dialects/text'
import { connectSession, type SessionClient } from '../lib/protocol-client/session-client'
import type { Account } from './guests'
import { contentIn } from './history'
import { createRoomView, type RoomView } from './room-view'

const AGAIN_AFTER_MS = 300
const ANSWER_WITHIN_MS = 60_000

/** One of thousands: is in one session, is cut off, and comes back. */
export interface SwarmClient {
  connect(): Promise<void>
  join(): Promise<void>
  view(): RoomView | undefined
  /** Sends something without waiting; it is sent again after coming back, unless it was acknowledged. */
  send(): void
  /** Everything sent is acknowledged. */
  isSettled(): boolean
  cut(): void
  /** Connects again, asks for what was missed, and sends again what was not acknowledged. Tries until it succeeds. */
  comeBack(): Promise<void>
  /** Why it could not come back. */
  lost(): string | undefined
}

export function createSwarmClient(name: string, account: Account, urlOf: () => string): SwarmClient {
  let client: SessionClient | undefined
  let view: RoomView | undefined
  let count = 0
  let lost: string | undefined
  const unacknowledged = new Map<string, string>()

  const see = ({ seq, messageId, content }: ReceivedMessage): void => view?.see({ seq, messageId, content })

  function onNews(news: SessionNews): void {
    if (news.kind === 'found') view ??= createRoomView(news.session, name)
    else if (news.kind === 'message') see(news.message)
    else if (news.kind === 'resumed') for (const one of news.messages) see(one)
    else if (news.kind === 'ended' || news.kind === 'resume-failed') lost = news.kind
  }

  const connect = async (): Promise<void> => {
    const how = { token: account.token, dialect: TEXT, onNews, answerWithinMs: ANSWER_WITHIN_MS }
    client = await connectSession(urlOf(), { ...how, ...(view && { session: view.room }) })
  }

  async function send(id: string, content: string): Promise<void> {
    const answer = await client?.send(content, id)
    if (!answer?.success || !unacknowledged.delete(id)) return
    const { seq, messageId } = answer
    view?.acknowledge({ seq: Number(seq), messageId: String(messageId), content, sent: undefined })
  }

  async function tryToComeBack(): Promise<boolean> {
    await connect()
    const answer = await client?.resume(view?.lastSeq() ?? 0)
    if (!answer?.success && lost === undefined) return false
    if (lost === undefined) for (const [id, content] of unacknowledged) await send(id, content)
    return lost !== undefined || unacknowledged.size === 0
  }

  return {
    connect,
    async join() {
      await client?.join()
    },
    view: () => view,
    send() {
      count += 1
      const content = contentIn(view?.room ?? '', name, count)
      const id = `${name}-${count}`
      unacknowledged.set(id, content)
      send(id, content).catch(() => undefined) // cut off: it is sent again
    },
    isSettled: () => unacknowledged.size === 0,
    cut: () => client?.socket.terminate(),
    async comeBack() {
      for (let isBack = false; !isBack;) {
        isBack = await tryToComeBack().catch(() => false)
        if (!isBack) await wait(AGAIN_AFTER_MS)
      }
    },
    lost: () => lost,
  }
}
