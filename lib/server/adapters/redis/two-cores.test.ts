import { expect, test } from 'vitest'
import type { DomainEventType } from '@/lib/domain/events/domain-event'
import { createMemoryConnections } from '@/lib/server/adapters/memory/connections'
import { actor, anyone, openCore, HERE } from '@/lib/server/services/core.fixture'
import { listedBlocks } from '@/lib/server/services/repositories.fixture'
import { describeWithRedis, type RedisWorld } from './redis.fixture'
import { createRedisSessions } from './sessions/sessions'
import { createRedisWaitingRoom } from './waiting-room/waiting-room'

const [ann, bob] = [actor('ann'), actor('bob')]
const text = (content: string) => ({ content, type: 'text', clientMessageId: null }) as const

/** The cores of two processes, with Redis between them; ann is connected to one, bob to the other. */
async function twoCores(redis: RedisWorld) {
  const { keys, process } = await redis.deployment()
  const [connections, blocks] = [createMemoryConnections(), listedBlocks()]
  const open = async () => {
    const run = await process()
    const waitingRoom = createRedisWaitingRoom({ run, keys })
    return openCore({ connections, blocks, waitingRoom, sessions: createRedisSessions({ run, keys }) })
  }
  const [one, other] = [await open(), await open()]
  await one.connections.declare(ann, 'ann 1', HERE)
  await other.connections.declare(bob, 'bob 1', HERE)
  /** Time passes for both processes, or for the one alone that is left. */
  async function pass(ms: number, cores = [one, other]) {
    for (let passed = 0; passed < ms; passed += 50) for (const core of cores) await core.clock.advance(50)
  }
  const published = <T extends DomainEventType>(type: T) =>
    [one, other].flatMap((core) => core.published(type))
  return { one, other, pass, published }
}

describeWithRedis('two processes with Redis between them', (redis) => {
  test('pair their people, once, and let them exchange messages and leave', async () => {
    const { one, other, pass, published } = await twoCores(redis)
    await one.services.matching.join(ann, anyone)
    await other.services.matching.join(bob, anyone)
    await pass(1_000)
    expect(published('session.started')).toHaveLength(1)
    const entries = [
      await one.services.sessions.send(ann, text('hello')),
      await other.services.sessions.send(bob, text('hi')),
    ]
    expect(entries.map(({ seq, delivered }) => [seq, delivered])).toEqual([
      [1, true],
      [2, true],
    ])
    await other.services.sessions.leave(bob)
    await pass(1_000)
    expect(published('session.ended')).toMatchObject([{ cause: 'left', by: 'bob' }])
    expect(await one.services.sessions.current('ann')).toBeUndefined()
  })

  test('make the session of a pair though the process that paired has died', async () => {
    const { one, other, pass, published } = await twoCores(redis)
    await other.services.matching.join(bob, anyone)
    await one.services.matching.join(ann, anyone)
    await pass(300, [other])
    expect(published('session.started')).toHaveLength(1)
    await pass(10_000)
    expect(published('session.started')).toHaveLength(1)
    expect(published('session.ended')).toEqual([])
  })

  test('leave a session untouched that another process began because this one was slow', async () => {
    const { one, other, pass, published } = await twoCores(redis)
    await other.services.matching.join(bob, anyone)
    await one.services.matching.join(ann, anyone)
    const { create } = one.ports.sessions
    one.ports.sessions.create = async (...draft) => {
      one.ports.sessions.create = create
      await pass(6_000, [other])
      return create(...draft)
    }
    await pass(500)
    await pass(10_000)
    expect([published('session.started').length, published('session.ended').length]).toEqual([1, 0])
    expect(await other.services.sessions.current('ann')).toMatchObject({ end: null })
  })

  test('never pair two people of whom one blocks the other meanwhile', async () => {
    const { one, other, pass, published } = await twoCores(redis)
    await one.services.matching.join(ann, anyone)
    await other.services.matching.join(bob, anyone)
    await one.services.moderation.block(ann, 'bob')
    await pass(2_000)
    expect(published('session.started')).toEqual([])
    expect([one.services.live().waiting, other.services.live().waiting]).toEqual([2, 2])
  })

  test('end the session of a participant away too long though their process has died, once', async () => {
    const { one, other, pass, published } = await twoCores(redis)
    await one.services.matching.join(ann, anyone)
    await other.services.matching.join(bob, anyone)
    await pass(200)
    await one.connections.closed(ann, 'ann 1')
    await pass(31_000, [other])
    await pass(1_000)
    expect(published('session.ended')).toMatchObject([{ cause: 'disconnected', by: 'ann' }])
  })

  test('resume on one what was begun on the other, with the missed messages', async () => {
    const { one, other, pass, published } = await twoCores(redis)
    await one.services.matching.join(ann, anyone)
    await other.services.matching.join(bob, anyone)
    await pass(200)
    await one.connections.closed(ann, 'ann 1')
    const missed = await other.services.sessions.send(bob, text('are you there?'))
    await other.connections.declare(ann, 'ann 2', HERE)
    const resumed = await other.services.sessions.resume(ann, { dialect: anyone.dialect, chatType: 'text' })
    expect(resumed?.entries).toEqual([missed])
    expect(published('session.delivered')).toMatchObject([{ messageIds: [missed.messageId] }])
    await pass(40_000)
    expect(published('session.ended')).toEqual([])
  })
})
