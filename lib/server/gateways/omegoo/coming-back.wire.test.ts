import { expect, test, vi } from 'vitest'
import { createWorld, type Person, type Chat } from '@/lib/testing/world'

const world = createWorld()
const { advance, chat } = world

const GONE = 'Session expired or room no longer exists'
const send = ({ client }: Person, content: string) => client.ask('send_text_message', { content })

/** Drops bob's only connection; resolves when ann has been notified. */
async function lose({ ann, bob, roomId }: Chat): Promise<void> {
  bob.client.disconnect()
  expect(await ann.client.next('text_partner_disconnected')).toEqual({ roomId, secondsLeft: 30 })
}

test.each([1_000, 15_000, 29_000])(
  'after %i ms one resumes with what was missed, each once and in order',
  async (ms) => {
    const all = await chat()
    const { ann, bob, annId, bobId, roomId } = all
    await send(ann, 'before')
    await lose(all)
    for (const content of ['one', 'two', 'three']) {
      expect(await send(ann, content)).toMatchObject({ success: true, delivered: false })
    }
    await advance(ms)
    const back = await world.client(bob.token)
    expect(await back.ask('attempt_text_reconnect')).toEqual({ success: true, roomId, partnerId: annId })
    const { messages, ...rest } = await back.next('text_reconnected')
    expect(rest).toEqual({ roomId, partnerId: annId, sharedInterests: [], partnerSecondsLeft: null })
    expect(messages).toMatchObject(
      ['before', 'one', 'two', 'three'].map((content, index) => ({
        content,
        seq: index + 1,
        senderId: annId,
        roomId,
      })),
    )
    expect(await ann.client.next('text_partner_reconnected')).toEqual({ roomId, partnerId: bobId })
    for (const _ of ['one', 'two', 'three']) {
      expect(await ann.client.next('text_message_delivered')).toMatchObject({ roomId })
    }
    await send(ann, 'four')
    expect(await back.next('text_message_received')).toMatchObject({
      content: 'four',
      seq: 5,
      delivered: true,
    })
    await back.settled()
    expect(back.count('text_message_received')).toBe(1)
  },
)

test('with lastSeq only what came after it is sent again', async () => {
  const all = await chat()
  await send(all.ann, 'seen')
  await lose(all)
  await send(all.ann, 'missed')
  const back = await world.client(all.bob.token)
  back.emit('attempt_text_reconnect', { lastSeq: 1 })
  expect((await back.next('text_reconnected')).messages).toMatchObject([{ content: 'missed', seq: 2 }])
})

test('one’s own messages come back with their clientMessageId', async () => {
  const all = await chat()
  await all.bob.client.ask('send_text_message', { content: 'mine', clientMessageId: 'c-9' })
  await lose(all)
  const back = await world.client(all.bob.token)
  back.emit('attempt_text_reconnect')
  expect((await back.next('text_reconnected')).messages).toMatchObject([
    { content: 'mine', clientMessageId: 'c-9', delivered: true },
  ])
  all.ann.client.disconnect()
  await back.next('text_partner_disconnected')
  const ann = await world.client(all.ann.token)
  ann.emit('attempt_text_reconnect')
  const { messages } = await ann.next('text_reconnected')
  expect((messages as object[])[0]).not.toHaveProperty('clientMessageId')
})

test('after 31 s the room is over: the partner was notified, and resuming is refused', async () => {
  const all = await chat()
  const { ann, bob, roomId } = all
  await lose(all)
  await advance(29_900)
  await ann.client.settled()
  expect(ann.client.count('text_room_ended')).toBe(0)
  await advance(1_100)
  expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'partner_disconnected', roomId })
  const back = await world.client(bob.token)
  expect(await back.ask('attempt_text_reconnect')).toEqual({ success: false, error: GONE, code: 3002 })
  expect(await back.next('text_reconnect_failed')).toEqual({ reason: GONE })
  expect(back.names()).toEqual(['text_reconnect_failed'])
  expect(await back.ask('join_text_queue')).toMatchObject({ success: true })
})

test('a person who was never in a room has nothing to resume', async () => {
  const { client } = await world.person()
  client.emit('attempt_text_reconnect')
  expect(await client.next('text_reconnect_failed')).toEqual({ reason: GONE })
  expect(client.names()).toEqual(['text_reconnect_failed'])
})

test('a participant with one of two tabs left is not away, and that tab receives everything', async () => {
  const { ann, bob, bobId } = await chat()
  const tab = await world.client(bob.token)
  bob.client.disconnect()
  await vi.waitFor(() => expect(bob.client.socket.connected).toBe(false))
  await tab.settled()
  await send(ann, 'still there?')
  expect(await tab.next('text_message_received')).toMatchObject({ content: 'still there?', delivered: true })
  await advance(60_000)
  await ann.client.settled()
  expect(ann.client.names()).not.toContain('text_partner_disconnected')
  expect(ann.client.names()).not.toContain('text_room_ended')
  expect(await tab.ask('send_text_message', { content: 'yes' })).toMatchObject({ success: true })
  expect(await ann.client.next('text_message_received')).toMatchObject({ content: 'still there?' })
  expect(await ann.client.next('text_message_received')).toMatchObject({
    content: 'yes',
    senderId: bobId,
  })
})

test('a new tab catches up without a notice to the partner', async () => {
  const { ann, bob } = await chat()
  await send(ann, 'first')
  const tab = await world.client(bob.token)
  tab.emit('attempt_text_reconnect')
  expect((await tab.next('text_reconnected')).messages).toMatchObject([{ content: 'first' }])
  await ann.client.settled()
  await bob.client.settled()
  expect(ann.client.names().slice(2)).toEqual(['text_message_received'])
  expect(bob.client.count('text_reconnected')).toBe(0)
})

test('both may be away at once, and the first to return receives the seconds that the other has left', async () => {
  const all = await chat()
  const { ann, bob, roomId } = all
  await lose(all)
  await advance(10_000)
  ann.client.disconnect()
  await vi.waitFor(() => expect(world.server().runtime.services.live().online).toBe(0))
  await advance(5_000)
  const back = await world.client(ann.token)
  back.emit('attempt_text_reconnect')
  expect(await back.next('text_reconnected')).toMatchObject({ partnerSecondsLeft: 15 })
  await advance(15_500)
  expect(await back.next('text_room_ended')).toEqual({ reason: 'partner_disconnected', roomId })
  expect(bob.client.names()).not.toContain('text_room_ended')
})

test('in the generic dialect a connection alone is a return, with the missed messages', async () => {
  const { ann, bob, annId, bobId, sessionId } = await chat('text', 'generic')
  await send(ann, 'seen')
  await bob.client.next('message-received')
  bob.client.disconnect()
  await ann.client.next('text_partner_disconnected')
  await send(ann, 'one')
  await send(ann, 'two')
  await advance(20_000)
  const back = await world.client(bob.token)
  for (const message of ['one', 'two']) {
    expect(await back.next('message-received')).toMatchObject({ sessionId, message, senderId: annId })
  }
  expect(await ann.client.next('text_partner_reconnected')).toMatchObject({ partnerId: bobId })
  await back.settled()
  expect(back.names()).toEqual(['message-received', 'message-received'])
})

test('a generic client that does not return ends the session as if its partner had left', async () => {
  const { ann, bob, sessionId } = await chat('generic', 'generic')
  bob.client.disconnect()
  await vi.waitFor(() => expect(world.server().runtime.services.live().online).toBe(1))
  await advance(30_500)
  expect(await ann.client.next('session-ended')).toEqual({
    sessionId,
    reason: 'user_left',
    detail: 'partner_disconnected',
  })
})

test('a person who loses the connection while waiting leaves the queue', async () => {
  const ann = await world.person()
  await ann.client.ask('join_text_queue')
  ann.client.disconnect()
  await vi.waitFor(() => expect(world.server().runtime.services.live().waiting).toBe(0))
})

test('attempt_text_reconnect moves a generic session to the text dialect', async () => {
  const { ann, bob } = await chat('text', 'generic')
  expect(await bob.client.ask('attempt_text_reconnect')).toMatchObject({ success: true })
  await bob.client.next('text_reconnected')
  await send(ann, 'now as text')
  expect(await bob.client.next('text_message_received')).toMatchObject({ content: 'now as text' })
  await bob.client.settled()
  expect(bob.client.count('message-received')).toBe(0)
})

test('the whole retained log comes back: at least the last thirty messages', async () => {
  const all = await chat()
  for (let index = 1; index <= 40; index += 1) await send(all.ann, `number ${index}`)
  await advance(120_000)
  await send(all.ann, 'number 41')
  await lose(all)
  const back = await world.client(all.bob.token)
  back.emit('attempt_text_reconnect')
  const { messages } = await back.next('text_reconnected')
  const contents = (messages as { content: string }[]).map(({ content }) => content)
  expect(contents.length).toBeGreaterThanOrEqual(30)
  expect(contents).toEqual(
    Array.from({ length: contents.length }, (_, index) => `number ${42 - contents.length + index}`),
  )
})

test('a participant who sends a message without asking to resume has returned', async () => {
  const all = await chat()
  await lose(all)
  const back = await world.client(all.bob.token)
  await back.settled()
  await all.ann.client.settled()
  expect(all.ann.client.names()).not.toContain('text_partner_reconnected')
  expect(await back.ask('send_text_message', { content: 'here again' })).toMatchObject({
    success: true,
    delivered: true,
  })
  expect(await all.ann.client.next('text_partner_reconnected')).toMatchObject({ partnerId: all.bobId })
  expect(all.ann.client.names().slice(2)).toEqual([
    'text_partner_disconnected',
    'text_partner_reconnected',
    'text_message_received',
  ])
  await advance(60_000)
  expect(await back.ask('send_text_message', { content: 'and still here' })).toMatchObject({ success: true })
})

test('a connection alone is no return: the partner’s seconds go on, and end the session', async () => {
  const all = await chat()
  const { ann, roomId } = all
  await lose(all)
  await advance(10_000)
  const back = await world.client(all.bob.token)
  await back.settled()
  await advance(19_900)
  expect(ann.client.names().at(-1)).toBe('text_partner_disconnected')
  await advance(600)
  expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'partner_disconnected', roomId })
  expect(await back.next('text_room_ended')).toEqual({ reason: 'timeout', roomId })
})

test('messages to a participant who is connected and has not returned come with the answer, once', async () => {
  const all = await chat()
  const { ann, bob, bobId, roomId } = all
  await lose(all)
  const back = await world.client(bob.token)
  await back.settled()
  const { messageId } = await send(ann, 'can you read this?')
  await back.settled()
  expect(back.names()).toEqual([])
  await back.ask('attempt_text_reconnect')
  expect((await back.next('text_reconnected')).messages).toMatchObject([{ content: 'can you read this?' }])
  expect(await ann.client.next('text_partner_reconnected')).toEqual({ roomId, partnerId: bobId })
  expect(await ann.client.next('text_message_delivered')).toEqual({ roomId, messageId })
  expect(back.names()).toEqual(['text_reconnected'])
})

test('a participant lost again before returning gets no more time, and the partner’s seconds stay true', async () => {
  const all = await chat()
  const { ann, bob, roomId } = all
  await lose(all)
  await advance(20_000)
  const back = await world.client(bob.token)
  await back.settled()
  back.disconnect()
  await vi.waitFor(() => expect(world.server().runtime.services.live().online).toBe(1))
  await advance(10_500)
  expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'partner_disconnected', roomId })
  expect(ann.client.count('text_partner_disconnected')).toBe(1)
})

test('typing is not shown before the typist has returned', async () => {
  const all = await chat()
  const { ann, bob, bobId } = all
  await lose(all)
  const back = await world.client(bob.token)
  expect(await back.ask('text_typing_start')).toMatchObject({ success: true })
  await ann.client.settled()
  expect(ann.client.names()).not.toContain('text_partner_typing')
  await back.ask('attempt_text_reconnect')
  await back.ask('text_typing_start')
  expect(await ann.client.next('text_partner_typing')).toMatchObject({ userId: bobId })
})

test('a person’s events go to all their tabs; a refusal goes to the tab that asked', async () => {
  const { ann, bob, roomId } = await chat()
  const tab = await world.client(ann.token)
  await tab.ask('send_text_message', { content: '' })
  await ann.client.settled()
  expect(ann.client.names()).not.toContain('text_chat_error')
  await bob.client.ask('text_typing_start', {})
  await tab.next('text_partner_typing')
  await ann.client.next('text_partner_typing')
  await tab.ask('leave_text_room')
  for (const client of [tab, ann.client]) {
    expect(await client.next('text_room_ended')).toEqual({ reason: 'user_left', roomId })
  }
})

test('messages between connecting and asking come once, and in order', async () => {
  const all = await chat()
  const { ann, bob } = all
  await send(ann, 'seen')
  await lose(all)
  await send(ann, 'missed')
  const back = await world.client(bob.token)
  await vi.waitFor(() => expect(world.server().runtime.services.live().online).toBe(2))
  await send(ann, 'in between')
  await back.ask('attempt_text_reconnect', { lastSeq: 1 })
  await send(ann, 'after')
  const { messages } = await back.next('text_reconnected')
  expect(messages).toMatchObject([{ content: 'missed' }, { content: 'in between' }])
  expect(await back.next('text_message_received')).toMatchObject({ content: 'after', seq: 4 })
  expect(back.count('text_message_received')).toBe(1)
})

/** A session in the generic dialect, and how bob returns who has everything up to `lastSeq`. */
async function genericSession() {
  const [ann, bob] = [await world.person(), await world.person()]
  for (const { client } of [ann, bob])
    await client.ask('join-queue', { preferences: { chatType: 'text', minTier: 0 } })
  await advance(150)
  const { sessionId } = await ann.client.next('match-found')
  const speak = (message: string) => ann.client.ask('send-message', { sessionId, message, type: 'text' })
  const comeBack = (lastSeq: number, id: unknown = sessionId) =>
    world.client(bob.token, { auth: { token: bob.token, sessionId: id, lastSeq } })
  return { ann, bob, sessionId, speak, comeBack }
}

test('a client of the generic dialect sends its position in its handshake', async () => {
  const { speak, comeBack } = await genericSession()
  for (const message of ['one', 'two']) await speak(message)
  // As far as the server knows, the first connection has had everything.
  const back = await comeBack(1)
  expect(await back.next('message-received')).toMatchObject({ message: 'two', seq: 2 })
  await speak('three')
  expect(await back.next('message-received')).toMatchObject({ message: 'three', seq: 3 })
  expect(back.count('message-received')).toBe(2)
})

test('a returning generic client receives at once what it missed and the end of a session that ended meanwhile', async () => {
  const { ann, bob, sessionId, speak, comeBack } = await genericSession()
  bob.client.disconnect()
  await vi.waitFor(() => expect(world.server().runtime.services.live().online).toBe(1))
  await speak('good-bye')
  await ann.client.ask('end-session', { sessionId })
  const back = await comeBack(0)
  expect(await back.next('session-ended')).toEqual({
    sessionId,
    reason: 'user_left',
    detail: 'partner_left',
  })
  expect(back.names()).toEqual(['message-received', 'session-ended'])
})

test('a returning generic client receives at once the end of a session of which nothing is known any more', async () => {
  const { comeBack } = await genericSession()
  const back = await comeBack(4, 'another-session')
  const end = { sessionId: 'another-session', reason: 'timeout' }
  expect(await back.next('session-ended')).toEqual(end)
  expect(back.names()).toEqual(['match-found', 'session-ended'])
})

test('a generic client that knows of no session receives it from the beginning', async () => {
  const { bob, sessionId, speak } = await genericSession()
  for (const message of ['one', 'two']) await speak(message)
  // As far as the server knows, the first connection has had everything.
  const back = await world.client(bob.token, { auth: { token: bob.token, sessionId: null } })
  expect(await back.next('match-found')).toMatchObject({ sessionId })
  expect(await back.next('message-received')).toMatchObject({ message: 'one', seq: 1 })
  await speak('three')
  await back.settled()
  expect(back.names()).toEqual(['match-found', ...Array.from({ length: 3 }, () => 'message-received')])
})

test('a client that may have missed the match gets it on connecting, until something of the session was delivered', async () => {
  const { bob, sessionId, speak } = await genericSession()
  const back = await world.client(bob.token)
  expect(await back.next('match-found')).toMatchObject({ sessionId, chatType: 'text' })
  await speak('hello')
  expect(await back.next('message-received')).toMatchObject({ message: 'hello', seq: 1 })
  const later = await world.client(bob.token)
  await later.settled()
  expect(later.names()).toEqual([])
  expect(back.names()).toEqual(['match-found', 'message-received'])
})
