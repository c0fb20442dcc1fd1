import { expect, test } from 'vitest'
import { fromBob, openConversation, ROOM } from '@/lib/client/testing/chat'
import { settled } from '@/lib/client/testing/fake-clock'
import { LIMITS } from '@/lib/domain/limits'

const PICTURE = 'data:image/webp;base64,UklGRg=='
const accepted = {
  success: true,
  messageId: 'm1',
  seq: 1,
  timestamp: new Date(5_001).toISOString(),
  delivered: true,
} as const

test('a picture goes as an image of the session, and its acknowledgement counts like that of words', async () => {
  const { socket, sendPicture, messages } = openConversation()
  expect(sendPicture(PICTURE)).toBe(true)
  expect(socket.sentAs('send-message')).toEqual([
    { sessionId: '1', message: PICTURE, type: 'image', clientMessageId: 'c1' },
  ])
  expect(messages()).toMatchObject([{ type: 'image', state: { kind: 'sending' } }])
  socket.answer('send-message', accepted)
  await settled()
  expect(messages()).toMatchObject([{ type: 'image', at: 5_001, seq: 1, state: { kind: 'delivered' } }])
})

test('a picture that failed is offered again under its name, or let go', async () => {
  const { socket, sendPicture, resend, discard, messages } = openConversation()
  sendPicture(PICTURE)
  socket.answer('send-message', undefined)
  await settled()
  expect(messages()).toMatchObject([{ state: { kind: 'failed', reason: 'not-answered' } }])
  resend('c1')
  expect(socket.sentAs('send-message').map(({ clientMessageId }) => clientMessageId)).toEqual(['c1', 'c1'])
  socket.answer('send-message', { success: false, error: 'Invalid message content', code: 5002 })
  await settled()
  expect(messages()).toMatchObject([{ state: { kind: 'failed', reason: 'refused' } }])
  discard('c1')
  expect(messages()).toEqual([])
})

test('pictures and words wait for each other and share one limit', async () => {
  const { socket, type, send, sendPicture } = openConversation()
  sendPicture(PICTURE)
  type('and words')
  send()
  expect(socket.sentAs('send_text_message')).toEqual([])
  socket.answer('send-message', accepted)
  await settled()
  expect(socket.sentAs('send_text_message')).toMatchObject([{ content: 'and words' }])

  for (let seq = 2; seq < LIMITS.textMessages.max + 1; seq += 1) {
    socket.answer(seq === 2 ? 'send_text_message' : 'send-message', {
      ...accepted,
      messageId: `m${seq}`,
      seq,
      timestamp: (seq === 2 ? 5_000 : accepted.timestamp) as never,
    })
    await settled()
    if (seq < LIMITS.textMessages.max) expect(sendPicture(PICTURE)).toBe(true)
  }
  expect(sendPicture(PICTURE)).toBe(false)
})

test('nothing of a picture is kept beyond the page, nor offered as unsent words', async () => {
  const { socket, storage, sendPicture, leave, state } = openConversation()
  socket.goOffline()
  sendPicture(PICTURE)
  expect(storage.session.read('omegoo.chat.unsent')).toBeNull()
  leave()
  expect(state.getState().draftOffer).toBeUndefined()
  await settled()
})

test('what comes keeps its kind, and whether it may hurt', () => {
  const { socket, messages } = openConversation()
  socket.publish('text_message_received', fromBob(1, 'unkind', { flagged: true }))
  socket.publish('text_message_received', fromBob(2, PICTURE, { type: 'image' }))
  socket.publish('text_message_received', fromBob(3, 'kind'))
  expect(messages()).toMatchObject([
    { type: 'text', flagged: true },
    { type: 'image', content: PICTURE },
    { type: 'text' },
  ])
  expect(messages()[2]).not.toHaveProperty('flagged')
})

test('what was missed is covered too', async () => {
  const { socket, messages } = openConversation()
  socket.goOffline()
  socket.comeBack()
  await settled()
  socket.publish('text_reconnected', {
    roomId: ROOM,
    partnerId: 'bob',
    messages: [fromBob(1, 'unkind', { flagged: true })],
    partnerSecondsLeft: null,
  })
  expect(messages()).toMatchObject([{ flagged: true }])
})
