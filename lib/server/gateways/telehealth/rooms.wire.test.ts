import { expect, test } from 'vitest'
import { createMembers, type Member } from '@/lib/testing/members'
import { request } from '@/lib/protocol-client/rest'
import { createWorld, UUID } from '@/lib/testing/world'

const world = createWorld()
const { caas, helpdesk, member, telehealth } = createMembers(world)
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const DENIED = { success: false, error: 'Room access denied', code: 3007 }

/** Two people whose sockets speak telehealth, and their room. */
async function pair() {
  const [ann, bob] = [await patient('Ann'), await patient('Bob')]
  return { ann, bob, roomId: `chat:${[ann.userId, bob.userId].toSorted().join(':')}` }
}
async function patient(name?: string): Promise<Member> {
  const person = await member('user', name)
  return { ...person, client: await telehealth(person.token) }
}
const join = ({ client }: Member, roomId: string, more: object = {}) =>
  client.ask('room:join', { roomId, roomType: 'chat', ...more })
const send = ({ client }: Member, where: object, message: string, more: object = {}) =>
  client.ask('message:send', { ...where, message, ...more })

test('a connection is told that it stands, and whose it is', async () => {
  const { client, userId } = await patient()
  expect(await client.next('connected')).toEqual({ socketId: client.socket.id, userId })
})

test('the document’s sign-in answers with the token at the top level', async () => {
  const email = 'doctor@example.org'
  const account = { email, password: 'a long enough password', displayName: 'Doctor' }
  await member('user', 'other')
  const { userId } = await member('user', 'Doctor', account)
  const answer = await world.post('/api/v1/auth/login', { email, password: account.password })
  expect(answer).toMatchObject({
    status: 200,
    body: { success: true, user: { id: userId, email, displayName: 'Doctor', role: 'user' } },
  })
  const { token } = answer.body as unknown as { token: string }
  expect(await (await world.client(token)).next('connected')).toMatchObject({ userId })
  expect((await world.post('/api/v1/auth/login', { email, password: 'another password' })).status).toBe(401)
})

test('two people who never met write to each other in their room', async () => {
  const { ann, bob, roomId } = await pair()
  const [one, other] = roomId.slice('chat:'.length).split(':')
  expect(await join(ann, `chat:${other}:${one}`, { metadata: { visitId: 'visit-123' } })).toMatchObject({
    success: true,
    roomId,
    participants: expect.arrayContaining([
      { userId: ann.userId, role: 'user' },
      { userId: bob.userId, role: 'user' },
    ]),
  })
  const sent = await send(ann, { roomId }, 'Hello, doctor!', {
    clientMessageId: 'c1',
    metadata: { tone: 'kind' },
  })
  const message = {
    id: expect.stringMatching(UUID),
    senderId: ann.userId,
    senderName: 'Ann',
    recipientId: bob.userId,
    roomId,
    conversationId: expect.stringMatching(UUID),
    message: 'Hello, doctor!',
    messageType: 'text',
    replyToId: null,
    attachments: [],
    timestamp: expect.stringMatching(TIME),
    status: 'sent',
    metadata: { tone: 'kind' },
    mentions: [],
    seq: 1,
  }
  expect(sent).toEqual({ success: true, message: { ...message, clientMessageId: 'c1' } })
  expect(await ann.client.next('message:sent')).toEqual(sent.message)
  expect(await bob.client.next('message:new')).toEqual(message)
  await ann.client.settled()
  expect(ann.client.count('message:new')).toBe(0)
})

test('a message to a person makes the room, and reaches the sender’s other devices', async () => {
  const { ann, bob, roomId } = await pair()
  const tablet = await telehealth(ann.token)
  await send(ann, { recipientId: bob.userId }, 'hi')
  for (const client of [bob.client, tablet])
    expect(await client.next('message:new')).toMatchObject({ roomId, message: 'hi' })
})

test('sent again it is the same message, and nobody is told twice', async () => {
  const { ann, bob, roomId } = await pair()
  const first = await send(ann, { roomId }, 'once', { clientMessageId: 'c1' })
  expect(await send(ann, { roomId }, 'once', { clientMessageId: 'c1' })).toEqual(first)
  await bob.client.settled()
  expect(bob.client.count('message:new')).toBe(1)
})

test('history is paged both ways, and says what has become of one’s messages', async () => {
  const { ann, bob, roomId } = await pair()
  for (const text of ['one', 'two', 'three']) await send(ann, { roomId }, text)
  const history = async (query: object) => {
    const { messages, hasMore } = await ann.client.ask('message:history', { roomId, ...query })
    return [(messages as { message: string }[]).map((one) => one.message), hasMore]
  }
  expect(await history({})).toEqual([['one', 'two', 'three'], false])
  expect(await history({ limit: 2 })).toEqual([['two', 'three'], true])
  expect(await history({ before: 3, limit: 1 })).toEqual([['two'], true])
  expect(await history({ lastSeq: 1 })).toEqual([['two', 'three'], false])
  const { messages } = await ann.client.ask('message:history', { roomId })
  const [first, second] = messages as { id: string }[]
  expect(await history({ before: second?.id })).toEqual([['one'], false])
  await bob.client.ask('message:delivered', { roomId })
  await bob.client.ask('message:read', { roomId, messageId: first?.id })
  const { messages: now } = await ann.client.ask('message:history', { roomId })
  expect(now).toMatchObject([{ status: 'read' }, { status: 'delivered' }, { status: 'delivered' }])
  expect(await ann.client.next('message:status')).toMatchObject({
    status: 'delivered',
    userId: bob.userId,
    roomId,
  })
  expect(await ann.client.next('message:status')).toMatchObject({ status: 'read', messageId: first?.id })
})

test('a position that no conversation can have is refused by its form, on every contract', async () => {
  const { ann, bob, roomId } = await pair()
  const { message } = await send(ann, { roomId }, 'one')
  const { conversationId } = message as { conversationId: string }
  const [chat, desk] = [await caas(bob.token), await helpdesk(bob.token)]
  for (const beyond of [2 ** 31 - 1, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
    const answers = await Promise.all([
      join(ann, roomId, { lastSeq: beyond }),
      ann.client.ask('message:history', { roomId, before: beyond }),
      ann.client.ask('message:history', { roomId, lastSeq: beyond }),
      chat.ask('room:join', { conversation_id: conversationId, last_seq: beyond }),
      chat.ask('message:history', { conversation_id: conversationId, before: beyond }),
      chat.ask('message:history', { conversation_id: conversationId, last_seq: beyond }),
      desk.ask('join_channel', { channelId: conversationId, lastSeq: beyond }),
    ])
    for (const answer of answers) expect(answer).toMatchObject({ success: false, code: 9001 })
  }
  const largest = { roomId, before: 2 ** 31 - 2 }
  expect(await ann.client.ask('message:history', largest)).toMatchObject({ messages: [{ message: 'one' }] })
})

test('what came while one was away is in the acknowledgement of joining', async () => {
  const { ann, bob, roomId } = await pair()
  await send(ann, { roomId }, 'one')
  bob.client.disconnect()
  await send(ann, { roomId }, 'two')
  const back = { ...bob, client: await telehealth(bob.token) }
  expect(await join(back, roomId, { lastSeq: 1 })).toMatchObject({
    messages: [{ message: 'two', seq: 2 }],
    hasMore: false,
    lastSeq: 2,
  })
})

test('editing and deleting one’s message reaches the others', async () => {
  const { ann, bob, roomId } = await pair()
  const { message } = await send(ann, { roomId }, 'helo')
  const { id: messageId } = message as { id: string }
  expect(await ann.client.ask('message:edit', { messageId, message: 'hello' })).toMatchObject({
    message: { message: 'hello', editedAt: expect.stringMatching(TIME) },
  })
  expect(await bob.client.next('message:edited')).toMatchObject({ messageId, roomId, message: 'hello' })
  expect(await bob.client.ask('message:delete', { messageId })).toMatchObject({ success: false, code: 9002 })
  await ann.client.ask('message:delete', { messageId })
  expect(await bob.client.next('message:deleted')).toMatchObject({ messageId, userId: ann.userId })
})

test('the room of two others answers like one that does not exist', async () => {
  const { ann, roomId } = await pair()
  await send(ann, { roomId }, 'for two')
  const cid = await patient()
  for (const room of [roomId, 'chat:nobody:none', 'visit:none', 'nowhere', `chat:${cid.userId}:nobody`]) {
    expect(await join(cid, room)).toEqual(DENIED)
    expect(await send(cid, { roomId: room }, 'let me in')).toEqual(DENIED)
    expect(await cid.client.ask('message:history', { roomId: room })).toEqual(DENIED)
  }
  cid.client.emit('message:send', { roomId, message: 'let me in' })
  expect(await cid.client.next('error')).toEqual({ message: 'Room access denied', code: 3007 })
})

test('people who met in a random session alone are absent for each other', async () => {
  const [ann, bob] = [await patient(), await patient()]
  await world.meet(ann, bob)
  const room = { recipientId: bob.userId }
  expect(await send(ann, room, 'I know who you are')).toEqual(DENIED)
  await ann.client.ask('leave_text_room')
  expect(await send(ann, room, 'I know who you are')).toEqual(DENIED)
  // In a channel of both they are no strangers.
  for (const { client } of [ann, bob]) await client.ask('room:join', { roomId: 'channel:1' })
  expect(await send(ann, room, 'hello from the channel')).toMatchObject({ success: true })
})

test('who is blocked is absent, in a room that was there before too', async () => {
  const { ann, bob, roomId } = await pair()
  await send(ann, { roomId }, 'hello')
  await world.post('/api/moderation/block', { userId: ann.userId }, bob.token)
  expect(await send(ann, { roomId }, 'please')).toEqual(DENIED)
  expect(await join(ann, roomId)).toEqual(DENIED)
})

test('a guest answers, and is not the first to write', async () => {
  const [guest, ann] = [await world.person(), await patient()]
  const client = await telehealth(guest.token)
  expect(await client.ask('message:send', { recipientId: ann.userId, message: 'hello' })).toMatchObject({
    success: false,
    code: 2004,
  })
  await send(ann, { recipientId: guest.userId }, 'you may answer')
  const answer = await client.ask('message:send', { recipientId: ann.userId, message: 'thank you' })
  expect(answer).toMatchObject({ success: true })
})

test('a topic is made by whoever enters it first, and open to the tenant', async () => {
  const [ann, bob] = [await patient(), await patient()]
  const roomId = 'topic:appointments'
  expect(await join(ann, roomId)).toMatchObject({ success: true, roomId, participantCount: 1 })
  expect(await send(bob, { roomId }, 'not in it yet')).toMatchObject({ success: false, code: 2004 })
  expect(await join(bob, roomId)).toMatchObject({ success: true, participantCount: 2 })
  await send(bob, { roomId }, 'now I am')
  expect(await ann.client.next('message:new')).toMatchObject({ roomId, message: 'now I am' })
  expect(await join(ann, `topic:${'x'.repeat(65)}`)).toEqual(DENIED)
  for (let n = 1; n < 20; n++) expect(await join(ann, `topic:${n}`)).toMatchObject({ success: true })
  expect(await join(ann, 'topic:one too many')).toMatchObject({ success: false, code: 3008 })
})

test('topics are bounded, also when many are entered at once, and can be left', async () => {
  const ann = await patient()
  const names = Array.from({ length: 25 }, (_, n) => `topic:at once ${n}`)
  const answers = await Promise.all(names.map((roomId) => join(ann, roomId)))
  const isIn = answers.map(({ success }) => success)
  expect(isIn.filter(Boolean)).toHaveLength(20)
  const left = names[isIn.indexOf(true)] ?? ''
  const leave = (id: string) =>
    request(world.url(), 'DELETE', `/api/channels/${encodeURIComponent(id)}/members`, {
      token: ann.token,
      body: { userIds: [ann.userId] },
    })
  expect((await leave(left)).body.data).toEqual({ removed: [ann.userId] })
  expect(await join(ann, 'topic:there is room again')).toMatchObject({ success: true })
  expect(await join(ann, left)).toMatchObject({ success: false, code: 3008 })
  const bob = await patient()
  await send(ann, { recipientId: bob.userId }, 'a pair is not left')
  expect((await leave(`chat:${ann.userId}:${bob.userId}`)).status).toBe(403)
})

test('a topic’s name is what a reader sees of it', async () => {
  const ann = await patient()
  for (const name of ['\u200B', 'a\nb', 'a\u202Eb', '\u2066x', '\u3164'])
    expect(await join(ann, `topic:${name}`), JSON.stringify(name)).toEqual(DENIED)
  expect(await join(ann, 'topic:قطط 👩‍🚀')).toMatchObject({ success: true })
})

test('a member on telehealth and one on helpdesk hear each other, each in their own words', async () => {
  const [ann, bob] = [await patient('Ann'), await member('user', 'Bob')]
  await join(ann, 'channel:1')
  await bob.client.ask('join_channel', 1)
  const { message } = await send(ann, { roomId: 'channel:1' }, 'from telehealth')
  const { id } = message as { id: string }
  expect(await bob.client.next('chat:new_message')).toMatchObject({
    id,
    channelId: 1,
    userId: ann.userId,
    userDisplayName: 'Ann',
    message: 'from telehealth',
  })
  const answer = await bob.client.ask('chat:send_message', {
    channelId: 1,
    message: 'and back',
    replyToId: id,
  })
  expect(await ann.client.next('message:new')).toMatchObject({
    id: answer.messageId,
    senderId: bob.userId,
    roomId: 'channel:1',
    conversationId: '1',
    replyToId: id,
    message: 'and back',
  })
  await ann.client.ask('message:read', { roomId: 'channel:1' })
  expect(await bob.client.next('message_read_receipt')).toMatchObject({ userId: ann.userId, channelId: 1 })
  await bob.client.ask('message_read', { channelId: 1 })
  expect(await ann.client.next('message:status')).toMatchObject({ status: 'read', userId: bob.userId })
  expect(bob.client.count('message:new')).toBe(0)
  expect(ann.client.count('chat:new_message')).toBe(0)
})
