import { expect, test } from 'vitest'
import { openConversation } from '@/lib/client/testing/chat'
import { settled } from '@/lib/client/testing/fake-clock'

const wishOf = ({ now }: ReturnType<typeof openConversation>) => {
  const chat = now()
  return chat.phase === 'chatting' ? chat.modeWish : undefined
}

test('another kind of session is asked for, and the question stands until the partner has answered', () => {
  const ann = openConversation()
  ann.requestMode('audio')
  expect(ann.socket.sentAs('session-mode-request')).toEqual([{ sessionId: '1', chatType: 'audio' }])
  expect(wishOf(ann)).toEqual({ kind: 'asked', chatType: 'audio', until: ann.clock.now() + 30_000 })
  const changed = { sessionId: '1', chatType: 'audio', isInitiator: true, maxBitrate: 32 } as const
  ann.socket.publish('session-mode-changed', changed)
  expect(ann.now()).toMatchObject({ chatType: 'audio', isInitiator: true, maxBitrate: 32, partnerId: 'bob' })
  expect(wishOf(ann)).toBeUndefined()
})

test('a request that the server refuses, or that nobody answers, is taken back', async () => {
  const ann = openConversation()
  for (const answer of [{ success: false, code: 1003, error: 'Too many' } as const, undefined]) {
    ann.requestMode('video')
    ann.socket.answer('session-mode-request', answer)
    await settled()
    expect(wishOf(ann)).toBeUndefined()
  }
})

test.each(['declined', 'timeout', 'unsupported'] as const)(
  'what came of it (%s) is shown for 8 s',
  async (reason) => {
    const ann = openConversation()
    ann.requestMode('audio')
    ann.socket.publish('session-mode-declined', { sessionId: '1', chatType: 'audio', reason })
    expect(wishOf(ann)).toEqual({ kind: 'declined', chatType: 'audio', reason })
    await ann.clock.pass(8_000)
    expect(wishOf(ann)).toBeUndefined()
  },
)

test('what one asked can be taken back', () => {
  const ann = openConversation()
  ann.requestMode('audio')
  ann.withdrawMode()
  expect(ann.socket.sentAs('session-mode-request').at(-1)).toEqual({ sessionId: '1', chatType: 'text' })
  expect(wishOf(ann)).toBeUndefined()
})

test('a question that the partner takes back is closed', () => {
  const ann = openConversation()
  ann.socket.publish('session-mode-requested', { sessionId: '1', chatType: 'video', secondsLeft: 30 })
  ann.socket.publish('session-mode-declined', { sessionId: '1', chatType: 'video', reason: 'withdrawn' })
  expect(wishOf(ann)).toBeUndefined()
})

test('the partner’s question is shown for as long as it can be answered', async () => {
  const ann = openConversation()
  ann.socket.publish('session-mode-requested', { sessionId: '1', chatType: 'video', secondsLeft: 30 })
  expect(wishOf(ann)).toMatchObject({ kind: 'wanted', chatType: 'video' })
  await ann.clock.pass(30_000)
  expect(wishOf(ann)).toBeUndefined()
})

test.each([true, false])('an answer (%s) is sent, and closes the question', (accept) => {
  const ann = openConversation()
  ann.socket.publish('session-mode-requested', { sessionId: '1', chatType: 'video', secondsLeft: 30 })
  ann.answerMode(accept)
  expect(ann.socket.sentAs('session-mode-answer')).toEqual([{ sessionId: '1', accept }])
  expect(wishOf(ann)).toBeUndefined()
})

test('nothing of another session changes this one', () => {
  const ann = openConversation()
  const before = ann.now()
  ann.socket.publish('session-mode-requested', { sessionId: '9', chatType: 'video', secondsLeft: 30 })
  ann.socket.publish('session-mode-declined', { sessionId: '9', chatType: 'video', reason: 'declined' })
  const changed = { sessionId: '9', chatType: 'video', isInitiator: true, maxBitrate: 32 } as const
  ann.socket.publish('session-mode-changed', changed)
  expect(ann.now()).toBe(before)
})

test('another kind of session begins covered, and keeps what was written', () => {
  const ann = openConversation()
  ann.type('hello')
  ann.send()
  ann.socket.publish('session-revealed', { sessionId: '1', revealed: true })
  const changed = { sessionId: '1', chatType: 'video', isInitiator: false, maxBitrate: 64 } as const
  ann.socket.publish('session-mode-changed', changed)
  expect(ann.now()).toMatchObject({ chatType: 'video', isRevealed: false })
  expect(ann.messages().map(({ content }) => content)).toEqual(['hello'])
})

test('without a session nothing is asked, answered or shown', () => {
  const ann = openConversation()
  ann.leave()
  ann.requestMode('audio')
  ann.answerMode(true)
  ann.reveal(true)
  const events = ann.socket.sent.map(({ event }) => event)
  expect(events.filter((event) => /mode|reveal/.test(event))).toEqual([])
})
