import { expect, test } from 'vitest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { member, telehealth, helpdesk, caas } = createMembers(world)
const GENERAL = 'channel:1'

async function inGeneral(): Promise<Member> {
  const person = await member()
  const client = await telehealth(person.token)
  await client.ask('room:join', { roomId: GENERAL, roomType: 'chat' })
  return { ...person, client }
}
const send = ({ client }: Member, text: string, more: object = { roomId: GENERAL }) =>
  client.ask('message:send', { message: text, ...more })
const MUTED = { success: false, code: 5008, error: expect.stringContaining('you can write again') }

test('foul words are delivered with a mark on every contract, and their author is warned', async () => {
  const [ann, bob] = [await inGeneral(), await inGeneral()]
  const [desk, chat] = [await helpdesk(bob.token), await caas(bob.token)]
  expect(await send(ann, 'fuck you')).toMatchObject({ success: true })
  expect(await bob.client.next('message:new')).toMatchObject({ message: 'fuck you', flagged: true })
  expect(await desk.next('chat:new_message')).toMatchObject({ message: 'fuck you', flagged: true })
  expect(await chat.next('message:new')).toMatchObject({ content: 'fuck you', flagged: true })
  expect(await ann.client.next('moderation-alert')).toMatchObject({ type: 'warning', conversationId: '1' })
  await send(ann, 'kind words')
  expect(await bob.client.next('message:new')).not.toHaveProperty('flagged')
  const { messages } = await bob.client.ask('message:history', { roomId: GENERAL })
  expect(messages).toMatchObject([{ flagged: true }, { message: 'kind words' }])
  expect(await chat.next('message:new')).not.toHaveProperty('flagged')
  expect(await chat.ask('message:history', { conversation_id: '1' })).toMatchObject({
    messages: [{ flagged: true }, { content: 'kind words' }],
  })
  expect(bob.client.count('moderation-alert')).toBe(0)
})

test('the third time is a violation that nobody is sent, and its author writes nowhere for ten minutes', async () => {
  const [ann, bob] = [await inGeneral(), await inGeneral()]
  for (const text of ['fuck', 'fuck this']) await send(ann, text)
  expect(await send(ann, 'fuck that')).toMatchObject({ success: false, code: 5001 })
  expect(await send(ann, 'sorry')).toMatchObject(MUTED)
  expect(await send(ann, 'sorry', { recipientId: bob.userId })).toMatchObject(MUTED)
  await bob.client.settled()
  expect(bob.client.count('message:new')).toBe(2)
  await world.advance(10 * 60_000 + 1)
  expect(await send(ann, 'sorry')).toMatchObject({ success: true })
  expect(await send(ann, 'fuck again')).toMatchObject({ code: 5001 })
})

test('what is sent again is no second offence', async () => {
  const ann = await inGeneral()
  for (const _ of [1, 2, 3])
    expect(await send(ann, 'fuck', { roomId: GENERAL, clientMessageId: 'c1' })).toMatchObject({
      success: true,
    })
  expect(await send(ann, 'kind words')).toMatchObject({ success: true })
})

test('each conversation counts for itself', async () => {
  const [ann, bob] = [await inGeneral(), await inGeneral()]
  for (const text of ['fuck', 'fuck this']) await send(ann, text)
  expect(await send(ann, 'fuck', { recipientId: bob.userId })).toMatchObject({ success: true })
})

test('words that become foul by editing count as well, and stay marked', async () => {
  const [ann, bob] = [await inGeneral(), await inGeneral()]
  const chat = await caas(bob.token)
  const { message } = await send(ann, 'kind words')
  const { id: messageId } = message as { id: string }
  const edit = (text: string) => ann.client.ask('message:edit', { messageId, message: text })
  await edit('fuck')
  expect(await bob.client.next('message:edited')).toMatchObject({ message: 'fuck', flagged: true })
  expect(await chat.next('message:edited')).toMatchObject({ content: 'fuck', flagged: true })
  expect(await ann.client.next('moderation-alert')).toMatchObject({ type: 'warning' })
  await edit('kind words')
  await edit('fuck this')
  expect(await edit('fuck that')).toMatchObject({ success: false, code: 5001 })
  expect(await edit('kind words')).toMatchObject(MUTED)
  // Nobody is judged by what they may not change.
  const other = await bob.client.ask('message:edit', { messageId, message: 'fuck' })
  expect(other).toMatchObject({ success: false, code: 9002 })
})
