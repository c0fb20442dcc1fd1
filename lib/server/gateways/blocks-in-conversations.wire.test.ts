import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { member, telehealth, caas } = createMembers(world)

const block = ({ token }: Member, userId: string) => world.post('/api/moderation/block', { userId }, token)

/** A private channel of an agent with Ann and Bob, who speak helpdesk. */
async function channel() {
  const [agent, ann, bob] = [
    await member('agent', 'Agent'),
    await member('user', 'Ann'),
    await member('user', 'Bob'),
  ]
  const memberIds = [ann.userId, bob.userId]
  const { body } = await world.post(
    '/api/channels',
    { name: 'shared', isPrivate: true, memberIds },
    agent.token,
  )
  const { channelId } = body.data as { channelId: string }
  return { agent, ann, bob, id: channelId }
}
const say = async ({ client }: Member, channelId: string) => {
  const { messageId } = await client.ask('chat:send_message', { channelId, message: 'hello' })
  return messageId as string
}
async function onlineFor({ client }: Member): Promise<readonly string[]> {
  const online = (await client.ask('presence:get_online_users')) as unknown as { userId: string }[]
  return online.map(({ userId }) => userId)
}
async function mentionableFor({ token }: Member, id: string): Promise<readonly string[]> {
  const { body } = await world.get(`/api/v1/conversations/${id}/mentionable`, token)
  return (body.data as { people: { userId: string }[] }).people.map(({ userId }) => userId)
}
async function readersFor({ token }: Member, id: string): Promise<readonly string[]> {
  const { body } = await world.get(`/api/v1/conversations/${id}/readers?seq=1`, token)
  return (body.data as { readers: { userId: string }[] }).readers.map(({ userId }) => userId)
}

test.each(['block', 'report'] as const)(
  'a %s by the id of a session names nobody in a channel that both are in',
  async (how) => {
    const { agent, ann, bob, id } = await channel()
    await say(agent, id)
    for (const { client } of [ann, bob]) await client.ask('message_read', { channelId: id })
    const { bobId, sessionId } = await world.meet(ann, bob)
    const about = { sessionId, reportType: 'spam' }
    const done = how === 'block' ? block(ann, bobId) : world.post('/api/moderation/report', about, ann.token)
    expect((await done).body).toMatchObject({ success: true })
    for (const [one, other] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      expect(await mentionableFor(one, id)).toContain(other.userId)
      expect(await readersFor(one, id)).toContain(other.userId)
      expect(await onlineFor(one)).toContain(other.userId)
      const watcher = await telehealth(one.token)
      const presence = await watcher.ask('presence:get', { userIds: [other.userId] })
      expect(JSON.stringify(presence)).not.toContain('offline')
      await other.client.ask('join_channel', id)
      expect(await watcher.next('room:userJoined')).toMatchObject({ userId: other.userId })
      other.client.emit('chat:typing', { channelId: id, isTyping: true })
      expect(await watcher.next('typing:start')).toMatchObject({ userId: other.userId })
      const messageId = await say(one, id)
      await other.client.ask('message_read', { channelId: id, messageId })
      expect(await one.client.next('message_read_receipt')).toMatchObject({ userId: other.userId })
      // The first contact of people who share a channel is what it was, too.
      const room = `chat:${one.userId}:${other.userId}`
      expect(await watcher.ask('room:join', { roomId: room })).toMatchObject({ success: true })
    }
  },
)

test('a block by the id of a session still keeps apart two who share no conversation', async () => {
  const [ann, bob] = [await member(), await member()]
  const { bobId } = await world.meet(ann, bob)
  await block(ann, bobId)
  // Without what else would keep them apart.
  await world.server().sql('DELETE FROM session_participants')
  const watcher = await telehealth(ann.token)
  const roomId = `chat:${ann.userId}:${bob.userId}`
  expect(await watcher.ask('room:join', { roomId })).toMatchObject({ success: false })
})

test('who stayed in touch and blocks by the session blocks in their conversation, too', async () => {
  const { ann, bob, bobId, sessionId } = await world.chat()
  for (const { client } of [ann, bob]) await client.ask('stay-in-touch', { sessionId })
  const { conversationId: roomId } = await ann.client.next('stayed-in-touch')
  await world.post('/api/moderation/block', { userId: bobId }, ann.token)
  const message = { roomId, message: 'hello again' }
  for (const { client } of [ann, bob])
    expect(await client.ask('message:send', message)).toMatchObject({ success: false })
})

test('people of whom one blocked the other by their id are not listed as online to each other', async () => {
  const { ann, bob } = await channel()
  expect(await onlineFor(ann)).toContain(bob.userId)
  await block(ann, bob.userId)
  expect(await onlineFor(ann)).not.toContain(bob.userId)
  expect(await onlineFor(bob)).not.toContain(ann.userId)
})

test('no receipt crosses a block by an id, by whatever contract', async () => {
  const { agent, ann, bob, id } = await channel()
  await block(ann, bob.userId)
  const [onTelehealth, onCaas] = [await telehealth(bob.token), await caas(bob.token)]
  const messageId = await say(bob, id)
  // The agent's receipts come, so that there is something that Ann's could be beside.
  for (const { client } of [agent, ann]) {
    await client.next('chat:new_message')
    await client.ask('message_read', { channelId: id, messageId })
  }
  const reading = await telehealth(ann.token)
  await reading.ask('message:delivered', { roomId: id, messageId })
  await world.advance(2_000)
  expect(await bob.client.next('message_read_receipt')).toMatchObject({ userId: agent.userId })
  for (const client of [bob.client, onTelehealth, onCaas]) await client.settled()
  const status = onTelehealth.received.filter(({ event }) => event === 'message:status')
  const read = onCaas.received.filter(({ event }) => /^message:(read|delivered)$/.test(event))
  const receipts = bob.client.received.filter(({ event }) => event === 'message_read_receipt')
  expect(status).not.toEqual([])
  expect(read).not.toEqual([])
  expect(JSON.stringify([status, read, receipts])).not.toContain(ann.userId)
})

test('who is removed from a channel looks at it no more, and gets no receipts of it', async () => {
  const { agent, ann, bob, id } = await channel()
  for (const { client } of [agent, ann, bob]) await client.ask('join_channel', id)
  const body = { userIds: [bob.userId] }
  await request(world.url(), 'DELETE', `/api/channels/${id}/members`, { token: agent.token, body })
  await bob.client.next('channel_members_changed')
  const messageId = await say(agent, id)
  await ann.client.ask('message_read', { channelId: id, messageId })
  expect(await agent.client.next('message_read_receipt')).toMatchObject({ userId: ann.userId })
  await bob.client.settled()
  expect(bob.client.count('message_read_receipt')).toBe(0)
  // That they stopped looking is told to those who are still there.
  await world.advance(4_000)
  expect(await agent.client.next('user_left')).toMatchObject({ userId: bob.userId })
})

test('whom an open channel has is listed for its members, and for who manages it', async () => {
  const [ann, bob, moderator] = [await member(), await member(), await member('moderator')]
  const path = '/api/channels/1/members'
  expect((await world.get(path, ann.token)).body).toMatchObject({ error: { message: 'FORBIDDEN' } })
  expect((await world.get('/api/channels', ann.token)).status).toBe(200)
  await ann.client.ask('join_channel', '1')
  expect(JSON.stringify((await world.get(path, ann.token)).body.data)).toContain(ann.userId)
  expect((await world.get(path, bob.token)).status).toBe(403)
  expect((await world.get(path, moderator.token)).status).toBe(200)
})
