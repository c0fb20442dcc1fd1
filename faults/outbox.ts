import { randomUUID } from 'node:crypto'
import { contentIn } from './history'
import type { Ledger } from './ledger'
import type { Answer } from '../lib/protocol-client/session-client'
import type { RoomView } from './room-view'

const AGAIN_AFTER_MS = 250
const NO_SESSION = 3002
const TRY_AGAIN = 9007
const TOO_FAST = 1003

interface Letter {
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
  readonly ledger: Ledger
  /** Sends one; no answer when the connection broke first. */
  transmit(
    room: RoomView,
    content: string,
    id: string,
  ): { readonly connection: number; readonly answer: Promise<Answer | undefined> }
  onNoSession(): void
}

/** What a person has said and the server has not acknowledged; sent again in order until it is. */
export function createOutbox({ name, window, ledger, transmit, onNoSession }: Settings) {
  let letters: Letter[] = []
  let count = 0
  let place = 0
  let isOpen = false

  function flush(): void {
    for (const letter of letters.slice(0, window)) {
      if (isOpen && !letter.isUnderWay) void send(letter)
    }
  }

  async function send(letter: Letter): Promise<void> {
    const { room, content, id } = letter
    letter.isUnderWay = true
    letter.attempts += 1
    place += 1
    const mine = place
    if (letter.attempts === 1) ledger.sentAt.set(content, performance.now())
    const { connection, answer } = transmit(room, content, id)
    const given = await answer
    letter.isUnderWay = false
    if (given?.success) {
      const sent = letter.attempts === 1 ? { connection, place: mine } : undefined
      room.acknowledge({ seq: Number(given.seq), messageId: String(given.messageId), content, sent })
      letters = letters.filter((one) => one !== letter)
      return flush()
    }
    if (letters.includes(letter)) refused(letter, given)
  }

  function refused(letter: Letter, answer: Answer | undefined): void {
    ledger.sentAt.delete(letter.content)
    if (!answer) return again()
    if (answer.code === NO_SESSION) return onNoSession()
    if (answer.code === TRY_AGAIN) ledger.tryAgain += 1
    else if (answer.code !== TOO_FAST) ledger.surprises.push(`${name}: sending: ${answer.error}`)
    again()
  }

  const again = (): void => void setTimeout(flush, AGAIN_AFTER_MS)

  return {
    add(room: RoomView): void {
      count += 1
      const content = contentIn(room.room, name, count)
      letters.push({ room, content, id: randomUUID(), attempts: 0, isUnderWay: false })
    },
    flush(): void {
      isOpen = true
      flush()
    },
    /** Nothing is sent until the next `flush`. */
    interrupted: () => void (isOpen = false),
    /** @returns how many are given up */
    clear(): number {
      const given = letters.length
      letters = []
      isOpen = false
      return given
    },
    size: () => letters.length,
  }
}
