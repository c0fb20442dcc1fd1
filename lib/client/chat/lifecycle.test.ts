import { expect, test } from 'vitest'
import { fromBob, openConversation, ROOM } from '@/lib/client/testing/chat'
import { settled } from '@/lib/client/testing/fake-clock'
import { unreadIn } from './reading'

const queueAnswer = { success: true, position: 1, estimatedWaitTime: 1 } as const

/** A chat whose conversation is over, at the start again. */
function atTheStart() {
  const chat = openConversation()
  chat.leave()
  chat.socket.answer('leave_text_room', { success: true } as never)
  chat.rest()
  return chat
}

test('a conversation goes on while another page is shown', async () => {
  const { screenClosed, screenOpened, socket, messages, now } = openConversation()
  screenClosed()
  socket.publish('text_message_received', fromBob(1, 'still there?'))
  await settled()
  expect(now().phase).toBe('chatting')
  expect(socket.sentAs('leave_text_room')).toEqual([])
  screenOpened('text')
  expect(messages().map(({ content }) => content)).toEqual(['still there?'])
})

test('a search ends with its page, and goes on when one is back within 20 s', async () => {
  const { next, screenClosed, screenOpened, socket, clock, now } = atTheStart()
  await settled()
  next()
  await settled()
  socket.answer('join_text_queue', queueAnswer)
  screenClosed()
  expect(now()).toEqual({ phase: 'idle' })
  expect(socket.sentAs('leave_text_queue')).toHaveLength(1)
  await clock.pass(19_000)
  screenOpened(null)
  expect(now().phase).toBe('looking')
})

test('a search is not continued by a visit later than 20 s', async () => {
  const { next, screenClosed, screenOpened, clock, now } = atTheStart()
  await settled()
  next()
  screenClosed()
  await clock.pass(20_000)
  screenOpened(null)
  expect(now()).toEqual({ phase: 'idle' })
})

test('what has ended on the screen is not shown again on the next visit', () => {
  const { leave, screenClosed, now } = openConversation()
  leave()
  expect(now().phase).toBe('ended')
  screenClosed()
  expect(now()).toEqual({ phase: 'idle' })
})

test('what ends while another page is shown waits for the next visit', () => {
  const { screenClosed, screenOpened, socket, now } = openConversation()
  screenClosed()
  socket.publish('text_room_ended', { roomId: ROOM, reason: 'partner_left' })
  screenOpened(null)
  expect(now()).toMatchObject({ phase: 'ended', reason: 'partner_left' })
})

test('a session that began elsewhere is asked for when the screen opens', async () => {
  const { screenClosed, screenOpened, socket, now } = atTheStart()
  screenClosed()
  screenOpened('text')
  await settled()
  expect(now()).toEqual({ phase: 'opening' })
  expect(socket.sentAs('attempt_text_reconnect')).toHaveLength(1)
  socket.publish('text_reconnect_failed', { reason: 'no_session' })
  expect(now()).toEqual({ phase: 'idle' })
})

test('a report that can still be undone is sent when its page is left', () => {
  const { report, screenClosed, reported } = openConversation()
  report('spam', '')
  expect(reported).toEqual([])
  screenClosed()
  expect(reported).toHaveLength(1)
})

test('messages of the partner are counted until they have been on the screen', async () => {
  const { screenClosed, screenOpened, type, send, socket, state } = openConversation()
  const unread = () => unreadIn(state.getState())
  socket.publish('text_message_received', fromBob(1, 'seen'))
  expect(unread()).toBe(0)
  screenClosed()
  type('mine')
  send()
  socket.publish('text_message_received', fromBob(2, 'new'))
  socket.publish('text_message_received', fromBob(3, 'newer'))
  await settled()
  expect(unread()).toBe(2)
  screenOpened('text')
  expect(unread()).toBe(0)
})

test('what another tab has shown is not counted', () => {
  const { screenClosed, readElsewhere, socket, state, storage } = openConversation()
  screenClosed()
  socket.publish('text_message_received', fromBob(1, 'one'))
  socket.publish('text_message_received', fromBob(2, 'two'))
  storage.local.write('omegoo.chat.read', JSON.stringify({ roomId: ROOM, seq: 1 }))
  readElsewhere()
  expect(unreadIn(state.getState())).toBe(1)
})

test('the count begins anew with each conversation', () => {
  const { screenClosed, leave, socket, state, storage } = openConversation()
  socket.publish('text_message_received', fromBob(7, 'seen'))
  expect(JSON.parse(storage.local.read('omegoo.chat.read') ?? '')).toEqual({ roomId: ROOM, seq: 7 })
  leave()
  expect(storage.local.read('omegoo.chat.read')).toBeNull()
  screenClosed()
  const roomId = 'text_room_2'
  socket.publish('text_match_found', { roomId, partnerId: 'eve', sharedInterests: [] })
  socket.publish('text_message_received', { ...fromBob(1, 'hello'), roomId, senderId: 'eve' })
  expect(unreadIn(state.getState())).toBe(1)
})
