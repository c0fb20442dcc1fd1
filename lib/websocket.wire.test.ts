import { afterEach, expect, test } from 'vitest'
import { fillRuntimeSlot } from '@/lib/server/runtime-slot'
import { type Client, connect } from '@/lib/testing/client'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'
import { broadcast, emitToRoom, emitToUser } from './websocket'

const world = createWorld()
const { member } = createMembers(world)
/** Apart from the world's: what they are sent here is in no contract. */
const clients: Client[] = []
afterEach(() => {
  for (const { socket } of clients.splice(0)) socket.disconnect()
})
async function telehealth(token: string): Promise<Client> {
  const client = await connect(world.url(), token)
  clients.push(client)
  return client
}
const ready = () => fillRuntimeSlot(world.server().runtime.runtime)

test('without a server in this process a call says how one is started', () => {
  // A file before this one may have left its own there.
  Reflect.deleteProperty(globalThis, Symbol.for('omegoo.runtime'))
  expect(() => emitToUser('user-123', 'notification:new', {})).toThrow(/npm start/)
})

test('the document’s three calls reach a person, a room and everybody, and no connection of another contract', async () => {
  ready()
  const [ann, bob, cid] = [await member(), await member(), await member()]
  const [annHere, annThere] = [await telehealth(ann.token), await telehealth(ann.token)]
  const [bobHere, cidHere] = [await telehealth(bob.token), await telehealth(cid.token)]
  expect(
    await annHere.ask('message:send', { roomId: `chat:${ann.userId}:${bob.userId}`, message: 'hello' }),
  ).toMatchObject({ success: true })
  await bobHere.next('message:new')

  const news = { title: 'New Message', message: 'You have a new message' }
  emitToUser(ann.userId, 'notification:new', news)
  for (const client of [annHere, annThere]) expect(await client.next('notification:new')).toEqual(news)

  const message = { id: 'msg-123', senderId: 'user-1', message: 'Hello!' }
  emitToRoom(`chat:${bob.userId}:${ann.userId}`, 'message:told', message)
  for (const client of [annHere, annThere, bobHere])
    expect(await client.next('message:told')).toEqual(message)

  const maintenance = { message: 'Scheduled maintenance in 10 minutes' }
  broadcast('system:maintenance', maintenance)
  for (const client of [annHere, annThere, bobHere, cidHere])
    expect(await client.next('system:maintenance')).toEqual(maintenance)
  await cidHere.settled()
  expect([cidHere.count('message:told'), cidHere.count('notification:new')]).toEqual([0, 0])
  expect(ann.client.count('system:maintenance')).toBe(0)
})

test('a broadcast to a tenant, and an event to its room, stay in it', async () => {
  ready()
  const ann = await member()
  const client = await telehealth(ann.token)
  broadcast('system:maintenance', { of: 'another' }, 'another-tenant')
  emitToRoom('notifications:nobody', 'news', {})
  emitToRoom('topic:nothing', 'news', {})
  broadcast('system:maintenance', { of: 'this one' }, 'default')
  expect(await client.next('system:maintenance')).toEqual({ of: 'this one' })
  expect(client.count('news')).toBe(0)
})

test('what cannot be sent is refused before anybody is sent anything', () => {
  ready()
  expect(() => emitToUser('', 'news', {})).toThrow('userId is a text of 1 to 500 characters')
  expect(() => emitToRoom('topic:news', 'disconnect', {})).toThrow(/Socket.IO keeps/)
  expect(() => broadcast('news', 'e'.repeat(70_000))).toThrow(RangeError)
})
