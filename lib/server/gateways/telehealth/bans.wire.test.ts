import { expect, test } from 'vitest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { member, telehealth } = createMembers(world)
const { post, get } = world
const GENERAL = 'channel:1'
const DENIED = { success: false, error: 'Room access denied' }

async function somebody(): Promise<Member> {
  const person = await member()
  return { ...person, client: await telehealth(person.token) }
}

test('whoever is banned is out of everything: no socket, offline, and nobody to write to first', async () => {
  const [ann, bob, moderator] = [await somebody(), await somebody(), await member('moderator')]
  for (const { client } of [ann, bob]) await client.ask('room:join', { roomId: GENERAL, roomType: 'chat' })
  expect(await ann.client.ask('presence:get', { userIds: [bob.userId] })).toMatchObject({
    presences: [{ userId: bob.userId, status: 'online' }],
  })
  const ban = { userId: bob.userId, reason: 'threats' }
  expect((await post('/api/admin/ban-user', ban, moderator.token)).status).toBe(200)
  await bob.client.closed()
  await world.advance(3_001)
  expect(await ann.client.ask('presence:get', { userIds: [bob.userId] })).toMatchObject({
    presences: [{ userId: bob.userId, status: 'offline' }],
  })
  expect(await ann.client.ask('message:send', { recipientId: bob.userId, message: 'hi' })).toMatchObject(
    DENIED,
  )
  expect((await get('/api/channels', bob.token)).status).toBe(401)
})

test('guests are the first to write to nobody, and in no channel, whatever they try', async () => {
  const [guest, ann] = [await world.person(), await somebody()]
  const forbidden = { success: false, code: expect.any(Number) }
  for (const [event, payload] of [
    ['room:join', { roomId: GENERAL, roomType: 'chat' }],
    ['room:join', { roomId: `chat:${guest.userId}:${ann.userId}`, roomType: 'chat' }],
    ['room:join', { roomId: 'topic:cats', roomType: 'topic' }],
    ['message:send', { recipientId: ann.userId, message: 'hi' }],
    ['message:send', { roomId: GENERAL, message: 'hi' }],
    ['message:history', { roomId: GENERAL }],
    ['message:history', { roomId: `chat:${guest.userId}:${ann.userId}` }],
  ] as const)
    expect(await guest.client.ask(event, payload), `${event} ${JSON.stringify(payload)}`).toMatchObject(
      forbidden,
    )
  expect((await get('/api/channels', guest.token)).body.data).toMatchObject({ channels: [] })
  expect((await get('/api/channels/1/members', guest.token)).status).toBe(403)
  expect((await post('/api/channels', { name: 'mine' }, guest.token)).status).toBe(403)
  await ann.client.settled()
  expect(ann.client.count('message:new')).toBe(0)
})
