import { expect, test } from 'vitest'
import { actor, openCore } from '../core.fixture'

const [ann, bob] = [actor('ann'), actor('bob')]

async function chatting() {
  const core = openCore()
  await core.pairUp(ann, bob)
  return {
    ...core,
    typing: () => core.published('session.typing').map(({ typist, isTyping }) => [typist, isTyping]),
  }
}

test('is published once when it starts, and cleared 3 s after its last event', async () => {
  const { services, clock, typing, published } = await chatting()
  await services.typing.start(ann)
  await clock.advance(2_999)
  await services.typing.start(ann)
  await clock.advance(2_999)
  expect(typing()).toEqual([['ann', true]])
  await clock.advance(1)
  expect(typing()).toEqual([
    ['ann', true],
    ['ann', false],
  ])
  expect(published('session.typing')[0]?.audience).toEqual(['user:bob'])
})

test('stops on request, once', async () => {
  const { services, clock, typing } = await chatting()
  await services.typing.stop(ann)
  await services.typing.start(ann)
  await services.typing.stop(ann)
  await services.typing.stop(ann)
  await clock.advance(10_000)
  expect(typing()).toEqual([
    ['ann', true],
    ['ann', false],
  ])
})

test.each([
  {
    what: 'a message',
    act: (core: Core) =>
      core.services.sessions.send(ann, { content: 'hello', type: 'text', clientMessageId: null }),
  },
  { what: 'a lost connection', act: (core: Core) => core.connections.closed(ann, 'ann 1') },
])('stops with $what', async ({ act }) => {
  const core = await chatting()
  await core.services.typing.start(ann)
  await act(core)
  expect(core.typing()).toEqual([
    ['ann', true],
    ['ann', false],
  ])
  await core.clock.advance(10_000)
  expect(core.typing()).toHaveLength(2)
})
type Core = Awaited<ReturnType<typeof chatting>>

test('ends silently with the session, and has no effect without one', async () => {
  const { services, clock, typing } = await chatting()
  await services.typing.start(ann)
  await services.sessions.leave(bob)
  await clock.advance(10_000)
  expect(typing()).toEqual([['ann', true]])
  for (const act of [services.typing.start, services.typing.stop])
    await expect(act(ann)).rejects.toMatchObject({ reason: 'SESSION_NOT_FOUND' })
})
