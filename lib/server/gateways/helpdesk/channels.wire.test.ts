import { expect, test } from 'vitest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld, UUID } from '@/lib/testing/world'
import { request } from '@/lib/protocol-client/rest'

const world = createWorld()
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const { member, helpdesk } = createMembers(world)

async function channel(maker: Member, body: object = {}): Promise<string> {
  const made = await world.post('/api/channels', { name: 'a channel', ...body }, maker.token)
  expect(made.status).toBe(200)
  return (made.body.data as { channelId: string }).channelId
}
const say = ({ client }: Pick<Member, 'client'>, channelId: unknown, message: string, more: object = {}) =>
  client.ask('chat:send_message', { channelId, message, messageType: 'text', ...more })

test('members of the general channel read what one of them writes, the sender too', async () => {
  const [ann, bob] = [await member('user', 'Ann'), await member('user', 'Bob')]
  for (const { client } of [ann, bob])
    expect(await client.ask('join_channel', 1)).toMatchObject({
      success: true,
      channelId: 1,
      conversationId: '1',
    })
  const sent = await say(ann, 1, 'hello <b>all</b>', { clientMessageId: 'one' })
  expect(sent).toMatchObject({
    success: true,
    messageId: expect.stringMatching(UUID),
    clientMessageId: 'one',
  })
  for (const { client } of [ann, bob])
    expect(await client.next('chat:new_message')).toEqual({
      id: sent.messageId,
      channelId: 1,
      conversationId: '1',
      userId: ann.userId,
      userDisplayName: 'Ann',
      message: 'hello <b>all</b>',
      messageType: 'text',
      replyToId: null,
      attachments: [],
      mentions: [],
      timestamp: expect.stringMatching(TIME),
      seq: sent.seq,
    })
  // Sent again, it is the same one, and nobody is told twice.
  expect(await say(ann, '1', 'hello <b>all</b>', { clientMessageId: 'one' })).toEqual(sent)
  await bob.client.settled()
  expect(bob.client.count('chat:new_message')).toBe(1)
})

test('one hears a channel on every connection without joining it again', async () => {
  const [ann, bob] = [await member(), await member()]
  for (const { client } of [ann, bob]) await client.ask('join_channel', '1')
  const other = await helpdesk(bob.token)
  await say(ann, 1, 'are you there?')
  for (const client of [bob.client, other])
    expect(await client.next('chat:new_message')).toMatchObject({ message: 'are you there?' })
})

test('an answer names the message that it is for, which is in the same channel', async () => {
  const ann = await member('agent')
  const [here, there] = [await channel(ann), await channel(ann)]
  const first = await say(ann, here, 'a question')
  await say(ann, here, 'an answer', { replyToId: first.messageId })
  await ann.client.next('chat:new_message')
  expect(await ann.client.next('chat:new_message')).toMatchObject({ replyToId: first.messageId })
  expect(await say(ann, there, 'elsewhere', { replyToId: first.messageId })).toMatchObject({
    success: false,
    code: 5002,
  })
})

test('the author is told who read a message, and no other member is', async () => {
  const [ann, bob, cid] = [await member('agent'), await member('user', 'Bob'), await member()]
  const channelId = await channel(ann, { memberIds: [bob.userId, cid.userId] })
  await say(ann, channelId, 'one')
  const { messageId } = await say(ann, channelId, 'two')
  expect(await bob.client.ask('message_read', { channelId, messageId: null })).toEqual({ success: true })
  expect(await ann.client.next('message_read_receipt')).toEqual({
    userId: bob.userId,
    userDisplayName: 'Bob',
    channelId,
    messageId,
    readAt: expect.stringMatching(TIME),
  })
  await bob.client.ask('message_read', { channelId, messageId })
  await ann.client.settled()
  await cid.client.settled()
  expect(ann.client.count('message_read_receipt')).toBe(1)
  expect(cid.client.count('message_read_receipt')).toBe(0)
})

test('members who view a channel are sent who read what, once each, and only as privacy and blocks allow', async () => {
  const [ann, bob] = [await member('agent'), await member('user', 'Bob')]
  const [cid, hiding, blocked] = [await member(), await member(), await member()]
  const all = [bob, cid, hiding, blocked]
  const channelId = await channel(ann, { memberIds: all.map(({ userId }) => userId) })
  for (const { client } of [ann, ...all]) await client.ask('join_channel', channelId)
  const hide = (who: Member, read_receipts_enabled: boolean) =>
    request(world.url(), 'PUT', '/api/v1/privacy', { token: who.token, body: { read_receipts_enabled } })
  await hide(hiding, false)
  await world.post('/api/moderation/block', { userId: blocked.userId }, bob.token)
  const { messageId } = await say(ann, channelId, 'one')
  await bob.client.ask('message_read', { channelId, messageId: null })
  expect(await cid.client.next('message_read_receipt')).toMatchObject({ userId: bob.userId, messageId })
  for (const { client } of [ann, ...all]) await client.settled()
  const counts = [ann, ...all].map(({ client }) => client.count('message_read_receipt'))
  expect(counts).toEqual([1, 0, 1, 0, 0])
  await hide(bob, false)
  await say(ann, channelId, 'two')
  await bob.client.ask('message_read', { channelId, messageId: null })
  for (const { client } of [ann, cid]) await client.settled()
  expect([ann, cid].map(({ client }) => client.count('message_read_receipt'))).toEqual([1, 1])
})

test('a private channel answers like one that does not exist, to everybody who is not in it', async () => {
  const [ann, bob] = [await member('agent'), await member()]
  const channelId = await channel(ann, { isPrivate: true, description: 'for two' })
  const refused = { success: false, error: 'Channel not found', code: 3007 }
  for (const id of [channelId, 'nowhere']) {
    expect(await bob.client.ask('join_channel', id)).toEqual(refused)
    expect(await say(bob, id, 'let me in')).toEqual(refused)
    expect(await bob.client.ask('message_read', { channelId: id })).toEqual(refused)
    expect(await bob.client.ask('channel_updated', { channelId: id, changes: { name: 'mine' } })).toEqual(
      refused,
    )
  }
  bob.client.emit('chat:send_message', { channelId, message: 'let me in' })
  expect(await bob.client.next('chat:error')).toBe('Channel not found')
  const { body } = await world.get('/api/channels', bob.token)
  expect(JSON.stringify(body)).not.toContain(channelId)
})

test('who is added hears the channel from then on, and who is removed does not any more', async () => {
  const [ann, bob] = [await member('agent'), await member()]
  const channelId = await channel(ann, { isPrivate: true })
  const path = `/api/channels/${channelId}/members`
  const added = await world.post(path, { userIds: [bob.userId, 'nobody'] }, ann.token)
  expect(added.body.data).toEqual({ added: [bob.userId] })
  expect(await bob.client.next('channel_members_changed')).toMatchObject({ channelId, added: [bob.userId] })
  await say(ann, channelId, 'welcome')
  expect(await bob.client.next('chat:new_message')).toMatchObject({ message: 'welcome' })
  const { members } = (await world.get(path, bob.token)).body.data as { members: unknown[] }
  expect(members).toHaveLength(2)
  expect(members).toContainEqual(expect.objectContaining({ userId: ann.userId, role: 'agent' }))
  const without = { token: bob.token, body: { userIds: [ann.userId] } }
  expect((await request(world.url(), 'DELETE', path, without)).status).toBe(403)
  const removed = await request(world.url(), 'DELETE', path, {
    token: ann.token,
    body: { userIds: [bob.userId] },
  })
  expect(removed.body.data).toEqual({ removed: [bob.userId] })
  expect(await bob.client.next('channel_members_changed')).toMatchObject({ removed: [bob.userId] })
  await say(ann, channelId, 'alone')
  await bob.client.settled()
  expect(bob.client.count('chat:new_message')).toBe(1)
  expect(await say(bob, channelId, 'still here')).toMatchObject({ success: false, code: 3007 })
})

test('who made a channel manages it, and so does whoever manages all', async () => {
  const [ann, bob, moderator] = [await member('agent', 'Ann'), await member(), await member('moderator')]
  const channelId = await channel(ann)
  await bob.client.ask('join_channel', channelId)
  const rename = (who: Member, name: string) =>
    who.client.ask('channel_updated', { channelId, changes: { name, description: 'Updated description' } })
  expect(await rename(bob, 'mine')).toMatchObject({ success: false, code: 2004 })
  expect(await rename(ann, 'New Name')).toMatchObject({ success: true })
  expect(await bob.client.next('channel_updated')).toEqual({
    channelId,
    changes: { name: 'New Name', description: 'Updated description' },
    updatedBy: ann.userId,
    updaterName: 'Ann',
    updatedAt: expect.stringMatching(TIME),
  })
  expect(await rename(moderator, 'Another')).toMatchObject({ success: true })
  expect((await world.post('/api/channels', { name: 'no' }, bob.token)).status).toBe(403)
  const deleted = await request(world.url(), 'DELETE', `/api/channels/${channelId}`, { token: ann.token })
  expect(deleted.status).toBe(200)
  expect(await bob.client.next('channel_deleted')).toMatchObject({ channelId, deletedBy: ann.userId })
  expect(await say(bob, channelId, 'hello?')).toMatchObject({ success: false, error: 'Channel not found' })
})

test('the general channel is not deleted', async () => {
  const admin = await member('admin')
  expect((await request(world.url(), 'DELETE', '/api/channels/1', { token: admin.token })).status).toBe(403)
})

test('one’s own message can be edited and deleted, and everybody sees it', async () => {
  const [ann, bob] = [await member('agent'), await member()]
  const channelId = await channel(ann, { memberIds: [bob.userId] })
  const { messageId } = await say(ann, channelId, 'helo')
  expect(await bob.client.ask('chat:edit_message', { messageId, message: 'mine' })).toMatchObject({
    code: 9002,
  })
  expect(await ann.client.ask('chat:edit_message', { messageId, message: 'hello' })).toMatchObject({
    success: true,
    messageId,
  })
  expect(await bob.client.next('chat:message_edited')).toMatchObject({
    messageId,
    channelId,
    message: 'hello',
  })
  expect(await ann.client.ask('chat:delete_message', { messageId })).toEqual({ success: true, messageId })
  expect(await bob.client.next('chat:message_deleted')).toMatchObject({ messageId, userId: ann.userId })
})

test('what came while one was away is in the acknowledgement of joining', async () => {
  const [ann, bob] = [await member('agent'), await member()]
  const channelId = await channel(ann, { memberIds: [bob.userId] })
  await say(ann, channelId, 'one')
  bob.client.disconnect()
  await say(ann, channelId, 'two')
  await say(ann, channelId, 'three')
  const back = await helpdesk(bob.token)
  expect(await back.ask('join_channel', { channelId, lastSeq: 1 })).toMatchObject({
    success: true,
    lastSeq: 3,
    messages: [
      { message: 'two', seq: 2 },
      { message: 'three', seq: 3 },
    ],
    hasMore: false,
  })
  const { body } = await world.get('/api/channels', bob.token)
  const { channels } = body.data as { channels: { channelId: unknown }[] }
  expect(channels.find((one) => one.channelId === channelId)).toMatchObject({ isMember: true, unread: 3 })
})

test('whom one has blocked, who has blocked one, and who met one at random alone is left out of channels', async () => {
  const ann = await member('agent')
  const [bob, cid, dan, eve] = [await member(), await member(), await member(), await member()]
  await world.post('/api/moderation/block', { userId: ann.userId }, bob.token)
  await world.post('/api/moderation/block', { userId: cid.userId }, ann.token)
  await world.meet(
    { ...ann, client: await world.client(ann.token) },
    { ...dan, client: await world.client(dan.token) },
  )
  const userIds = [bob, cid, dan, eve].map(({ userId }) => userId)
  const channelId = await channel(ann, { isPrivate: true, memberIds: userIds.slice(0, 3) })
  const added = await world.post(`/api/channels/${channelId}/members`, { userIds }, ann.token)
  expect(added.body.data).toEqual({ added: [eve.userId] })
  await say(ann, channelId, 'can you read this?')
  for (const { client } of [bob, cid, dan]) {
    expect(await client.ask('join_channel', channelId)).toMatchObject({ success: false, code: 3007 })
    expect(client.count('chat:new_message')).toBe(0)
  }
})

test('nobody who manages a private channel without being in it adds themselves to it', async () => {
  const [ann, bob, moderator] = [await member('agent'), await member(), await member('moderator')]
  const add = (who: Member, id: string, ...people: Member[]) =>
    world.post(`/api/channels/${id}/members`, { userIds: people.map(({ userId }) => userId) }, who.token)
  const channelId = await channel(ann, { isPrivate: true })
  await say(ann, channelId, 'between us')
  for (const people of [[moderator], [bob, moderator]])
    expect((await add(moderator, channelId, ...people)).status).toBe(403)
  expect((await add(moderator, channelId, bob)).body.data).toEqual({ added: [bob.userId] })
  expect(await moderator.client.ask('join_channel', channelId)).toMatchObject({ success: false, code: 3007 })
  const path = `/api/channels/${channelId}/members`
  const body = { userIds: [ann.userId] }
  expect((await request(world.url(), 'DELETE', path, { token: moderator.token, body })).status).toBe(200)
  expect((await add(ann, channelId, ann)).status).toBe(403)
  const open = await channel(ann)
  expect((await add(moderator, open, moderator)).body.data).toEqual({ added: [moderator.userId] })
})

test('who was removed from a public channel edits nothing there, and still deletes what they wrote', async () => {
  const [ann, bob] = [await member('agent'), await member()]
  const channelId = await channel(ann, { memberIds: [bob.userId] })
  const { messageId } = await say(bob, channelId, 'harmless')
  await request(world.url(), 'DELETE', `/api/channels/${channelId}/members`, {
    token: ann.token,
    body: { userIds: [bob.userId] },
  })
  expect(await bob.client.ask('chat:edit_message', { messageId, message: 'not harmless' })).toMatchObject({
    success: false,
    code: 2004,
  })
  await ann.client.settled()
  expect(ann.client.count('chat:message_edited')).toBe(0)
  expect(await bob.client.ask('chat:delete_message', { messageId })).toEqual({ success: true, messageId })
})

test('a channel’s name is cleaned as people’s are, and refused when nothing of it is to be seen', async () => {
  const ann = await member('agent')
  const make = (name: string) => world.post('/api/channels', { name }, ann.token)
  for (const name of ['\u200B\u202E', '\u3164', ' \n ']) expect((await make(name)).status).toBe(400)
  expect((await make(' two\nlines\u202E ')).body.data).toMatchObject({ name: 'two lines' })
  const channelId = await channel(ann)
  const rename = (name: string) => ann.client.ask('channel_updated', { channelId, changes: { name } })
  expect(await rename('\u200B')).toMatchObject({ success: false, code: 9001 })
  expect(await rename('a\u2066b')).toMatchObject({ success: true })
  expect(await ann.client.next('channel_updated')).toMatchObject({ changes: { name: 'ab' } })
  const path = `/api/channels/${channelId}`
  const body = { name: '\u2800' }
  expect((await request(world.url(), 'PUT', path, { token: ann.token, body })).status).toBe(400)
})

test('guests stay outside, and see no channels', async () => {
  const guest = await world.person()
  const client = await helpdesk(guest.token)
  expect(await client.ask('join_channel', 1)).toMatchObject({ success: false, code: 2004 })
  expect((await world.get('/api/channels', guest.token)).body.data).toEqual({ channels: [] })
})

test('text without anything to see, and text that is too long, are refused', async () => {
  const ann = await member('agent')
  const channelId = await channel(ann)
  expect(await say(ann, channelId, ' \u200b ')).toMatchObject({ success: false, code: 5002 })
  expect(await say(ann, channelId, 'x'.repeat(4_001))).toMatchObject({
    success: false,
    code: 5003,
    error: 'Message too long (max 4000 characters)',
  })
  expect(await say(ann, channelId, 'x'.repeat(4_000))).toMatchObject({ success: true, seq: 1 })
  expect(await say(ann, channelId, 'a dance', { messageType: 'dance' })).toMatchObject({
    success: false,
    code: 9001,
  })
})

test('another tenant’s general channel is another one', async () => {
  const [ann, foreigner] = [await member(), await member()]
  await world.server().sql(`INSERT INTO tenants (id, name) VALUES ('other', 'Other')`)
  await world.server().sql(`INSERT INTO conversations (id, tenant_id, kind, key, name, created_at)
    VALUES ('general-other', 'other', 'channel', 'channel:general', 'general', now())`)
  await world.server().sql(`UPDATE users SET tenant_id = 'other' WHERE id = $1`, [foreigner.userId])
  const theirs = await helpdesk(foreigner.token)
  for (const client of [ann.client, theirs])
    expect(await client.ask('join_channel', 1)).toMatchObject({ success: true, channelId: 1 })
  await say(ann, 1, 'not for everybody')
  await say({ client: theirs }, 1, 'ours')
  expect(await theirs.next('chat:new_message')).toMatchObject({ message: 'ours', channelId: 1 })
  expect(theirs.count('chat:new_message')).toBe(1)
})
