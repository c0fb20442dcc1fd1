import { expect, test } from 'vitest'
import { call } from '@/lib/testing/voice'
import { createWorld, type Person, UUID } from '@/lib/testing/world'

const world = createWorld()
const { advance, chat, post } = world
const EVENT = 'stayed-in-touch'

const ask = ({ client }: Person, sessionId: string) => client.ask('stay-in-touch', { sessionId })
const write = ({ client }: Person, conversationId: unknown) =>
  client.ask('message:send', { roomId: conversationId, message: 'we met' })
const DENIED = { success: false, error: 'Room access denied' }

/** Whether anything was told to anybody by the time that both have an answer to something else. */
async function nothingTold(...people: readonly Person[]): Promise<void> {
  for (const { client } of people) await client.settled()
  expect(people.map(({ client }) => client.count(EVENT))).toEqual(people.map(() => 0))
}

test('both want it: both are told of their conversation, and write in it', async () => {
  const { ann, bob, sessionId } = await chat()
  expect(await ask(ann, sessionId)).toEqual({ success: true })
  expect(await ask(bob, sessionId)).toEqual({ success: true })
  const told = await ann.client.next(EVENT)
  expect(told).toEqual({ sessionId, conversationId: expect.stringMatching(UUID), userId: bob.userId })
  expect(await bob.client.next(EVENT)).toEqual({ ...told, userId: ann.userId })
  expect(await write(ann, told.conversationId)).toMatchObject({ success: true })
  expect(await bob.client.next('message:new')).toMatchObject({
    conversationId: told.conversationId,
    message: 'we met',
  })
})

test('in sessions with sound it is the same, by the name of the room too', async () => {
  const [one, other] = [await world.person(), await world.person()]
  const { ann, bob, roomId, sessionId } = await call(world, one, other, ['voice', 'generic'])
  await ask(ann, roomId)
  await ask(bob, sessionId)
  for (const { client } of [ann, bob]) expect(await client.next(EVENT)).toMatchObject({ sessionId })
})

test('one alone tells nobody, and the two stay strangers', async () => {
  const { ann, bob, sessionId } = await chat()
  await ask(ann, sessionId)
  await ask(ann, sessionId)
  await nothingTold(ann, bob)
  expect(await write(ann, `chat:${ann.userId}:${bob.userId}`)).toMatchObject(DENIED)
})

test('it can be wanted until five minutes after the end, and no longer', async () => {
  const { ann, bob, sessionId } = await chat()
  await ask(ann, sessionId)
  await bob.client.ask('end-session', { sessionId })
  await advance(4 * 60_000)
  expect(await ask(bob, sessionId)).toEqual({ success: true })
  expect(await ann.client.next(EVENT)).toMatchObject({ userId: bob.userId })

  const late = await chat()
  await ask(late.ann, late.sessionId)
  await late.bob.client.ask('end-session', { sessionId: late.sessionId })
  await advance(5 * 60_000 + 1)
  expect(await ask(late.bob, late.sessionId)).toMatchObject({ success: false, code: 3002 })
  await nothingTold(late.ann)
})

test('who asks again once both did is told again, alone', async () => {
  const { ann, bob, sessionId } = await chat()
  await ask(ann, sessionId)
  await ask(bob, sessionId)
  const told = await ann.client.next(EVENT)
  await ask(ann, sessionId)
  expect(await ann.client.next(EVENT)).toEqual(told)
  await bob.client.settled()
  expect(bob.client.count(EVENT)).toBe(1)
})

test('a block or a report in between is stronger, and does not show', async () => {
  const blocked = await chat()
  await ask(blocked.ann, blocked.sessionId)
  await post('/api/moderation/block', { userId: blocked.annId }, blocked.bob.token)
  expect(await ask(blocked.bob, blocked.sessionId)).toEqual({ success: true })

  const reported = await chat()
  await ask(reported.ann, reported.sessionId)
  const report = { sessionId: reported.sessionId, reportType: 'spam' }
  await post('/api/moderation/report', report, reported.ann.token)
  expect(await ask(reported.bob, reported.sessionId)).toEqual({ success: true })
  await nothingTold(blocked.ann, blocked.bob, reported.ann, reported.bob)
})

test('with somebody who was banned meanwhile there is no staying in touch', async () => {
  const { ann, bob, sessionId } = await chat()
  await ask(bob, sessionId)
  await world.ban(bob.userId)
  expect(await ask(ann, sessionId)).toEqual({ success: true })
  await nothingTold(ann)
})

test('nobody asks in a session of others', async () => {
  const { sessionId } = await chat()
  const outsider = await world.person()
  expect(await ask(outsider, sessionId)).toMatchObject({ success: false, code: 3002 })
})
