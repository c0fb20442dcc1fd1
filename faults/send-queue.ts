import { randomUUID } from 'node:crypto'
import { contentIn } from './history'
import type { Results } from './results'
import type { Answer } from '../lib/protocol-client/session-client'
import type { RoomView } from './room-view'

const AGAIN_AFTER_MS = 250
const NO_SESSION = 3002
const TRY_AGAIN = 9007
const TOO_FAST = 1003

interface QueuedMessage {
  readonly room: RoomView
  readonly content: string
  /** The same however often it is sent. */
  readonly id: string
  attempts: number
  isUnderWay: boolean
}

interface Settings {
  readonly name: string
  readonly window: number
  readonly results: Results
  /** Sends one; no answer when the connection broke first. */
  transmit(
    room: RoomView,
    content: string,
    id: string,
  ): { readonly connection: number; readonly answer: Promise<Answer | undefined> }
  onNoSession(): void
}

/** What a client has sent and the server has not acknowledged; sent again in order until it is. */
export function createSendQueue({ name, window, results, transmit, onNoSession }: Settings) {
  let messages: QueuedMessage[] = []
  let count = 0
  let order = 0
  let isOpen = false

  function flush(): void {
    for (const message of messages.slice(0, window)) {
      if (isOpen && !message.isUnderWay) void send(message)
    }
  }

  async function send(message: QueuedMessage): Promise<void> {
    const { room, content, id } = message
    message.isUnderWay = true
    message.attempts += 1
    order += 1
    const mine = order
    if (message.attempts === 1) results.sentAt.set(content, performance.now())
    const { connection, answer } = transmit(room, content, id)
    const given = await answer
    message.isUnderWay = false
    if (given?.success) {
      const sent = message.attempts === 1 ? { connection, order: mine } : undefined
      room.acknowledge({ seq: Number(given.seq), messageId: String(given.messageId), content, sent })
      messages = messages.filter((one) => one !== message)
      return flush()
    }
    if (messages.includes(message)) refused(message, given)
  }

  function refused(message: QueuedMessage, answer: Answer | undefined): void {
    results.sentAt.delete(message.content)
    if (!answer) return again()
    if (answer.code === NO_SESSION) return onNoSession()
    if (answer.code === TRY_AGAIN) results.tryAgain += 1
    else if (answer.code !== TOO_FAST) results.surprises.push(`${name}: sending: ${answer.error}`)
    again()
  }

  const again = (): void => void setTimeout(flush, AGAIN_AFTER_MS)

  return {
    add(room: RoomView): void {
      count += 1
      const content = contentIn(room.room, name, count)
      messages.push({ room, content, id: randomUUID(), attempts: 0, isUnderWay: false })
    },
    flush(): void {
      isOpen = true
      flush()
    },
    /** Nothing is sent until the next `flush`. */
    interrupted: () => void (isOpen = false),
    /** @returns how many are given up */
    clear(): number {
      const given = messages.length
      messages = []
      isOpen = false
      return given
    },
    size: () => messages.length,
  }
}
