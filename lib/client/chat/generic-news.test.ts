import { expect, test } from 'vitest'
import { openConversation, ROOM } from '@/lib/client/testing/chat'
import type { OmegooReceived } from '@/lib/client/realtime/omegoo-socket'

/** The text chat's conversation is over, and Ann looks for somebody to hear. */
function lookForVoice() {
  const ann = openConversation()
  ann.socket.publish('text_room_ended', { roomId: ROOM, reason: 'partner_left' })
  ann.wishFor('audio')
  ann.next()
  return ann
}

const MATCH = {
  sessionId: '2',
  partnerId: 'cem',
  chatType: 'audio',
  sharedInterests: [],
  isInitiator: true,
  maxBitrate: 32,
} as const

function meetByVoice() {
  const ann = lookForVoice()
  ann.socket.publish('match-found', MATCH)
  return ann
}

const message = (
  more: Partial<OmegooReceived['message-received']> = {},
): OmegooReceived['message-received'] => ({
  messageId: 'm1',
  sessionId: '2',
  senderId: 'cem',
  message: 'hello',
  type: 'text',
  timestamp: '2026-11-29T12:00:00.000Z',
  seq: 1,
  ...more,
})

test('the place in the queue is that of the kind one looks for, with what the line could carry instead', () => {
  const ann = lookForVoice()
  ann.socket.publish('queue-joined', {
    position: 3,
    estimatedWaitTime: 5,
    chatType: 'video',
    suggest: ['audio'],
  })
  expect(ann.now()).not.toHaveProperty('queue')
  ann.socket.publish('queue-joined', {
    position: 2,
    estimatedWaitTime: 4,
    chatType: 'audio',
    suggest: ['text'],
  })
  expect(ann.now()).toMatchObject({ queue: { position: 2, estimateSeconds: 4 }, suggest: ['text'] })
})

test('a match begins covered, with what both lines allow', () => {
  const ann = meetByVoice()
  expect(ann.now()).toMatchObject({
    phase: 'chatting',
    chatType: 'audio',
    partnerId: 'cem',
    isInitiator: true,
    maxBitrate: 32,
    isRevealed: false,
  })
})

test('a resumed session has its kind, its time and what was written', () => {
  const ann = meetByVoice()
  ann.socket.goOffline()
  ann.socket.comeBack()
  const { sharedInterests, partnerId, isInitiator } = MATCH
  ann.socket.publish('session-resumed', {
    sessionId: '2',
    partnerId,
    chatType: 'video',
    sharedInterests,
    isInitiator,
    maxBitrate: 32,
    duration: 90,
    messages: [{ ...message(), delivered: true }],
    partnerSecondsLeft: null,
    revealed: true,
  })
  expect(ann.now()).toMatchObject({ chatType: 'video', isRevealed: true, resumedAt: ann.clock.now() })
  expect(ann.messages()).toMatchObject([{ content: 'hello', seq: 1, mine: false }])
})

test('messages, typing and absence of the partner are of this session alone', () => {
  const ann = meetByVoice()
  ann.socket.publish('message-received', message({ sessionId: '9' }))
  ann.socket.publish('partner-typing', { sessionId: '9', isTyping: true })
  ann.socket.publish('partner-disconnected', { sessionId: '9', secondsLeft: 30 })
  expect(ann.now()).toMatchObject({ messages: [], partner: { kind: 'here' } })

  ann.socket.publish('partner-typing', { sessionId: '2', isTyping: true })
  expect(ann.now()).toMatchObject({ partner: { kind: 'typing' } })
  ann.socket.publish('message-received', message())
  expect(ann.now()).toMatchObject({ messages: [{ content: 'hello' }], partner: { kind: 'here' } })
  ann.socket.publish('partner-disconnected', { sessionId: '2', secondsLeft: 30 })
  expect(ann.now()).toMatchObject({ partner: { kind: 'gone', until: ann.clock.now() + 30_000 } })
  ann.socket.publish('partner-reconnected', { sessionId: '2' })
  expect(ann.now()).toMatchObject({ partner: { kind: 'here' } })
})

test('both want to be seen, and no longer', () => {
  const ann = meetByVoice()
  for (const revealed of [true, false]) {
    ann.socket.publish('session-revealed', { sessionId: '9', revealed: !revealed })
    ann.socket.publish('session-revealed', { sessionId: '2', revealed })
    expect(ann.now()).toMatchObject({ isRevealed: revealed })
  }
})

test.each([
  { end: { reason: 'user_left' }, shown: 'partner_left' },
  { end: { reason: 'user_left', detail: 'partner_left' }, shown: 'partner_left' },
  { end: { reason: 'user_left', detail: 'user_left' }, shown: 'you_left' },
  { end: { reason: 'timeout', detail: 'connection_failed' }, shown: 'connection_failed' },
  { end: { reason: 'timeout' }, shown: 'timeout' },
  { end: { reason: 'violation', detail: 'user_left' }, shown: 'violation' },
  { end: { reason: 'violation' }, shown: 'partner_left' },
  { end: { reason: 'violation', detail: 'reported' }, shown: 'partner_left' },
] as const)('the end $end is shown as $shown', ({ end, shown }) => {
  const ann = meetByVoice()
  ann.socket.publish('session-ended', { sessionId: '9', ...end })
  expect(ann.now().phase).toBe('chatting')
  ann.socket.publish('session-ended', { sessionId: '2', ...end })
  expect(ann.now()).toMatchObject({ phase: 'ended', chatType: 'audio', reason: shown })
})

test('leaving ends the session by its own event', () => {
  const ann = meetByVoice()
  ann.leave()
  expect(ann.socket.sentAs('end-session')).toEqual([{ sessionId: '2' }])
})
