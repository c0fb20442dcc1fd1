import { expect, test } from 'vitest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { member, helpdesk, telehealth } = createMembers(world)

/** A channel of Ann, on helpdesk, and Bob, on telehealth, who both are members and look at nothing yet. */
async function channel() {
  const [ann, someone] = [await member('agent', 'Ann'), await member('user', 'Bob')]
  const bob = { ...someone, client: await telehealth(someone.token) }
  const made = await world.post('/api/channels', { name: 'one', memberIds: [bob.userId] }, ann.token)
  const { channelId } = made.body.data as { channelId: string }
  return { ann, bob, channelId, roomId: `channel:${channelId}` }
}
const enter = ({ client }: Member, roomId: string) => client.ask('room:join', { roomId })

test('who enters is told to the others, once for all of their devices, and not to themselves', async () => {
  const { ann, bob, channelId, roomId } = await channel()
  await enter(bob, roomId)
  expect(await ann.client.next('user_joined')).toEqual({
    userId: bob.userId,
    userDisplayName: 'Bob',
    userRole: 'user',
    channelId,
    joinedAt: expect.any(String),
  })
  await enter({ ...bob, client: await telehealth(bob.token) }, roomId)
  await ann.client.ask('join_channel', channelId)
  expect(await bob.client.next('room:userJoined')).toEqual({
    userId: ann.userId,
    role: 'agent',
    roomId,
    conversationId: channelId,
  })
  for (const { client } of [ann, bob]) await client.settled()
  expect(ann.client.count('user_joined')).toBe(1)
  expect(bob.client.count('room:userJoined')).toBe(1)
})

test('who leaves a channel is told at once, and hears it all the same', async () => {
  const { ann, bob, channelId, roomId } = await channel()
  await enter(bob, roomId)
  await ann.client.ask('join_channel', channelId)
  expect(await ann.client.ask('leave_channel', channelId)).toEqual({ success: true, channelId })
  expect(await bob.client.next('room:userLeft')).toMatchObject({ userId: ann.userId, roomId })
  expect(await bob.client.ask('room:leave', { roomId })).toEqual({ success: true, roomId })
  expect(await ann.client.next('user_left')).toEqual({
    userId: bob.userId,
    userDisplayName: 'Bob',
    channelId,
    leftAt: expect.any(String),
    reason: 'leave',
  })
  await bob.client.ask('message:send', { roomId, message: 'still a member' })
  expect(await ann.client.next('chat:new_message')).toMatchObject({ message: 'still a member' })
})

test('a lost connection is told after three seconds, and a reload to nobody', async () => {
  const { ann, bob, channelId, roomId } = await channel()
  await enter(bob, roomId)
  await ann.client.next('user_joined')
  bob.client.disconnect()
  await bob.client.closed()
  await ann.client.settled()
  await world.advance(2_000)
  const back = await telehealth(bob.token)
  await back.ask('room:join', { roomId })
  await world.advance(10_000)
  await ann.client.settled()
  expect(ann.client.count('user_left') + ann.client.count('user_joined')).toBe(1)

  back.disconnect()
  await back.closed()
  await expect.poll(() => world.server().connections()).toBe(2)
  await world.advance(3_000)
  expect(await ann.client.next('user_left')).toMatchObject({
    userId: bob.userId,
    channelId,
    reason: 'disconnect',
  })
  await enter({ ...bob, client: await telehealth(bob.token) }, roomId)
  expect(await ann.client.next('user_joined')).toMatchObject({ userId: bob.userId })
})

test('typing is shown to the others on both contracts, until it stops or three seconds have passed', async () => {
  const { ann, bob, channelId, roomId } = await channel()
  bob.client.emit('typing:start', { roomId })
  const typing = { userId: bob.userId, userDisplayName: 'Bob', channelId }
  expect(await ann.client.next('chat:user_typing')).toEqual({ ...typing, isTyping: true })
  bob.client.emit('typing:start', { roomId })
  await bob.client.settled()
  await world.advance(3_000)
  expect(await ann.client.next('chat:user_typing')).toEqual({ ...typing, isTyping: false })
  await ann.client.ask('chat:typing', { channelId, isTyping: true })
  expect(await bob.client.next('typing:start')).toEqual({
    userId: ann.userId,
    role: 'agent',
    roomId,
    conversationId: channelId,
  })
  await ann.client.ask('chat:send_message', { channelId, message: 'done' })
  expect(await bob.client.next('typing:stop')).toMatchObject({ userId: ann.userId, roomId })
  for (const { client } of [ann, bob]) await client.settled()
  expect([ann.client.count('chat:user_typing'), bob.client.count('typing:start')]).toEqual([2, 1])
})

test('however often a person starts and stops, others are sent one start and one end in two seconds', async () => {
  const { ann, bob, roomId } = await channel()
  for (let n = 0; n < 20; n++) {
    await enter(bob, roomId)
    bob.client.emit('typing:start', { roomId })
    bob.client.emit('typing:stop', { roomId })
    await bob.client.ask('room:leave', { roomId })
  }
  await enter(bob, roomId)
  bob.client.emit('typing:start', { roomId })
  for (const { client } of [bob, ann]) await client.settled()
  const counts = () =>
    ['user_joined', 'user_left', 'chat:user_typing'].map((event) => ann.client.count(event))
  expect(counts()).toEqual([1, 1, 2])
  await world.advance(2_000)
  for (const { client } of [bob, ann]) await client.settled()
  expect(counts()).toEqual([2, 1, 3])
  await world.advance(1_000)
  await ann.client.settled()
  expect(counts()).toEqual([2, 1, 4])
})

test('in a channel of many, typing is sent to those who look at it, and nobody is sent who does', async () => {
  const { ann, bob, channelId, roomId } = await channel()
  await world.server().sql('UPDATE conversations SET member_count = 201 WHERE id = $1', [channelId])
  const looking = await helpdesk(ann.token)
  await looking.ask('join_channel', channelId)
  await enter(bob, roomId)
  bob.client.emit('typing:start', { roomId })
  expect(await looking.next('chat:user_typing')).toMatchObject({ userId: bob.userId, isTyping: true })
  await bob.client.ask('room:leave', { roomId })
  for (const { client } of [bob, ann]) await client.settled()
  for (const event of ['chat:user_typing', 'user_joined', 'user_left'])
    expect(ann.client.count(event)).toBe(0)
  expect(
    looking.count('user_joined') + looking.count('user_left') + bob.client.count('room:userJoined'),
  ).toBe(0)
})

test('one connection looks at fifty conversations at most, and the first one makes room', async () => {
  const { ann, bob, roomId } = await channel()
  await enter(bob, roomId)
  await ann.client.next('user_joined')
  const others = await helpdesk(ann.token)
  for (let n = 0; n < 50; n++) {
    const made = await world.post('/api/channels', { name: `${n}`, memberIds: [bob.userId] }, ann.token)
    await enter(bob, `channel:${(made.body.data as { channelId: string }).channelId}`)
  }
  await world.advance(3_000)
  expect(await others.next('user_left')).toMatchObject({ userId: bob.userId })
})
