import { expect, test } from 'vitest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { member, helpdesk, telehealth } = createMembers(world)

async function patient(name?: string): Promise<Member> {
  const person = await member('user', name)
  person.client.disconnect()
  await person.client.closed()
  const client = await telehealth(person.token)
  await client.next('connected')
  // That the person is online has been told by then.
  await client.settled()
  return { ...person, client }
}
const get = async ({ client }: Member, ...users: readonly { userId: string }[]) => {
  const { presences } = await client.ask('presence:get', { userIds: users.map(({ userId }) => userId) })
  return presences as { userId: string; status: string }[]
}
const follow = ({ client }: Member, user: { userId: string }) =>
  client.ask('presence:subscribe', { userIds: [user.userId] })

test('a person is shown as online while connected, with how many connections', async () => {
  const [ann, bob] = [await patient('Ann'), await patient()]
  const online = {
    userId: bob.userId,
    status: 'online',
    statusMessage: null,
    customStatus: null,
    connectionCount: 1,
  }
  expect(await get(ann, bob, { userId: 'nobody' })).toEqual([
    online,
    { ...online, userId: 'nobody', status: 'offline', connectionCount: 0 },
  ])
  await (await telehealth(bob.token)).next('connected')
  expect(await get(ann, bob)).toMatchObject([{ connectionCount: 2 }])
})

test('who follows somebody is told what they choose, which survives everything', async () => {
  const [ann, bob] = [await patient(), await patient('Bob')]
  expect(await follow(ann, bob)).toMatchObject({ userIds: [bob.userId], presences: [{ status: 'online' }] })
  await bob.client.ask('presence:setStatus', { status: 'busy', customStatus: 'In a meeting' })
  expect(await ann.client.next('presence:changed')).toMatchObject({
    userId: bob.userId,
    status: 'busy',
    customStatus: 'In a meeting',
  })
  bob.client.disconnect()
  await bob.client.closed()
  await expect.poll(() => world.server().connections()).toBe(1)
  await world.advance(3_000)
  expect(await ann.client.next('presence:changed')).toMatchObject({ status: 'offline', customStatus: null })
  await telehealth(bob.token)
  expect(await ann.client.next('presence:changed')).toMatchObject({
    status: 'busy',
    customStatus: 'In a meeting',
  })
})

test('a reload tells nobody, and a second connection changes only the count', async () => {
  const [ann, bob] = [await patient(), await patient()]
  await follow(ann, bob)
  bob.client.disconnect()
  await bob.client.closed()
  await world.advance(1_000)
  const back = await telehealth(bob.token)
  await back.next('connected')
  await world.advance(5_000)
  await ann.client.settled()
  expect(ann.client.count('presence:changed')).toBe(0)
})

test('somebody who does nothing for five minutes is away, and back with the next event', async () => {
  const [ann, bob] = [await patient(), await patient()]
  await follow(ann, bob)
  await world.advance(4 * 60_000)
  await ann.client.ask('presence:get', { userIds: [bob.userId] })
  await world.advance(60_000)
  expect(await ann.client.next('presence:changed')).toMatchObject({ userId: bob.userId, status: 'away' })
  await get(bob, ann)
  expect(await ann.client.next('presence:changed')).toMatchObject({ userId: bob.userId, status: 'online' })
})

test('whoever chose to be offline is offline for everybody', async () => {
  const [ann, bob] = [await patient(), await patient()]
  await follow(ann, bob)
  await bob.client.ask('presence:setStatus', { status: 'offline' })
  expect(await ann.client.next('presence:changed')).toMatchObject({ status: 'offline', connectionCount: 0 })
  expect(await get(ann, bob)).toMatchObject([{ status: 'offline' }])
})

test('strangers of a random session and blocked people are shown as offline, and cannot be followed', async () => {
  const [ann, bob, cid] = [await patient(), await patient(), await patient()]
  await world.meet(ann, bob)
  await follow(ann, cid)
  await world.post('/api/moderation/block', { userId: ann.userId }, cid.token)
  expect(await get(ann, bob, cid)).toMatchObject([{ status: 'offline' }, { status: 'offline' }])
  for (const one of [bob, cid]) expect(await follow(ann, one)).toMatchObject({ userIds: [], presences: [] })
  // Also where it was followed before.
  await cid.client.ask('presence:setStatus', { status: 'busy' })
  await ann.client.settled()
  expect(ann.client.count('presence:changed')).toBe(0)
})

test('members of a channel are told on both contracts, once however many channels they share', async () => {
  const [agent, bob] = [await member('agent', 'Ann'), await patient('Bob')]
  for (const name of ['one', 'two'])
    await world.post('/api/channels', { name, memberIds: [bob.userId] }, agent.token)
  await bob.client.ask('presence:setStatus', {
    status: 'away',
    customStatus: 'Lunch',
    statusMessage: 'Back at one',
  })
  expect(await agent.client.next('presence_updated')).toEqual({
    userId: bob.userId,
    userDisplayName: 'Bob',
    status: 'away',
    statusMessage: 'Back at one',
    customStatus: 'Lunch',
    timestamp: expect.any(String),
    reason: 'status_change',
  })
  expect(await agent.client.next('presence:update')).toEqual({
    userId: bob.userId,
    status: 'away',
    connectionCount: 1,
  })
  await agent.client.ask('update_presence', {
    status: 'busy',
    statusMessage: null,
    customStatus: 'Working on tickets',
  })
  // What he chose himself comes first: his devices show it too.
  expect(await bob.client.next('presence:changed')).toMatchObject({ userId: bob.userId })
  expect(await bob.client.next('presence:changed')).toMatchObject({
    userId: agent.userId,
    status: 'busy',
    customStatus: 'Working on tickets',
  })
  await agent.client.settled()
  const own = agent.client.received.filter(
    ({ event, data }) => event === 'presence_updated' && (data as { userId: string }).userId === bob.userId,
  )
  expect(own).toHaveLength(1)
})

test('helpdesk asks who is online: oneself and people of shared channels', async () => {
  const [agent, bob, stranger] = [await member('agent'), await patient(), await patient()]
  await world.post('/api/channels', { name: 'one', memberIds: [bob.userId] }, agent.token)
  const online = (await agent.client.ask('presence:get_online_users')) as unknown as { userId: string }[]
  expect(online.map(({ userId }) => userId).toSorted()).toEqual([agent.userId, bob.userId].toSorted())
  expect(JSON.stringify(online)).not.toContain(stranger.userId)
  await agent.client.ask('presence:set_status', 'offline')
  const other = await helpdesk(agent.token)
  expect(await other.ask('presence:get_online_users')).not.toContainEqual(
    expect.objectContaining({ userId: agent.userId }),
  )
})
