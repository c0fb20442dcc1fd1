import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createMemorySessions } from '@/lib/server/adapters/memory/sessions'
import { createMemoryWaitingRoom } from '@/lib/server/adapters/memory/waiting-room/waiting-room'
import { describeWithRedis } from '@/lib/server/adapters/redis/redis.fixture'
import { createRedisSessions } from '@/lib/server/adapters/redis/sessions/sessions'
import { createRedisWaitingRoom } from '@/lib/server/adapters/redis/waiting-room/waiting-room'
import { GENERIC } from '@/lib/server/gateways/omegoo/dialects/generic'
import { TEXT } from '@/lib/server/gateways/omegoo/dialects/text'
import { actor } from '@/lib/server/services/core.fixture'
import type { Fault } from './lossy-fan-out.fixture'
import { ASKS_WITHIN_MS } from './log-cursor'
import { expectEachOnce, type LogWorld, type Name, openLogWorld, type SharedState } from './log-world.fixture'

type States = () => Promise<readonly [SharedState, SharedState]>

const PATIENCE_MS = 5_000
const BOTH_TEXT = { ann: TEXT, bob: TEXT }

/** Resolves when each connection has received what is for it, and no read is under way. */
async function settled(world: LogWorld, dialect: Record<Name, string>): Promise<void> {
  await world.pass(ASKS_WITHIN_MS) // a tab that asks for nothing
  await vi.waitFor(() => expectEachOnce(world, dialect), { timeout: PATIENCE_MS, interval: 5 })
  await world.sessions.missed('ann', world.session.id, 0)
  await new Promise((resolve) => setImmediate(resolve))
  await expectEachOnce(world, dialect)
}

type Step = (world: LogWorld, count: () => number) => Promise<unknown> | void

const fault = fc.constantFrom<Fault>('none', 'none', 'drop', 'twice', 'late')
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom<Name>('ann', 'bob'), fc.constantFrom(0, 1)).map(
      ([name, process]): Step =>
        (world, count) =>
          world.send(name, process as 0 | 1, `${name} ${count()}`),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constant<Step>((world, count) =>
      Promise.all([world.send('ann', 0, `ann ${count()}`), world.send('bob', 1, `bob ${count()}`)]),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constant<Step>(async (world, count) => {
      const content = `again ${count()}`
      await world.send('ann', 0, content)
      await Promise.all([world.send('ann', 1, content), world.send('bob', 1, `bob ${count()}`)])
    }),
  },
  { weight: 2, arbitrary: fc.constant<Step>(({ arrive }) => arrive()) },
  { weight: 1, arbitrary: fc.constant<Step>(({ gap }) => gap()) },
  { weight: 1, arbitrary: fc.constant<Step>((world) => world.open('bob', 0)) },
)

function suite(states: States, numRuns: number): void {
  test.each([BOTH_TEXT, { ann: TEXT, bob: GENERIC }, { ann: GENERIC, bob: GENERIC }])(
    'each socket receives each entry once and in order, whatever is dropped, doubled or late (%j)',
    async (dialect) => {
      const history = fc.tuple(fc.array(steps, { maxLength: 25 }), fc.array(fault, { maxLength: 80 }))
      await fc.assert(
        fc.asyncProperty(history, async ([all, faults]) => {
          const world = await openLogWorld(await states(), dialect)
          let sent = 0
          const count = () => (sent += 1)
          world.fail(faults)
          for (const step of all) await step(world, count)
          world.fail([])
          world.arrive()
          world.gap()
          await settled(world, dialect)
          await world.send('ann', 0, 'the last one')
          await settled(world, dialect)
        }),
        { numRuns },
      )
    },
    120_000,
  )

  test('a message whose process died between save and publish is received once, after its author sent it again', async () => {
    const world = await openLogWorld(await states())
    await world.send('ann', 0, 'before')
    const draft = { messageId: 'msg_1', content: 'saved', type: 'text', clientMessageId: 'saved' } as const
    const how = { deliversAtOnce: true, foul: false }
    await world.sessions.append(world.session.id, 'ann', draft, how, world.core.clock.now())
    expect(await world.send('ann', 1, 'saved')).toMatchObject({ seq: 2, messageId: 'msg_1' })
    await settled(world, BOTH_TEXT)
    expect(world.bob.contents).toEqual(['before', 'saved'])
  })

  test('entries that two processes publish in reverse are received in the order of the log', async () => {
    const world = await openLogWorld(await states())
    world.fail(['late', 'late'])
    await world.send('ann', 0, 'first')
    await world.send('bob', 1, 'second')
    world.arrive()
    await settled(world, BOTH_TEXT)
    expect([world.ann.contents, world.bob.contents]).toEqual([
      ['first', 'second'],
      ['first', 'second'],
    ])
  })

  test('entries missed during a lost subscription are read again, without another message', async () => {
    const world = await openLogWorld(await states())
    await world.send('ann', 0, 'received')
    world.fail(Array.from({ length: 4 }, () => 'drop'))
    await world.send('ann', 0, 'lost')
    await world.send('bob', 1, 'lost too')
    expect(world.bob.contents).toEqual(['received'])
    world.gap()
    await settled(world, BOTH_TEXT)
    expect(world.bob.contents).toEqual(['received', 'lost', 'lost too'])
  })

  test('the last message and the end of a session, both lost, are received in order after the gap', async () => {
    const world = await openLogWorld(await states())
    world.fail(Array.from({ length: 4 }, () => 'drop'))
    await world.send('ann', 0, 'good bye')
    await world.core.services.sessions.leave(actor('ann'))
    expect(world.bob.events).not.toContain('text_room_ended')
    world.gap()
    await settled(world, BOTH_TEXT)
    await vi.waitFor(() => expect(world.bob.events.at(-1)).toBe('text_room_ended'), PATIENCE_MS)
    world.gap()
    await settled(world, BOTH_TEXT)
    expect(world.bob.events.filter((event) => event === 'text_room_ended')).toHaveLength(1)
  })

  test('an entry published twice is received once', async () => {
    const world = await openLogWorld(await states())
    world.fail(['twice', 'twice'])
    await world.send('ann', 0, 'hello')
    await world.send('bob', 1, 'hi')
    await settled(world, BOTH_TEXT)
  })

  test('a second tab begins where the session is then, and loses nothing from there on', async () => {
    const world = await openLogWorld(await states())
    await world.send('ann', 0, 'before')
    const tab = await world.open('bob', 0)
    world.fail(['drop', 'drop'])
    await world.send('ann', 0, 'lost')
    await world.send('ann', 0, 'after')
    await settled(world, BOTH_TEXT)
    expect(tab.contents).toEqual(['lost', 'after'])
  })
}

describe('two processes that share memory', () => {
  suite(async () => {
    const state = { sessions: createMemorySessions(), waitingRoom: createMemoryWaitingRoom() }
    return [state, state]
  }, 200)
})

describeWithRedis('two processes that share a Redis', (redis) => {
  suite(async () => {
    const { keys, run } = await redis.deployment()
    const open = (): SharedState => ({
      sessions: createRedisSessions({ run, keys }),
      waitingRoom: createRedisWaitingRoom({ run, keys }),
    })
    return [open(), open()]
  }, 40)
})
