import { expect, test } from 'vitest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld, UUID } from '@/lib/testing/world'

const world = createWorld()
const { member, telehealth } = createMembers(world)

async function person(name?: string): Promise<Member> {
  const made = await member('user', name)
  return { ...made, client: await telehealth(made.token) }
}
const send = ({ client }: Member, where: object, message: string) =>
  client.ask('message:send', { ...where, message })
async function listOf({ token }: Member) {
  const { body } = await world.get('/api/v1/conversations', token)
  return (body.data as { conversations: { conversationId: string; roomId: string }[] }).conversations
}
const newestOf = async (person: Member) => (await listOf(person))[0]?.conversationId ?? ''
async function search({ token }: Member, id: string, query: string) {
  const { status, body } = await world.get(`/api/v1/conversations/${id}/search?${query}`, token)
  const { messages = [] } = (body.data ?? {}) as { messages?: { message: string }[] }
  return { status, body, found: messages.map(({ message }) => message) }
}

test('the list has the newest first, what is unread, the last message, and who the other one is', async () => {
  const [ann, bob] = [await person('Ann'), await person('Bob')]
  await ann.client.ask('room:join', { roomId: 'channel:1' })
  await send(bob, { recipientId: ann.userId }, 'one')
  await send(bob, { recipientId: ann.userId }, 'two')
  await bob.client.ask('presence:setStatus', { status: 'busy', customStatus: 'Lunch' })
  const [direct, channel, ...more] = await listOf(ann)
  expect(more).toEqual([])
  expect(direct).toEqual({
    conversationId: expect.stringMatching(UUID),
    roomId: `chat:${[ann.userId, bob.userId].toSorted().join(':')}`,
    kind: 'direct',
    name: null,
    description: null,
    isPrivate: true,
    isManager: false,
    other: { userId: bob.userId, displayName: 'Bob', status: 'busy', customStatus: 'Lunch' },
    memberCount: 2,
    unread: 2,
    unreadMentions: 0,
    lastSeq: 2,
    readSeq: 0,
    lastMessage: {
      messageId: expect.stringMatching(UUID),
      senderId: bob.userId,
      senderName: 'Bob',
      message: 'two',
      messageType: 'text',
      timestamp: expect.any(String),
      seq: 2,
    },
  })
  expect(channel).toMatchObject({ conversationId: '1', roomId: 'channel:1', kind: 'channel', other: null })

  await ann.client.ask('message:read', { roomId: direct?.roomId })
  expect(await listOf(ann)).toMatchObject([{ unread: 0, readSeq: 2 }, {}])
  expect(await listOf(bob)).toMatchObject([{ unread: 0, other: { displayName: 'Ann' } }])
})

test('only who made a channel, or manages all, is told that they may manage it', async () => {
  const [agent, ann] = [await member('agent'), await person()]
  await world.post('/api/channels', { name: 'news', memberIds: [ann.userId] }, agent.token)
  expect(await listOf(agent)).toMatchObject([{ name: 'news', isManager: true }])
  expect(await listOf(ann)).toMatchObject([{ name: 'news', isManager: false }])
})

test('a search finds text whatever its case, newest first, without what was deleted', async () => {
  const [ann, bob] = [await person('Ann'), await person()]
  for (const text of ['Meet at noon', 'elsewhere', 'NOON it is'])
    await send(ann, { recipientId: bob.userId }, text)
  const sent = await send(ann, { recipientId: bob.userId }, 'noon, no')
  await ann.client.ask('message:delete', { messageId: (sent.message as { id: string }).id })
  const conversationId = await newestOf(bob)
  expect((await search(bob, conversationId, 'q=noon')).found).toEqual(['NOON it is', 'Meet at noon'])
  expect((await search(bob, conversationId, 'q=noon&limit=1')).found).toEqual(['NOON it is'])
  expect((await search(bob, conversationId, 'q=n')).status).toBe(400)
})

test('signs that mean something in a pattern are searched for as they are', async () => {
  const [ann, bob] = [await person(), await person()]
  for (const text of ['100 percent', '100% sure', 'a_b', 'a-b', String.raw`c:\d`])
    await send(ann, { recipientId: bob.userId }, text)
  const conversationId = await newestOf(ann)
  expect((await search(ann, conversationId, 'q=100%25')).found).toEqual(['100% sure'])
  expect((await search(ann, conversationId, 'q=a_b')).found).toEqual(['a_b'])
  expect((await search(ann, conversationId, 'q=c:%5Cd')).found).toEqual([String.raw`c:\d`])
})

test('a conversation of others is searched like one that does not exist', async () => {
  const [ann, bob, cid] = [await person(), await person(), await person()]
  await send(ann, { recipientId: bob.userId }, 'for two')
  const conversationId = await newestOf(ann)
  for (const id of [conversationId, 'nowhere'])
    expect(await search(cid, id, 'q=two')).toMatchObject({
      status: 404,
      body: { error: { code: 3007, message: 'CONVERSATION_NOT_FOUND' } },
    })
  expect(await listOf(cid)).toEqual([])
})
