import type { Result } from '@/lib/client/api'
import { createChatStore } from '@/lib/client/chat/chat-store'
import { createFakeClock } from '@/lib/client/testing/fake-clock'
import { createFakeSocket } from '@/lib/client/testing/fake-socket'
import { createFakeStores } from '@/lib/client/testing/fake-stores'
import type { OmegooReceived } from '@/lib/client/realtime/omegoo-socket'

export const ROOM = 'text_room_1'

const done: Result<unknown> = { ok: true, data: {} }

/** A chat without a network, in a conversation with bob. */
export function openConversation() {
  const socket = createFakeSocket()
  const clock = createFakeClock()
  const storage = createFakeStores()
  const reported: unknown[][] = []
  const answers: Result<unknown>[] = []
  let made = 0
  const chat = createChatStore({
    account: 'ann',
    socket: socket,
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
    expected: null,
  })
  chat.actions.start()
  chat.actions.screenOpened(null)
  const match = { roomId: ROOM, partnerId: 'bob', sharedInterests: [] }
  socket.publish('text_match_found', match)
  return {
    ...chat.actions,
    socket,
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
  more: Partial<OmegooReceived['text_message_received']> = {},
): OmegooReceived['text_message_received'] {
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
