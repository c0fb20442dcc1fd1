import { afterEach, beforeEach, expect } from 'vitest'
import type { AbuseCounts } from './abuse-report'
import type { createWorld, Person, Talk } from './world'

/** Pause between hearing a message and answering it. */
const THINKING_MS = 10

/**
 * Two who talk all the time while a test does its worst to others. After each test, everything that either said was heard by
 * the other, in order and once, and they have heard nothing of anybody else.
 */
export function createBystanders(world: Pick<ReturnType<typeof createWorld>, 'talk'>, counts: AbuseCounts) {
  let conversation: Conversation | undefined

  beforeEach(async () => void (conversation = converse(await world.talk(), counts)))
  afterEach(async () => {
    const { ann, bob, said } = (await conversation?.end()) ?? { ann: undefined, bob: undefined, said: [] }
    for (const person of [ann, bob]) {
      const heard = person?.client.heard ?? []
      const messages = heard.filter(({ event }) => event === 'text_message_received')
      expect(messages.map(({ data }) => (data as { content: string }).content)).toEqual(said)
      expect(heard.filter((one) => !messages.includes(one)).map(({ event }) => event)).toEqual(BEFORE)
    }
  })

  return {
    /** Resolves when what is said from now on has been answered: they still talk. */
    stillTalk: async (): Promise<void> => conversation?.oneMore(),
  }
}

/** However long it takes: what the server is kept from doing meanwhile is what is measured. */
const nextMessage = ({ client }: Person) =>
  new Promise<void>((resolve) => void client.socket.once('text_message_received', () => resolve()))

const BEFORE = ['text_queue_joined', 'text_match_found']

interface Conversation {
  oneMore(): Promise<void>
  /** Resolves when all that was said has been heard. Every message reaches both: its author as an echo. */
  end(): Promise<{ ann: Person; bob: Person; said: readonly string[] }>
}

/** One speaks, the other answers when that was heard, and so on. */
function converse({ ann, bob }: Talk, { latencies }: AbuseCounts): Conversation {
  const said: string[] = []
  let isOver = false
  let turns = 0
  const talking = Promise.allSettled([talk()])

  async function talk(): Promise<void> {
    while (!isOver) {
      const [speaker, listener] = turns % 2 === 0 ? [ann, bob] : [bob, ann]
      const content = `${turns + 1}`
      const sentAt = performance.now()
      said.push(content)
      const [heard, echoed] = [nextMessage(listener), nextMessage(speaker)]
      speaker.client.emit('send_text_message', { content })
      await heard
      latencies.push(performance.now() - sentAt)
      await echoed
      turns += 1
      await new Promise((resolve) => void setTimeout(resolve, THINKING_MS))
    }
  }

  return {
    async oneMore() {
      const before = turns
      while (turns < before + 2) await new Promise((resolve) => void setTimeout(resolve, THINKING_MS))
    },
    async end() {
      isOver = true
      const [outcome] = await talking
      if (outcome.status === 'rejected') throw outcome.reason
      return { ann, bob, said }
    },
  }
}
