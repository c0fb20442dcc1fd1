import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { account, caas, telehealth } = createMembers(world)

const ALL = {
  read_receipts_enabled: true,
  delivery_receipts_enabled: true,
  typing_indicators_enabled: true,
}
const hide = (token: string, changes: Partial<typeof ALL>) =>
  request(world.url(), 'PUT', '/api/v1/privacy', { token, body: changes })

/** Ann, who writes, on telehealth; Bob, who reads, on caas. */
async function channel() {
  const [ann, bob] = [await account('agent', 'Ann'), await account('user', 'Bob')]
  const made = await world.post('/api/channels', { name: 'one', memberIds: [bob.userId] }, ann.token)
  const { channelId } = made.body.data as { channelId: string }
  const writer = await telehealth(ann.token)
  const reader = await caas(bob.token)
  const write = async () => {
    const { message } = await writer.ask('message:send', { roomId: channelId, message: 'hello' })
    return (message as { id: string }).id
  }
  const status = async () => {
    const { messages } = await writer.ask('message:history', { roomId: channelId })
    return (messages as { status: string }[]).at(-1)?.status
  }
  return { ann, bob, writer, reader, write, status, conversation_id: channelId }
}

test('everything is shown until somebody says otherwise, one by one', async () => {
  const { token } = await account()
  expect((await world.get('/api/v1/privacy', token)).body).toEqual({ success: true, data: ALL })
  const changed = { ...ALL, typing_indicators_enabled: false }
  expect((await hide(token, { typing_indicators_enabled: false })).body).toEqual({
    success: true,
    data: changed,
  })
  expect((await world.get('/api/v1/privacy', token)).body).toEqual({ success: true, data: changed })
  expect((await hide(token, { typing_indicators_enabled: 'no' } as never)).status).toBe(400)
})

test('who hides what they have read is answered as always, and nobody is told, now or in the history', async () => {
  const { bob, writer, reader, write, status } = await channel()
  await hide(bob.token, { read_receipts_enabled: false, delivery_receipts_enabled: false })
  expect(await reader.ask('message:read', { message_id: await write() })).toEqual({ success: true })
  await writer.settled()
  expect(writer.count('message:status')).toBe(0)
  expect(await status()).toBe('sent')
  await hide(bob.token, ALL)
  expect(await status()).toBe('read')
  expect(await reader.ask('message:read', { message_id: await write() })).toEqual({ success: true })
  expect(await writer.next('message:status')).toMatchObject({ status: 'read', userId: bob.userId })
})

test('who hides what they have read is not told what others have', async () => {
  const { ann, bob, writer, reader, write, status } = await channel()
  await hide(ann.token, { read_receipts_enabled: false })
  await reader.ask('message:read', { message_id: await write() })
  await writer.settled()
  expect(writer.count('message:status')).toBe(0)
  expect(await status()).toBe('delivered')
  await hide(ann.token, ALL)
  const id = await write()
  await reader.ask('message:read', { message_id: id })
  expect(await writer.next('message:status')).toMatchObject({ messageId: id, userId: bob.userId })
})

test('deliveries are hidden apart from what was read', async () => {
  const { bob, writer, reader, write } = await channel()
  await hide(bob.token, { delivery_receipts_enabled: false })
  const id = await write()
  await reader.ask('message:delivered', { message_id: id })
  await reader.ask('message:read', { message_id: id })
  await writer.next('message:status')
  await writer.settled()
  const told = writer.received.filter(({ event }) => event === 'message:status')
  expect(told).toMatchObject([{ data: { status: 'read' } }])
})

test('typing is hidden in both directions', async () => {
  const { ann, bob, writer, reader, conversation_id } = await channel()
  await hide(bob.token, { typing_indicators_enabled: false })
  expect(await reader.ask('typing:start', { conversation_id })).toEqual({ success: true })
  await writer.ask('typing:start', { roomId: conversation_id })
  await writer.ask('typing:stop', { roomId: conversation_id })
  for (const client of [writer, reader]) await client.settled()
  expect(writer.count('typing:start')).toBe(0)
  expect(reader.count('typing:start')).toBe(0)
  await hide(bob.token, ALL)
  await world.advance(2_000)
  await writer.ask('typing:start', { roomId: conversation_id })
  expect(await reader.next('typing:start')).toEqual({ conversation_id, user_id: ann.userId })
})
