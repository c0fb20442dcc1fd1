import { expect, test } from 'vitest'
import { createWorld, expectMatch, join, UUID } from '@/lib/testing/world'

const world = createWorld()
const { advance, sleep, person, chat } = world

test('joining the text queue is confirmed with a position, and again with the same one', async () => {
  const { client } = await person()
  expect(await client.ask('join_text_queue')).toEqual({ success: true, position: 1, estimatedWaitTime: 1 })
  expect(await client.next('text_queue_joined')).toEqual({ position: 1, estimatedWaitTime: 1 })
  await advance(10)
  expect(await client.ask('join_text_queue')).toMatchObject({ success: true, position: 1 })
  expect(await client.next('text_queue_joined')).toMatchObject({ position: 1 })
  expect(world.server().runtime.services.live().waiting).toBe(1)
})

test('a second tab is not a partner, and both tabs receive the queue’s events', async () => {
  const ann = await person()
  const other = await world.client(ann.token)
  await ann.client.ask('join_text_queue')
  expect(await other.ask('join_text_queue')).toMatchObject({ success: true, position: 1 })
  await advance(1_000)
  await ann.client.settled()
  await other.settled()
  expect(ann.client.names()).toEqual(['text_queue_joined', 'text_queue_joined'])
  expect(other.names()).toEqual(['text_queue_joined', 'text_queue_joined'])
})

test('the join that completes a pair is confirmed before the match', async () => {
  const [ann, bob] = [await person(), await person()]
  ann.client.emit('join_text_queue')
  await ann.client.next('text_queue_joined')
  bob.client.emit('join_text_queue')
  await bob.client.next('text_queue_joined')
  await advance(149)
  await bob.client.settled()
  expect(bob.client.count('text_match_found')).toBe(0)
  await advance(1)
  const a = await ann.client.next('text_match_found')
  const b = await bob.client.next('text_match_found')
  expect(a).toEqual({ roomId: b.roomId, partnerId: expect.stringMatching(UUID), sharedInterests: [] })
  expect(b).toEqual({
    roomId: expect.stringMatching(/^text_room_[0-9a-f-]{36}$/),
    partnerId: expect.stringMatching(UUID),
    sharedInterests: [],
  })
  expect(bob.client.names()).toEqual(['text_queue_joined', 'text_match_found'])
})

test('shared interests are sent to each as they wrote them, in either dialect, and again on returning', async () => {
  const [ann, bob] = [await person(), await person()]
  await ann.client.ask('join_text_queue', { interests: ['Jazz', 'Chess', 'CHESS'] })
  const preferences = { chatType: 'text', interests: ['films', 'chess ', 'jazz'] }
  await bob.client.ask('join-queue', { preferences })
  await advance(150)
  expect(await ann.client.next('text_match_found')).toMatchObject({ sharedInterests: ['Jazz', 'Chess'] })
  expect(await bob.client.next('match-found')).toMatchObject({ sharedInterests: ['chess', 'jazz'] })
  await ann.client.ask('attempt_text_reconnect')
  expect(await ann.client.next('text_reconnected')).toMatchObject({ sharedInterests: ['Jazz', 'Chess'] })
})

test('leaving the queue is confirmed, also without being in it, and no partner is found afterwards', async () => {
  const [ann, bob] = [await person(), await person()]
  await ann.client.ask('join_text_queue')
  expect(await ann.client.ask('leave_text_queue')).toEqual({ success: true })
  expect(await ann.client.next('text_queue_left')).toEqual({})
  expect(await ann.client.ask('leave_text_queue')).toEqual({ success: true })
  expect(await ann.client.next('text_queue_left')).toEqual({})
  expect(await bob.client.ask('join_text_queue')).toMatchObject({ position: 1 })
  await advance(1_000)
  await ann.client.settled()
  expect(ann.client.count('text_match_found')).toBe(0)
})

test('who leaves during the delay leaves the other waiting in place', async () => {
  const [ann, bob, cleo] = [await person(), await person(), await person()]
  await ann.client.ask('join_text_queue')
  await bob.client.ask('join_text_queue')
  await bob.client.ask('leave_text_queue')
  await advance(1_000)
  await ann.client.settled()
  expect(ann.client.names()).toEqual(['text_queue_joined'])
  await cleo.client.ask('join_text_queue')
  await advance(150)
  await expectMatch(ann, cleo)
})

test('positions count the people ahead, and move up', async () => {
  const people = [await person(), await person(), await person()]
  const strict = { preferences: { chatType: 'text', minTier: 2 } }
  const positions = []
  for (const { client } of people) positions.push((await client.ask('join-queue', strict)).position)
  expect(positions).toEqual([1, 2, 3])
  await people[0]?.client.ask('leave-queue')
  expect(await people[2]?.client.ask('join-queue', strict)).toMatchObject({ position: 2 })
})

test('joining while in a session is refused', async () => {
  const { ann } = await chat()
  const refusal = { message: 'End the current chat session first', code: 3003 }
  expect(await ann.client.ask('join_text_queue')).toEqual({
    success: false,
    error: refusal.message,
    code: 3003,
  })
  expect(await ann.client.next('text_chat_error')).toEqual(refusal)
  expect(await join(ann, 'generic')).toEqual({ success: false, error: refusal.message, code: 3003 })
  expect(await ann.client.next('error')).toEqual(refusal)
})

test('a message reaches both in the documented form, and no one else', async () => {
  const { ann, bob, annId, roomId } = await chat()
  const { ann: cleo } = await chat()
  const ack = await ann.client.ask('send_text_message', { content: 'Hello! How are you?' })
  const expected = {
    messageId: expect.stringMatching(/^msg_\d+_[0-9a-z]+$/),
    roomId,
    senderId: ann.userId,
    content: 'Hello! How are you?',
    timestamp: world.server().clock.now(),
    delivered: true,
    seq: 1,
  }
  expect(await ann.client.next('text_message_received')).toEqual(expected)
  expect(await bob.client.next('text_message_received')).toEqual({ ...expected, senderId: annId })
  const { messageId, timestamp } = await ann.client.ask('send_text_message', { content: 'again' })
  expect(timestamp).toBe(expected.timestamp)
  expect(ack).toMatchObject({ success: true, seq: 1, delivered: true })
  expect(messageId).not.toBe(ack.messageId)
  await cleo.client.settled()
  expect(cleo.client.names()).toEqual(['text_queue_joined', 'text_match_found'])
})

test('a clientMessageId comes back to the sender’s own tabs only, and a resend is one message', async () => {
  const { ann, bob } = await chat()
  const tab = await world.client(ann.token)
  await tab.settled()
  const message = { content: 'once', clientMessageId: 'c-1' }
  const first = await ann.client.ask('send_text_message', message)
  expect(first).toMatchObject({ success: true, clientMessageId: 'c-1' })
  expect(await ann.client.next('text_message_received')).toMatchObject({ clientMessageId: 'c-1' })
  expect(await tab.next('text_message_received')).toMatchObject({
    clientMessageId: 'c-1',
    senderId: ann.userId,
  })
  expect(await bob.client.next('text_message_received')).not.toHaveProperty('clientMessageId')
  await advance(20)
  expect(await ann.client.ask('send_text_message', message)).toEqual(first)
  await bob.client.settled()
  await tab.settled()
  expect(bob.client.count('text_message_received')).toBe(1)
  expect(tab.count('text_message_received')).toBe(1)
  expect(await bob.client.ask('send_text_message', message)).toMatchObject({ success: true, seq: 2 })
})

test('fifty quick messages arrive in the order they were sent, numbered without gaps', async () => {
  const { ann, bob } = await chat()
  const contents = Array.from({ length: 50 }, (_, index) => `number ${index}`)
  for (const content of contents) ann.client.emit('send_text_message', { content })
  await ann.client.settled()
  await bob.client.settled()
  for (const { client } of [ann, bob]) {
    const got = client.received
      .filter(({ event }) => event === 'text_message_received')
      .map(({ data }) => data)
    expect(got).toMatchObject(contents.map((content, index) => ({ content, seq: index + 1 })))
  }
})

test.each([
  { name: 'no content', payload: {}, message: 'Invalid message content', code: 5002 },
  { name: 'empty', payload: { content: '' }, message: 'Invalid message content', code: 5002 },
  { name: 'white space', payload: { content: ' \n\t ' }, message: 'Invalid message content', code: 5002 },
  { name: 'only tags', payload: { content: '<b></b>' }, message: 'Invalid message content', code: 5002 },
  { name: 'a number', payload: { content: 5 }, message: 'Invalid message content', code: 5002 },
  {
    name: '1001 characters',
    payload: { content: 'x'.repeat(1_001) },
    message: 'Message too long (max 1000 characters)',
    code: 5003,
  },
  {
    name: '8001 characters before trimming',
    payload: { content: `${' '.repeat(8_000)}x` },
    message: 'Message too long (max 1000 characters)',
    code: 5003,
  },
])('a malformed message is refused: $name', async ({ payload, message, code }) => {
  const { ann, bob } = await chat()
  expect(await ann.client.ask('send_text_message', payload)).toEqual({ success: false, error: message, code })
  expect(await ann.client.next('text_chat_error')).toEqual({ message, code })
  await bob.client.settled()
  expect(bob.client.count('text_message_received')).toBe(0)
})

test.each([
  { sent: '  trimmed  ', arrives: 'trimmed' },
  { sent: 'I <3 you', arrives: 'I <3 you' },
  { sent: 'a < b and c > d', arrives: 'a < b and c > d' },
  { sent: '<script>alert(1)</script>hi', arrives: 'alert(1)hi' },
  { sent: `<b>${'x'.repeat(1_000)}</b>`, arrives: 'x'.repeat(1_000) },
  { sent: `${' '.repeat(7_999)}x`, arrives: 'x' },
  { sent: '👩‍🦰 z̃', arrives: '👩‍🦰 z̃' },
])('tags are stripped, the rest arrives: $sent', async ({ sent, arrives }) => {
  const { ann, bob } = await chat()
  await ann.client.ask('send_text_message', { content: sent })
  expect(await bob.client.next('text_message_received')).toMatchObject({ content: arrives })
})

test('a person in no room cannot write, type or leave one', async () => {
  const { client } = await person()
  for (const [event, payload] of [
    ['send_text_message', { content: 'hello' }],
    ['text_typing_start', {}],
    ['text_typing_stop', {}],
    ['leave_text_room', undefined],
    ['report_text_chat', { reportedUserId: 'some-id', violationType: 'spam', description: '' }],
  ] as const) {
    const ack = payload === undefined ? await client.ask(event) : await client.ask(event, payload)
    expect(ack, event).toEqual({ success: false, error: 'No active text chat room', code: 3002 })
    expect(await client.next('text_chat_error'), event).toEqual({
      message: 'No active text chat room',
      code: 3002,
    })
  }
})

test('typing is sent to the partner only, once, and cleared after 3 s', async () => {
  const { ann, bob, annId, roomId } = await chat()
  const at = () => world.server().clock.now()
  ann.client.emit('text_typing_start', {})
  const typing = { roomId, userId: annId }
  expect(await bob.client.next('text_partner_typing')).toEqual({ ...typing, isTyping: true, timestamp: at() })
  await advance(2_000)
  await ann.client.ask('text_typing_start', {})
  await advance(2_999)
  await bob.client.settled()
  expect(bob.client.names().slice(2)).toEqual(['text_partner_typing'])
  await advance(1)
  const stopped = { ...typing, isTyping: false, timestamp: at() }
  expect(await bob.client.next('text_partner_stopped_typing')).toEqual(stopped)
  await ann.client.ask('text_typing_start', {})
  await ann.client.ask('text_typing_stop', {})
  await bob.client.next('text_partner_stopped_typing')
  await ann.client.ask('text_typing_stop')
  await ann.client.ask('text_typing_start')
  await ann.client.ask('send_text_message', { content: 'done' })
  await bob.client.next('text_partner_stopped_typing')
  await ann.client.settled()
  expect(bob.client.count('text_partner_typing')).toBe(3)
  expect(ann.client.names().slice(2)).toEqual(['text_message_received'])
})

test('leaving a room sends each their own reason, and both can go on', async () => {
  const { ann, bob, roomId } = await chat()
  expect(await ann.client.ask('leave_text_room')).toEqual({ success: true })
  expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'user_left', roomId })
  expect(await bob.client.next('text_room_ended')).toEqual({ reason: 'partner_left', roomId })
  expect(await ann.client.ask('leave_text_room')).toMatchObject({ success: false, code: 3002 })
  expect(await bob.client.ask('send_text_message', { content: 'hello?' })).toMatchObject({ code: 3002 })
  expect(await ann.client.ask('join_text_queue')).toMatchObject({ success: true })
})

test('a room without messages for 30 minutes times out for both', async () => {
  const { ann, bob, roomId } = await chat()
  await advance(60_000)
  await ann.client.ask('send_text_message', { content: 'still here' })
  await sleep(30 * 60_000 - 1_000)
  await ann.client.settled()
  expect(ann.client.count('text_room_ended')).toBe(0)
  await advance(1_500)
  expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'timeout', roomId })
  expect(await bob.client.next('text_room_ended')).toEqual({ reason: 'timeout', roomId })
})

test('the partner just left is met again after 5 s without anyone else, and anyone else before', async () => {
  const { ann, bob } = await chat()
  await ann.client.ask('leave_text_room')
  await ann.client.ask('join_text_queue')
  await bob.client.ask('join_text_queue')
  await advance(4_500)
  await ann.client.settled()
  expect(ann.client.count('text_match_found')).toBe(1)
  await advance(1_000)
  await ann.client.next('text_match_found')

  await ann.client.ask('leave_text_room')
  const cleo = await person()
  for (const { client } of [ann, bob, cleo]) await client.ask('join_text_queue')
  await advance(150)
  await expectMatch(cleo, ann)
})

test('shared interests are preferred for 600 ms, then any partner is accepted', async () => {
  const [ann, bob, cleo] = [await person(), await person(), await person()]
  await ann.client.ask('join_text_queue', { interests: ['Music'] })
  await bob.client.ask('join_text_queue', { interests: ['chess'] })
  await advance(400)
  await cleo.client.ask('join_text_queue', { interests: ['films', 'CHESS'] })
  await advance(150)
  await expectMatch(cleo, bob)
  const dan = await person()
  await dan.client.ask('join_text_queue')
  await advance(400)
  await expectMatch(dan, ann)
})
