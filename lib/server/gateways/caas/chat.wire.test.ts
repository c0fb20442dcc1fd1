import { expect, test } from 'vitest'
import { io } from 'socket.io-client'
import { connect } from '@/lib/testing/client'
import { createMembers } from '@/lib/testing/members'
import { createWorld, UUID } from '@/lib/testing/world'

const world = createWorld()
const { account, caas } = createMembers(world)
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** A channel with Ann, who made it, and Bob, each on `/chat`. */
async function channel(isPrivate = false) {
  const [ann, bob] = [await account('agent', 'Ann'), await account('user', 'Bob')]
  const made = await world.post(
    '/api/channels',
    { name: 'one', isPrivate, memberIds: [bob.userId] },
    ann.token,
  )
  const { channelId: conversation_id } = made.body.data as { channelId: string }
  return { ann, bob, hers: await caas(ann.token), his: await caas(bob.token), conversation_id }
}

test.each(['/chat', '/presence'])('%s refuses who has no valid token', async (namespace) => {
  for (const token of [undefined, 'nonsense'])
    await expect(connect(world.url(), token, { namespace })).rejects.toThrow(
      'Authentication error: Invalid token',
    )
})

test('a message is acknowledged with its id, and goes to every other connection of members', async () => {
  const { ann, hers, his, conversation_id } = await channel()
  const other = await caas(ann.token)
  const draft = { conversation_id, content: 'hello', client_message_id: 'c1', metadata: { tone: 'kind' } }
  const sent = await hers.ask('message:send', draft)
  expect(sent).toEqual({
    success: true,
    message_id: expect.stringMatching(UUID),
    conversation_id,
    seq: 1,
    created_at: expect.stringMatching(TIME),
    client_message_id: 'c1',
  })
  const message = {
    message_id: sent['message_id'],
    conversation_id,
    sender_id: ann.userId,
    sender_name: 'Ann',
    content: 'hello',
    message_type: 'text',
    reply_to_id: null,
    metadata: { tone: 'kind' },
    attachments: [],
    status: 'sent',
    created_at: sent['created_at'],
    seq: 1,
  }
  expect(await his.next('message:new')).toMatchObject(message)
  expect(await other.next('message:new')).toMatchObject(message)
  expect(await hers.ask('message:send', draft)).toEqual(sent)
  for (const client of [hers, his]) await client.settled()
  expect(hers.count('message:new')).toBe(0)
  expect(his.count('message:new')).toBe(1)
})

test('a message’s id alone says what was read, and its conversation alone says all of it', async () => {
  const { bob, hers, his, conversation_id } = await channel()
  const first = await hers.ask('message:send', { conversation_id, content: 'one' })
  const { message_id } = await hers.ask('message:send', { conversation_id, content: 'two' })
  expect(await his.ask('message:delivered', { message_id })).toEqual({ success: true })
  const about = { conversation_id, user_id: bob.userId }
  expect(await hers.next('message:delivered')).toEqual({
    ...about,
    message_id,
    delivered_at: expect.stringMatching(TIME),
  })
  await his.ask('message:read', { message_id: first['message_id'] })
  expect(await hers.next('message:read')).toMatchObject({ ...about, message_id: first['message_id'] })
  await his.ask('message:read', { conversation_id })
  expect(await hers.next('message:read')).toMatchObject({ ...about, message_id })
  expect(await his.ask('message:read', {})).toMatchObject({ success: false, code: 9001 })
  expect(await his.ask('message:read', { message_id: 'none' })).toMatchObject({ success: false })
})

test('who comes back gets what was said since, once and in order', async () => {
  const { hers, his, conversation_id } = await channel()
  const said = ['one', 'two', 'three']
  for (const content of said) await hers.ask('message:send', { conversation_id, content })
  const joined = await his.ask('room:join', { conversation_id, last_seq: 1 })
  expect(joined).toMatchObject({ success: true, conversation_id, last_seq: 3, participant_count: 2 })
  expect(joined['messages']).toMatchObject([{ content: 'two' }, { content: 'three' }])
  const page = await his.ask('message:history', { conversation_id, before: 3, limit: 1 })
  expect(page).toMatchObject({ success: true, has_more: true, messages: [{ content: 'two' }] })
})

test('a conversation of others is absent, and without a callback its refusal is an event', async () => {
  const { conversation_id } = await channel(true)
  const stranger = await caas((await account()).token)
  const refused = { message: expect.any(String), code: 3007 }
  expect(await stranger.ask('room:join', { conversation_id })).toEqual({
    success: false,
    error: expect.any(String),
    code: 3007,
  })
  stranger.emit('message:send', { conversation_id: 'no-such', content: 'hello' })
  expect(await stranger.next('error')).toEqual(refused)
})

test('members who are removed are told, and hear no more', async () => {
  const { ann, bob, hers, his, conversation_id } = await channel()
  await world
    .server()
    .runtime.services.conversations.removeMembers(
      await world.server().runtime.services.logins.byAccessToken(ann.token),
      conversation_id,
      [bob.userId],
    )
  expect(await his.next('room:members-changed')).toEqual({
    conversation_id,
    added: [],
    removed: [bob.userId],
    changed_by: ann.userId,
  })
  await hers.ask('message:send', { conversation_id, content: 'among us' })
  await his.settled()
  expect(his.count('message:new')).toBe(0)
})

test('the namespaces share one connection of a client, and each has its own events', async () => {
  const { ann, bob, hers, conversation_id } = await channel()
  const auth = { token: bob.token }
  const chat = io(`${world.url()}/chat`, { auth, transports: ['websocket'], reconnection: false })
  const presence = chat.io.socket('/presence', { auth })
  const frames: string[] = []
  for (const socket of [chat, presence])
    socket.onAny((event: string) => frames.push(`${socket === chat ? 'chat' : 'presence'} ${event}`))
  const answer = await presence.emitWithAck('presence:subscribe', { user_ids: [ann.userId] })
  expect(answer).toMatchObject({ success: true, user_ids: [ann.userId] })
  await hers.ask('message:send', { conversation_id, content: 'hello' })
  const status = { status: 'away', custom_status: null }
  await (await caas(ann.token, '/presence')).ask('presence:set-status', status)
  await expect
    .poll(() => frames, { timeout: 10_000, interval: 5 })
    .toEqual(expect.arrayContaining(['chat message:new', 'presence presence:status-changed']))
  expect(frames.filter((one) => one === 'presence message:new' || one.startsWith('chat presence'))).toEqual(
    [],
  )
  chat.io._close()
})
