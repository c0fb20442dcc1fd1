import type { Result } from '@/lib/client/api'
import { createChatStore } from '@/lib/client/chat/chat-store'
import { createFakeClock } from '@/lib/client/testing/fake-clock'
import { createFakeStorages, createFakeWire } from '@/lib/client/testing/fake-wire'
import type { Heard } from '@/lib/client/realtime/contract-socket'

export const ROOM = 'text_room_1'

const done: Result<unknown> = { ok: true, data: {} }

/** A chat without a network, in a conversation with bob. */
export function openConversation() {
  const wire = createFakeWire()
  const clock = createFakeClock()
  const storage = createFakeStorages()
  const reported: unknown[][] = []
  const answers: Result<unknown>[] = []
  let made = 0
  const chat = createChatStore({
    socket: wire,
    clock,
    storage,
    ids: () => `c${(made += 1)}`,
    rest: {
      report: (...about) => {
        reported.push(about)
        return Promise.resolve(answers.shift() ?? done)
      },
      block: () => Promise.resolve(done),
      unblock: () => Promise.resolve(done),
    },
    expectsSession: false,
  })
  chat.actions.begin()
  const match = { roomId: ROOM, partnerId: 'bob', sharedInterests: [] }
  wire.say('text_match_found', match)
  return {
    ...chat.actions,
    wire,
    clock,
    storage,
    state: chat.state,
    /** What went to the REST interface. */
    reported,
    /** The next report by REST is answered with this. */
    answerReport: (answer: Result<unknown>) => void answers.push(answer),
    now: () => chat.state.getState().chat,
    messages: () => {
      const { chat: at } = chat.state.getState()
      return 'messages' in at ? at.messages : []
    },
  }
}

/** A message from bob. */
export function fromBob(
  seq: number,
  content: string,
  more: Partial<Heard['text_message_received']> = {},
): Heard['text_message_received'] {
  return {
    messageId: `m${seq}`,
    roomId: ROOM,
    senderId: 'bob',
    timestamp: 5_000 + seq,
    delivered: true,
    seq,
    content,
    ...more,
  }
}
