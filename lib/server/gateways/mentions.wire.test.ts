import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { account, helpdesk, telehealth, caas } = createMembers(world)

type Named = Awaited<ReturnType<typeof account>>

/** A channel that an agent made, with members on telehealth, helpdesk and caas. */
async function channel(...more: Named[]) {
  const people = {
    agent: await account('agent', 'Agent'),
    ann: await account('user', 'Ann'),
    bob: await account('user', 'Bob Lee'),
    cem: await account('user', 'Cem'),
  }
  const memberIds = [people.ann, people.bob, people.cem, ...more].map(({ userId }) => userId)
  const { body } = await world.post(
    '/api/channels',
    { name: 'news', isPrivate: true, memberIds },
    people.agent.token,
  )
  const { conversationId: id } = body.data as { conversationId: string }
  const clients = {
    agent: await telehealth(people.agent.token),
    ann: await telehealth(people.ann.token),
    bob: await helpdesk(people.bob.token),
    cem: await caas(people.cem.token),
  }
  return { id, people, clients }
}
const get = async ({ token }: Named, path: string) =>
  (await world.get(`/api/v1/conversations${path}`, token)).body
async function unreadMentions(person: Named, id: string) {
  const { conversations } = (await get(person, '')).data as {
    conversations: { conversationId: string; unread: number; unreadMentions: number }[]
  }
  const { unread, unreadMentions: mentions } = conversations.find((one) => one.conversationId === id) ?? {}
  return [unread, mentions]
}

test('who is mentioned by name is told so on every contract, and has it counted apart from what is unread', async () => {
  const { id, people, clients } = await channel()
  const mentions = [people.bob.userId]
  const sent = await clients.ann.ask('message:send', { roomId: id, message: 'Hello @bob lee, and all' })
  expect(sent.message).toMatchObject({ mentions })
  expect(sent.message).not.toHaveProperty('mentionsEveryone')
  expect(await clients.bob.next('chat:new_message')).toMatchObject({ mentions })
  expect(await clients.cem.next('message:new')).toMatchObject({ mentions })
  expect(await clients.agent.next('message:new')).toMatchObject({ mentions })
  await clients.ann.ask('message:send', { roomId: id, message: 'no name in here' })
  expect(await unreadMentions(people.bob, id)).toEqual([2, 1])
  expect(await unreadMentions(people.cem, id)).toEqual([2, 0])
  expect((await get(people.bob, `/${id}/mentions`)).data).toMatchObject({ messages: [{ seq: 1 }] })
  expect((await get(people.bob, `/${id}/mentions?after=1`)).data).toEqual({ messages: [] })
  await clients.bob.ask('message_read', { channelId: id })
  expect(await unreadMentions(people.bob, id)).toEqual([0, 0])
})

test('an edit mentions anew', async () => {
  const { id, people, clients } = await channel()
  const { message } = await clients.ann.ask('message:send', { roomId: id, message: 'hello @Cem' })
  const { id: messageId } = message as { id: string }
  await clients.ann.ask('message:edit', { messageId, message: 'hello @Bob Lee' })
  const mentions = [people.bob.userId]
  expect(await clients.bob.next('chat:message_edited')).toMatchObject({ messageId, mentions })
  expect(await clients.cem.next('message:edited')).toMatchObject({ message_id: messageId, mentions })
  expect(await clients.agent.next('message:edited')).toMatchObject({ messageId, mentions })
  expect(await unreadMentions(people.cem, id)).toEqual([1, 0])
})

test('everybody is mentioned by who manages the channel, and by nobody else', async () => {
  const { id, people, clients } = await channel()
  await clients.ann.ask('message:send', { roomId: id, message: '@everyone hello' })
  expect(await clients.cem.next('message:new')).not.toHaveProperty('mentions_everyone')
  expect(await unreadMentions(people.bob, id)).toEqual([1, 0])
  await clients.agent.ask('message:send', { roomId: id, message: '@channel hello' })
  expect(await clients.cem.next('message:new')).toMatchObject({ mentions: [], mentions_everyone: true })
  expect(await clients.ann.next('message:new')).toMatchObject({ mentions: [], mentionsEveryone: true })
  expect(await unreadMentions(people.bob, id)).toEqual([2, 1])
  expect((await get(people.agent, `/${id}/mentionable?q=a`)).data).toMatchObject({ everyone: true })
})

test('names are offered to members, of members, without those whom one has blocked', async () => {
  const stranger = await account('user', 'Bobby Outside')
  const { id, people } = await channel()
  const offered = async (person: Named, q: string) => {
    const { people: found, everyone } = (await get(person, `/${id}/mentionable?q=${q}`)).data as {
      people: { displayName: string }[]
      everyone: boolean
    }
    return [found.map(({ displayName }) => displayName), everyone]
  }
  expect(await offered(people.ann, 'LE')).toEqual([['Bob Lee'], false])
  expect(await offered(people.ann, '')).toEqual([['Agent', 'Bob Lee', 'Cem'], false])
  await world.post('/api/moderation/block', { userId: people.bob.userId }, people.ann.token)
  expect(await offered(people.ann, 'bo')).toEqual([[], false])
  expect(await offered(people.bob, 'an')).toEqual([[], false])
  for (const path of ['mentionable?q=a', 'mentions', 'readers?seq=1'])
    expect(await get(stranger, `/${id}/${path}`)).toMatchObject({
      error: { message: 'CONVERSATION_NOT_FOUND' },
    })
  // The general channel is open to everybody, and whom it has is for its members.
  expect(await get(stranger, '/1/mentionable')).toMatchObject({ error: { message: 'FORBIDDEN' } })
})

test('people of whom one has blocked the other do not reach each other by a mention', async () => {
  const { id, people, clients } = await channel()
  await clients.agent.ask('message:send', { roomId: id, message: '@everyone before' })
  await world.post('/api/moderation/block', { userId: people.agent.userId }, people.bob.token)
  await clients.agent.ask('message:send', { roomId: id, message: '@Bob Lee, @everyone' })
  expect(await clients.bob.next('chat:new_message')).toMatchObject({ message: '@everyone before' })
  expect(await clients.bob.next('chat:new_message')).toMatchObject({ mentions: [], mentionsEveryone: true })
  expect(await unreadMentions(people.bob, id)).toEqual([2, 0])
  expect((await get(people.bob, `/${id}/mentions`)).data).toEqual({ messages: [] })
  expect(await unreadMentions(people.cem, id)).toEqual([2, 2])
})

test('who has read a message is told to members, and neither by nor to people who keep it to themselves', async () => {
  const { id, people, clients } = await channel()
  await clients.ann.ask('message:send', { roomId: id, message: 'hello' })
  const readers = async (person: Named, query = 'seq=1') =>
    (await get(person, `/${id}/readers?${query}`)).data as {
      readers: { displayName: string }[]
      total: number
    }
  expect(await readers(people.ann)).toEqual({ readers: [], total: 0, hasMore: false })
  await clients.bob.ask('message_read', { channelId: id })
  await clients.cem.ask('message:read', { conversation_id: id })
  const both = await readers(people.ann)
  expect(both).toMatchObject({ total: 2, hasMore: false })
  expect(both.readers.map(({ displayName }) => displayName).toSorted()).toEqual(['Bob Lee', 'Cem'])
  expect(await readers(people.bob)).toMatchObject({ total: 1, readers: [{ displayName: 'Cem' }] })
  expect(await readers(people.ann, 'seq=1&limit=1')).toMatchObject({ total: 2, hasMore: true })
  expect(await get(people.ann, `/${id}/readers?seq=9`)).toMatchObject({ error: { message: 'NOT_FOUND' } })

  const body = { read_receipts_enabled: false }
  await request(world.url(), 'PUT', '/api/v1/privacy', { token: people.cem.token, body })
  expect(await readers(people.ann)).toMatchObject({ total: 1, readers: [{ displayName: 'Bob Lee' }] })
  const nothing = { readers: [], total: 0, hasMore: false, hidden: 'own_privacy' }
  expect(await readers(people.cem)).toEqual(nothing)
  await world.post('/api/moderation/block', { userId: people.ann.userId }, people.bob.token)
  expect(await readers(people.ann)).toMatchObject({ total: 0 })
})
