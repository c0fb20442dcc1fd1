import { expect, test } from 'vitest'
import { createWorld } from '@/lib/testing/world'

const PATH = '/api/stats/rating'
const world = createWorld()
const { post, person } = world

test('each participant rates a session that is over, by its id or room, and changes their mind', async () => {
  const [ann, bob] = [await person(), await person()]
  const { sessionId, roomId } = await world.meet(ann, bob, ['text', 'generic'])
  const early = await post(PATH, { sessionId, rating: 'good' }, ann.token)
  expect([early.status, early.body.error]).toMatchObject([404, { code: 3002 }])
  await ann.client.ask('end-session', { sessionId })
  for (const [token, id, rating] of [
    [ann.token, sessionId, 'good'],
    [ann.token, roomId, 'poor'],
    [bob.token, sessionId, 'poor'],
  ] as const) {
    const { status, body } = await post(PATH, { sessionId: id, rating }, token)
    expect([status, body]).toEqual([200, { success: true, data: {} }])
  }
})

test('the partner receives nothing of a rating, and a stranger cannot rate', async () => {
  const [ann, bob, cat] = [await person(), await person(), await person()]
  const { sessionId } = await world.meet(ann, bob, ['text', 'text'])
  await ann.client.ask('end-session', { sessionId })
  await bob.client.settled()
  const before = bob.client.received.length
  await post(PATH, { sessionId, rating: 'poor' }, ann.token)
  await bob.client.settled()
  expect(bob.client.received).toHaveLength(before)
  expect((await post(PATH, { sessionId, rating: 'good' }, cat.token)).status).toBe(404)
  expect((await post(PATH, { sessionId, rating: 'good' })).status).toBe(401)
})

test.each([
  ['no body', undefined],
  ['no rating', { sessionId: 'x' }],
  ['five stars', { sessionId: 'x', rating: 5 }],
  ['another word', { sessionId: 'x', rating: 'great' }],
])('is refused: %s', async (_, body) => {
  const { token } = await person()
  expect((await post(PATH, body, token)).status).toBe(400)
})
