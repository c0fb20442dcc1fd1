import { io } from 'socket.io-client'
import { beforeEach, expect, test } from 'vitest'
import { fillRuntimeSlot } from '@/lib/server/runtime-slot'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'
import { presenceAnalytics } from './presence-analytics'
import { presenceCache } from './presence-cache'
import { typingAggregator } from './typing-aggregator'
import { typingAnalytics } from './typing-analytics'

const world = createWorld()
const { account, member, helpdesk } = createMembers(world)
const MINUTE = 60_000
beforeEach(() => fillRuntimeSlot(world.server().runtime.runtime))

async function channelOf(maker: Member, others: readonly Member[]): Promise<string> {
  const memberIds = others.map(({ userId }) => userId)
  const made = await world.post('/api/channels', { name: 'a channel', memberIds }, maker.token)
  return (made.body.data as { channelId: string }).channelId
}
const types = ({ client }: Member, channelId: string, isTyping: boolean) =>
  client.ask('chat:typing', { channelId, isTyping })

test('who types is told in words, without the reader and whoever has stopped', async () => {
  const [alice, bob, cem] = [
    await member('agent', 'Alice'),
    await member('user', 'Bob'),
    await member('user', 'Cem'),
  ]
  const conversationId = await channelOf(alice, [bob, cem])
  const statusFor = (userId: string) => typingAggregator.getAggregatedStatus(conversationId, userId)
  expect(await statusFor(cem.userId)).toEqual({ display_text: '' })
  await types(alice, conversationId, true)
  expect(await statusFor(cem.userId)).toEqual({ display_text: 'Alice is typing...' })
  await types(bob, conversationId, true)
  expect(await statusFor(cem.userId)).toEqual({ display_text: 'Alice and Bob are typing...' })
  expect(await statusFor(alice.userId)).toEqual({ display_text: 'Bob is typing...' })
  await types(cem, conversationId, true)
  expect(await statusFor('somebody else')).toEqual({
    display_text: 'Alice, Bob and 1 other are typing...',
  })
  await types(bob, conversationId, false)
  expect(await statusFor(cem.userId)).toEqual({ display_text: 'Alice is typing...' })
  await world.advance(3_000)
  expect(await statusFor(cem.userId)).toEqual({ display_text: '' })
})

test('how often and how long people type in a conversation is added up', async () => {
  const alice = await member('agent')
  const [conversationId, quiet] = [await channelOf(alice, []), await channelOf(alice, [])]
  await types(alice, conversationId, true)
  await world.advance(1_000)
  await types(alice, conversationId, false)
  await types(alice, conversationId, true)
  await world.advance(5_000)
  expect(await typingAnalytics.getMetrics(conversationId)).toEqual({
    total_typing_events: 2,
    average_typing_duration_ms: 2_000,
  })
  expect(await typingAnalytics.getMetrics(quiet)).toEqual({
    total_typing_events: 0,
    average_typing_duration_ms: 0,
  })
})

test('people are counted as they are shown, and those who left as offline', async () => {
  await world.advance(3_000) // those of the test before are gone by then
  const before = await presenceAnalytics.getCurrentMetrics()
  const [ann, bob, cem] = [await member(), await member(), await member()]
  await bob.client.ask('update_presence', {
    status: 'busy',
    statusMessage: null,
    customStatus: 'In a meeting',
  })
  cem.client.socket.disconnect()
  await expect.poll(() => world.server().runtime.services.live().online).toBe(2)
  await world.advance(3_000)
  const now = await presenceAnalytics.getCurrentMetrics()
  expect(now).toMatchObject({
    online_users: before.online_users + 1,
    busy_users: before.busy_users + 1,
    offline_users: before.offline_users + 1,
  })
  expect(now.peak_online_count).toBeGreaterThanOrEqual(now.online_users + now.busy_users)
  expect(await presenceCache.getBatchCachedPresence([bob.userId, ann.userId, 'nobody'])).toEqual([
    {
      user_id: bob.userId,
      status: 'busy',
      custom_status: 'In a meeting',
      status_message: null,
      connection_count: 1,
    },
    expect.objectContaining({ user_id: ann.userId, status: 'online' }),
    expect.objectContaining({ user_id: 'nobody', status: 'offline', connection_count: 0 }),
  ])
  await expect(presenceCache.getBatchCachedPresence(Array(1_001).fill(ann.userId))).rejects.toThrow(
    RangeError,
  )
})

test('namespaces of one client are one connection of its person', async () => {
  const ann = await account('user')
  const auth = { token: ann.token }
  const chat = io(`${world.url()}/chat`, { auth, transports: ['websocket'], reconnection: false })
  const presence = chat.io.socket('/presence', { auth })
  const other = io(`${world.url()}/chat`, { auth, transports: ['websocket'], forceNew: true })
  await presence.emitWithAck('presence:get', { user_ids: [] })
  await Promise.all([chat, other].map((one) => one.emitWithAck('message:history', {})))
  const count = async () => {
    // As fresh as it can be: what is remembered is two seconds old at most.
    await world.advance(2_000)
    const [one] = await presenceCache.getBatchCachedPresence([ann.userId])
    return one?.connection_count
  }
  expect(await count()).toBe(2)
  chat.disconnect()
  await presence.emitWithAck('presence:get', { user_ids: [] })
  expect(await count()).toBe(2)
  other.disconnect()
  await expect.poll(count).toBe(1)
  chat.io._close()
  await expect.poll(count).toBe(0)
})

test('a person’s sessions and minutes count all devices together, and a reload as none', async () => {
  const ann = await member()
  await world.advance(3 * MINUTE)
  const again = await helpdesk(ann.token)
  ann.client.socket.disconnect()
  await world.advance(3 * MINUTE)
  expect(await presenceAnalytics.getUserActivityMetrics(ann.userId)).toEqual({
    total_sessions: 1,
    total_online_time_minutes: 6,
    average_session_duration_minutes: 6,
  })
  again.socket.disconnect()
  await expect.poll(() => world.server().runtime.services.live().online).toBe(0)
  await helpdesk(ann.token)
  await world.advance(3 * MINUTE)
  expect(await presenceAnalytics.getUserActivityMetrics(ann.userId)).toMatchObject({
    total_sessions: 1,
    total_online_time_minutes: 9,
  })
})

test('what a killed process left of people who are gone is cleaned up within five minutes', async () => {
  const ann = await member()
  ann.client.socket.disconnect()
  await expect.poll(() => world.server().runtime.services.live().online).toBe(0)
  await world.advance(4_000)
  const before = await presenceAnalytics.getCurrentMetrics()
  const { sql, clock } = world.server()
  const since = new Date(clock.now() - 10 * MINUTE)
  await sql(
    `INSERT INTO presence_stays (user_id, tenant_id, since, shown, checked_at) VALUES ($1, 'default', $2, 'online', $3)`,
    [ann.userId, since, new Date(clock.now() - 6 * MINUTE)],
  )
  await sql(`UPDATE presence_levels SET people = people + 1 WHERE tenant_id = 'default' AND shown = 'online'`)
  expect((await presenceAnalytics.getCurrentMetrics()).online_users).toBe(before.online_users + 1)
  await world.advance(5 * MINUTE)
  expect((await presenceAnalytics.getCurrentMetrics()).online_users).toBe(before.online_users)
  expect(await presenceAnalytics.getUserActivityMetrics(ann.userId)).toMatchObject({
    total_online_time_minutes: 4,
  })
})
