import { expect, test } from 'vitest'
import { fromBob, openConversation, ROOM } from '@/lib/client/testing/chat'
import { settled } from '@/lib/client/testing/fake-clock'

const SESSION = '1'

function setUp() {
  const chat = openConversation()
  const { socket } = chat
  return {
    ...chat,
    confirmed: () => socket.sentAs('message-confirm'),
    receive: (...seqs: number[]) =>
      seqs.forEach((seq) => socket.publish('text_message_received', fromBob(seq, `message ${seq}`))),
  }
}

test('a message of the partner is confirmed at once', () => {
  const { receive, confirmed } = setUp()
  receive(1)
  expect(confirmed()).toEqual([{ sessionId: SESSION, seq: 1 }])
})

test('messages in quick succession are confirmed every 300 ms, the last with everything before it', async () => {
  const { receive, confirmed, clock } = setUp()
  receive(1, 2, 3)
  await clock.pass(100)
  receive(4)
  expect(confirmed().map(({ seq }) => seq)).toEqual([1])
  await clock.pass(200)
  expect(confirmed().map(({ seq }) => seq)).toEqual([1, 4])
  await clock.pass(1_000)
  expect(confirmed()).toHaveLength(2)
})

test('nothing behind a gap is confirmed before the gap is filled', async () => {
  const { receive, confirmed, clock } = setUp()
  receive(1)
  await clock.pass(300)
  receive(3)
  await clock.pass(300)
  expect(confirmed().map(({ seq }) => seq)).toEqual([1])
  receive(2)
  expect(confirmed().map(({ seq }) => seq)).toEqual([1, 3])
})

test('one’s own messages are not confirmed', async () => {
  const { type, send, confirmed, socket, clock } = setUp()
  type('mine')
  send()
  socket.answer('send_text_message', {
    success: true,
    messageId: 'm1',
    seq: 1,
    timestamp: 5_001,
    delivered: false,
  })
  await clock.pass(1_000)
  socket.publish('text_message_received', {
    ...fromBob(1, 'mine'),
    senderId: 'ann',
    clientMessageId: 'c1',
    delivered: false,
  })
  await clock.pass(1_000)
  expect(confirmed()).toEqual([])
})

test('a message that is published twice is confirmed once', async () => {
  const { receive, confirmed, clock } = setUp()
  receive(1)
  await clock.pass(300)
  receive(1)
  await clock.pass(300)
  expect(confirmed()).toHaveLength(1)
})

test('what a resume brings is confirmed, and so is what may have got lost on the way', async () => {
  const { receive, confirmed, socket, clock } = setUp()
  receive(1)
  socket.goOffline()
  await clock.pass(1_000)
  socket.comeBack()
  await settled()
  socket.publish('text_reconnected', {
    roomId: ROOM,
    partnerId: 'bob',
    partnerSecondsLeft: null,
    messages: [],
  })
  await clock.pass(300)
  expect(confirmed().map(({ seq }) => seq)).toEqual([1, 1])
  socket.goOffline()
  await clock.pass(1_000)
  socket.comeBack()
  await settled()
  socket.publish('text_reconnected', {
    roomId: ROOM,
    partnerId: 'bob',
    partnerSecondsLeft: null,
    messages: [fromBob(2, 'missed')],
  })
  await clock.pass(300)
  expect(confirmed().at(-1)).toEqual({ sessionId: SESSION, seq: 2 })
})

test('the next conversation is confirmed from its own beginning', async () => {
  const { receive, leave, confirmed, socket, clock } = setUp()
  receive(1, 2, 3)
  await clock.pass(300)
  leave()
  socket.publish('text_match_found', { roomId: 'text_room_2', partnerId: 'eve', sharedInterests: [] })
  socket.publish('text_message_received', { ...fromBob(1, 'hello'), roomId: 'text_room_2', senderId: 'eve' })
  await clock.pass(300)
  expect(confirmed().at(-1)).toEqual({ sessionId: '2', seq: 1 })
})
