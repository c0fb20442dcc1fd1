import { expect, test, vi } from 'vitest'
import { registerGuest } from '@/lib/protocol-client/rest'
import { createWorld, join, UUID } from '@/lib/testing/world'

const world = createWorld()
const { advance, sleep, person, chat } = world

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const OGG = Buffer.concat([
  Buffer.from('4f67675300020000000000000000000000000000000000000000011e01766f72626973', 'hex'),
  Buffer.alloc(40),
]).toString('base64')
const preferences = (more: object = {}) => ({ preferences: { chatType: 'text', minTier: 0, ...more } })
const waiting = () => world.server().runtime.services.live().waiting

test('join-queue is confirmed, also again, and in the dialect asked for last', async () => {
  const ann = await person()
  expect(await join(ann, 'generic')).toEqual({ success: true, position: 1, estimatedWaitTime: 1 })
  expect(await ann.client.next('queue-joined')).toEqual({
    position: 1,
    estimatedWaitTime: 1,
    chatType: 'text',
  })
  await join(ann, 'generic')
  await ann.client.next('queue-joined')
  await join(ann, 'text')
  await ann.client.next('text_queue_joined')
  expect(waiting()).toBe(1)
})

test('leave-queue is confirmed', async () => {
  const ann = await person()
  await join(ann, 'generic')
  expect(await ann.client.ask('leave-queue')).toEqual({ success: true })
  expect(await ann.client.next('queue-left')).toEqual({ chatType: 'text' })
  expect(waiting()).toBe(0)
})

test.each(['text', 'audio', 'video'])(
  'two who join for %s meet each other, in the documented form',
  async (chatType) => {
    const [ann, bob] = [await person(), await person()]
    await ann.client.ask('join-queue', preferences({ chatType }))
    await bob.client.ask('join-queue', preferences({ chatType }))
    await advance(150)
    const match = await ann.client.next('match-found')
    expect(match).toEqual({
      sessionId: expect.any(String),
      partnerId: expect.stringMatching(UUID),
      chatType,
      sharedInterests: [],
      isInitiator: true,
      ...(chatType !== 'text' && { maxBitrate: 64 }),
    })
    expect(await bob.client.next('match-found')).toEqual({
      ...match,
      partnerId: expect.stringMatching(UUID),
      isInitiator: false,
    })
  },
)

test('the kinds of chat have a queue each', async () => {
  const [ann, bob] = [await person(), await person()]
  await ann.client.ask('join-queue', preferences({ chatType: 'audio' }))
  expect(await bob.client.ask('join-queue', preferences({ chatType: 'video' }))).toMatchObject({
    position: 1,
  })
  await advance(1_000)
  await ann.client.settled()
  expect(ann.client.names()).toEqual(['queue-joined'])
})

test('a minimum tier that the other does not have keeps the two apart', async () => {
  const [ann, bob] = [await person(), await person()]
  await ann.client.ask('join-queue', preferences({ minTier: 1 }))
  await bob.client.ask('join-queue', preferences())
  await advance(5_000)
  await bob.client.settled()
  expect(bob.client.names()).toEqual(['queue-joined'])
})

test.each([
  ['no payload', undefined],
  ['no preferences', {}],
  ['another chat type', { preferences: { chatType: 'fax' } }],
  ['a tier that is none', { preferences: { chatType: 'text', minTier: 3 } }],
  ['six interests', { preferences: { chatType: 'text', interests: ['a', 'b', 'c', 'd', 'e', 'f'] } }],
  ['an interest of 31 characters', { preferences: { chatType: 'text', interests: ['x'.repeat(31)] } }],
])('join-queue is refused: %s', async (_, payload) => {
  const { client } = await person()
  const refusal = { message: 'The request does not have the documented form', code: 9001 }
  expect(await client.ask('join-queue', ...(payload ? [payload] : []))).toMatchObject({
    success: false,
    code: 9001,
  })
  expect(await client.next('error')).toEqual(refusal)
  expect(waiting()).toBe(0)
})

test('a message goes to the partner as message-received; its sender has the acknowledgement, and other tabs nothing', async () => {
  const { ann, bob, annId, sessionId } = await chat('generic', 'generic')
  const tab = await world.client(ann.token)
  const ack = await ann.client.ask('send-message', {
    sessionId,
    message: 'Hello!',
    type: 'text',
    clientMessageId: 'x',
  })
  const timestamp = new Date(world.server().clock.now()).toISOString()
  expect(ack).toEqual({
    success: true,
    messageId: expect.any(String),
    seq: 1,
    timestamp,
    delivered: true,
    clientMessageId: 'x',
  })
  expect(await bob.client.next('message-received')).toEqual({
    sessionId,
    message: 'Hello!',
    type: 'text',
    timestamp,
    messageId: ack.messageId,
    senderId: annId,
    seq: 1,
  })
  await ann.client.settled()
  await tab.settled()
  expect(ann.client.count('message-received') + tab.count('message-received')).toBe(0)
})

test('both dialects of one session receive each other’s events', async () => {
  const { ann, bob, bobId, sessionId, roomId } = await chat('text', 'generic')
  await ann.client.ask('send_text_message', { content: 'from text' })
  expect(await bob.client.next('message-received')).toMatchObject({
    sessionId,
    message: 'from text',
    type: 'text',
  })
  await bob.client.ask('send-message', { sessionId, message: 'from generic' })
  expect(await ann.client.next('text_message_received')).toMatchObject({ roomId, content: 'from text' })
  expect(await ann.client.next('text_message_received')).toMatchObject({
    roomId,
    content: 'from generic',
    senderId: bobId,
  })
  await ann.client.ask('text_typing_start')
  await bob.client.ask('text_typing_start')
  await ann.client.next('text_partner_typing')
  await bob.client.settled()
  expect(bob.client.names()).toEqual(['queue-joined', 'match-found', 'message-received', 'partner-typing'])
})

test.each([
  { type: 'image', name: 'a picture', message: PNG },
  { type: 'image', name: 'a picture as data URL', message: `data:image/png;base64,${PNG}` },
  { type: 'audio', name: 'a sound', message: OGG },
])('media passes when its content matches its type: $name', async ({ type, message }) => {
  const { ann, bob, sessionId } = await chat('generic', 'text')
  expect(await ann.client.ask('send-message', { sessionId, message, type })).toMatchObject({ success: true })
  expect(await bob.client.next('text_message_received')).toMatchObject({ content: message, type })
})

test.each([
  {
    type: 'image',
    name: 'text as base64',
    message: Buffer.from('just some text').toString('base64'),
    code: 5002,
  },
  { type: 'image', name: 'a sound', message: OGG, code: 5002 },
  { type: 'audio', name: 'a picture', message: PNG, code: 5002 },
  { type: 'image', name: 'no base64', message: 'not base64!', code: 5002 },
  { type: 'image', name: 'nothing', message: '', code: 5002 },
  {
    type: 'image',
    name: 'an SVG',
    message: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'),
    code: 5002,
  },
  {
    type: 'image',
    name: 'more than 64 KiB',
    message: Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.alloc(64 * 1_024)]).toString('base64'),
    code: 5003,
  },
  { type: 'film', name: 'an unknown type', message: PNG, code: 5002 },
])('media of another content is refused: $type, $name', async ({ type, message, code }) => {
  const { ann, bob, sessionId } = await chat('generic', 'generic')
  expect(await ann.client.ask('send-message', { sessionId, message, type })).toMatchObject({
    success: false,
    code,
  })
  expect(await ann.client.next('error')).toMatchObject({ code })
  await bob.client.settled()
  expect(bob.client.count('message-received')).toBe(0)
})

test('a picture of just 64 KiB passes', async () => {
  const { ann, sessionId } = await chat('generic', 'generic')
  const picture = Buffer.from(PNG, 'base64')
  const message = Buffer.concat([picture, Buffer.alloc(64 * 1_024 - picture.length)]).toString('base64')
  expect(await ann.client.ask('send-message', { sessionId, message, type: 'image' })).toMatchObject({
    success: true,
  })
})

test('another’s session is answered exactly as one that does not exist', async () => {
  const { sessionId } = await chat()
  const { ann } = await chat('generic', 'generic')
  for (const [event, more] of [
    ['send-message', { message: 'hi' }],
    ['end-session', {}],
  ] as const) {
    const foreign = await ann.client.ask(event, { sessionId, ...more })
    const absent = await ann.client.ask(event, { sessionId: 'no-such-session', ...more })
    expect(foreign).toEqual({ success: false, error: "Chat session doesn't exist", code: 3002 })
    expect(absent).toEqual(foreign)
    expect(await ann.client.next('error')).toEqual({ message: "Chat session doesn't exist", code: 3002 })
  }
})

test('end-session works with and without the id, and notifies both', async () => {
  const first = await chat('generic', 'generic')
  expect(await first.ann.client.ask('end-session')).toEqual({ success: true, sessionId: first.sessionId })
  expect(await first.ann.client.next('session-ended')).toEqual({
    sessionId: first.sessionId,
    reason: 'user_left',
    detail: 'user_left',
  })
  expect(await first.bob.client.next('session-ended')).toEqual({
    sessionId: first.sessionId,
    reason: 'user_left',
    detail: 'partner_left',
  })
  const second = await chat('generic', 'text')
  expect(await second.ann.client.ask('end-session', { sessionId: second.sessionId })).toMatchObject({
    success: true,
  })
  expect(await second.bob.client.next('text_room_ended')).toEqual({
    reason: 'partner_left',
    roomId: second.roomId,
  })
})

test('an idle session times out in the generic dialect too', async () => {
  const { ann, sessionId } = await chat('generic', 'generic')
  await sleep(30 * 60_000 + 500)
  expect(await ann.client.next('session-ended')).toEqual({ sessionId, reason: 'timeout', detail: 'timeout' })
})

test('find-match answers 3001 after 8 s, and the person leaves the queue', async () => {
  const ann = await registerGuest(world.url())
  const asked = world.post('/api/chat/find-match', preferences(), ann.token)
  await vi.waitFor(() => expect(waiting()).toBe(1), { interval: 2 })
  await advance(7_999)
  expect(waiting()).toBe(1)
  await advance(1)
  const { status, body } = await asked
  expect(status).toBe(404)
  expect(body).toEqual({
    success: false,
    error: { code: 3001, message: 'NO_MATCH_FOUND', description: 'No matching partner available' },
  })
  expect(waiting()).toBe(0)
})

test('find-match pairs with a person who waits by socket; the session is joined by socket', async () => {
  const bob = await person()
  await join(bob, 'text')
  const ann = await registerGuest(world.url())
  const asked = world.post('/api/chat/find-match', preferences(), ann.token)
  await vi.waitFor(() => expect(waiting()).toBe(2), { interval: 2 })
  await advance(150)
  const { status, body } = await asked
  expect(status).toBe(200)
  const { roomId } = await bob.client.next('text_match_found')
  const sessionId = String(roomId).replace('text_room_', '')
  expect(body).toEqual({
    success: true,
    data: { sessionId, partnerId: expect.stringMatching(UUID), chatType: 'text' },
  })

  await bob.client.ask('send_text_message', { content: 'are you there?' })
  const socket = await world.client(ann.token)
  expect(await socket.next('message-received')).toMatchObject({ sessionId, message: 'are you there?' })
  expect(await socket.ask('send-message', { sessionId, message: 'yes' })).toMatchObject({ success: true })
})

/** Pairs a person who waits by socket with one who has none. */
async function ghost() {
  const bob = await person()
  await join(bob, 'text')
  const ann = await registerGuest(world.url())
  const asked = world.post('/api/chat/find-match', preferences(), ann.token)
  await vi.waitFor(() => expect(waiting()).toBe(2), { interval: 2 })
  await advance(150)
  await asked
  return { ann, bob, roomId: (await bob.client.next('text_match_found')).roomId }
}

test('the partner of a person without a socket is notified at once, and free after 10 s', async () => {
  const { bob, roomId } = await ghost()
  expect(await bob.client.next('text_partner_disconnected')).toEqual({ roomId, secondsLeft: 10 })
  await advance(9_000)
  await bob.client.settled()
  expect(bob.client.count('text_room_ended')).toBe(0)
  await advance(1_500)
  expect(await bob.client.next('text_room_ended')).toEqual({ roomId, reason: 'partner_disconnected' })
  expect(await join(bob, 'text')).toMatchObject({ success: true, position: 1 })
})

test('the partner of a person who connects in time is notified of the return', async () => {
  const { ann, bob, roomId } = await ghost()
  await bob.client.next('text_partner_disconnected')
  await advance(9_000)
  const socket = await world.client(ann.token)
  expect(await bob.client.next('text_partner_reconnected')).toEqual({
    roomId,
    partnerId: expect.stringMatching(UUID),
  })
  await advance(40_000)
  expect(
    await socket.ask('send-message', { sessionId: String(roomId).slice(10), message: 'hi' }),
  ).toMatchObject({
    success: true,
    delivered: true,
  })
})

test('find-match while in a session is refused, and leaving the queue meanwhile ends the wait with 3001', async () => {
  const { ann } = await chat()
  const { status, body } = await world.post('/api/chat/find-match', preferences(), ann.token)
  expect({ status, error: body.error }).toMatchObject({
    status: 409,
    error: { code: 3003, message: 'ALREADY_IN_SESSION' },
  })

  const bob = await person()
  const asked = world.post('/api/chat/find-match', preferences(), bob.token)
  await vi.waitFor(() => expect(waiting()).toBe(1), { interval: 2 })
  await bob.client.ask('leave-queue')
  await advance(8_000)
  expect((await asked).body.error).toMatchObject({ code: 3001 })
})

test('a find-match request that was aborted leaves no one in the queue', async () => {
  const ann = await registerGuest(world.url())
  const gone = new AbortController()
  const asked = fetch(`${world.url()}/api/chat/find-match`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(preferences()),
    signal: gone.signal,
  })
  await vi.waitFor(() => expect(waiting()).toBe(1), { interval: 2 })
  gone.abort()
  await expect(asked).rejects.toThrow()
  await vi.waitFor(() => expect(waiting()).toBe(0), { interval: 2 })
})

test('end-session over REST equals the event', async () => {
  const { ann, bob, sessionId, roomId } = await chat('generic', 'text')
  expect(
    (await world.post('/api/chat/end-session', { sessionId: 'other' }, ann.token)).body.error,
  ).toMatchObject({ code: 3002 })
  const { status, body } = await world.post('/api/chat/end-session', undefined, ann.token)
  expect({ status, body }).toEqual({ status: 200, body: { success: true, data: { sessionId } } })
  expect(await ann.client.next('session-ended')).toEqual({
    sessionId,
    reason: 'user_left',
    detail: 'user_left',
  })
  expect(await bob.client.next('text_room_ended')).toEqual({ reason: 'partner_left', roomId })
  const again = await world.post('/api/chat/end-session', {}, ann.token)
  expect(again.status).toBe(404)
  expect(again.body.error).toMatchObject({ code: 3002, message: 'SESSION_NOT_FOUND' })
})
