import { afterEach, beforeEach, expect } from 'vitest'
import type { AbuseCounts } from './abuse-report'
import { GREETING } from './client'
import type { createWorld, Person, Chat } from './world'

/** Pause between receiving a message and answering it. */
const THINKING_MS = 10

/**
 * Two people who chat all the time while a test attacks others. After each test, each has received every message, in order
 * and once, and nothing else.
 */
export function createBystanders(world: Pick<ReturnType<typeof createWorld>, 'chat'>, counts: AbuseCounts) {
  let conversation: Conversation | undefined

  beforeEach(async () => void (conversation = converse(await world.chat(), counts)))
  afterEach(async () => {
    const { ann, bob, sent } = (await conversation?.end()) ?? { ann: undefined, bob: undefined, sent: [] }
    for (const person of [ann, bob]) {
      const received = person?.client.received ?? []
      const messages = received.filter(({ event }) => event === 'text_message_received')
      expect(messages.map(({ data }) => (data as { content: string }).content)).toEqual(sent)
      const others = received.filter((one) => !messages.includes(one)).map(({ event }) => event)
      expect(others.filter((event) => event !== GREETING)).toEqual(BEFORE)
    }
  })

  return {
    /** Resolves when a message sent from now on has been answered: they still chat. */
    stillChat: async (): Promise<void> => conversation?.oneMore(),
  }
}

/** Without a time limit: the delay is what is measured. */
const nextMessage = ({ client }: Person) =>
  new Promise<void>((resolve) => void client.socket.once('text_message_received', () => resolve()))

const BEFORE = ['text_queue_joined', 'text_match_found']

interface Conversation {
  oneMore(): Promise<void>
  /** Resolves when every message has been received. Each reaches both: its author as an echo. */
  end(): Promise<{ ann: Person; bob: Person; sent: readonly string[] }>
}

/** One sends, the other answers when it has received that, and so on. */
function converse({ ann, bob }: Chat, { latencies }: AbuseCounts): Conversation {
  const sent: string[] = []
  let isOver = false
  let count = 0
  const exchange = Promise.allSettled([exchangeMessages()])

  async function exchangeMessages(): Promise<void> {
    while (!isOver) {
      const [speaker, listener] = count % 2 === 0 ? [ann, bob] : [bob, ann]
      const content = `${count + 1}`
      const sentAt = performance.now()
      sent.push(content)
      const [received, echoed] = [nextMessage(listener), nextMessage(speaker)]
      speaker.client.emit('send_text_message', { content })
      await received
      latencies.push(performance.now() - sentAt)
      await echoed
      count += 1
      await new Promise((resolve) => void setTimeout(resolve, THINKING_MS))
    }
  }

  return {
    async oneMore() {
      const before = count
      while (count < before + 2) await new Promise((resolve) => void setTimeout(resolve, THINKING_MS))
    },
    async end() {
      isOver = true
      const [outcome] = await exchange
      if (outcome.status === 'rejected') throw outcome.reason
      return { ann, bob, sent }
    },
  }
}
