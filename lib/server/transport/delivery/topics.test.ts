import { afterEach, describe, expect, test, vi } from 'vitest'
import type { DomainEvent } from '@/lib/domain/events/domain-event'
import { entryOf, isStep, type LogId } from '@/lib/domain/logs'
import { toConversation, type Topic, toUser } from '@/lib/domain/topics'
import { createMemoryFanOut } from '@/lib/server/adapters/memory/fan-out'
import { createRedisFanOut } from '@/lib/server/adapters/redis/fan-out/fan-out'
import { connectRedis, type Redis } from '@/lib/server/adapters/redis/client/client'
import { describeWithRedis } from '@/lib/server/adapters/redis/redis.fixture'
import { createBus } from '@/lib/server/adapters/system/bus'
import type { FanOut, Frame } from '@/lib/server/ports/connections/fan-out'
import type { SharedLogSource } from '@/lib/server/ports/connections/log-source'
import { actor } from '@/lib/server/services/core.fixture'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createConnectionFactory } from '../sockets/connection'
import { connectionDeps, socketAdapter } from '../sockets/connection.fixture'
import type { Project } from './project'
import { publishEvents } from './publish-events'
import { createSharedLogs, type TopicStart } from './shared-logs'

const ROOM = toConversation('room')
const LOG: LogId = ROOM
const CONTRACTS = [
  { name: 'any', fromHandshake: true, capabilities: [], namespaces: { '/': { inbound: {}, outbound: {} } } },
]
const frame = (data: unknown, more: Partial<Frame> = {}): Frame => ({
  contracts: ['any'],
  namespace: '/',
  event: 'e',
  data,
  ...more,
})

/** An event that carries its frames, so that no contract is needed. */
interface Made {
  readonly frames: readonly (readonly [Topic, Frame])[]
}
const project: Project = (event) => {
  const byTopic = new Map<Topic, Frame[]>()
  for (const [topic, one] of (event as DomainEvent & Partial<Made>).frames ?? []) {
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), one])
  }
  return byTopic
}

const base = { type: 'login.ended', login: 'none', user: 'none', at: 0, audience: [] } as const
const made = (frames: Made['frames'], more: Partial<DomainEvent> = {}) =>
  ({ ...base, frames, ...more }) as unknown as DomainEvent
const message = (seq: number, more: Partial<Frame> = {}) =>
  made([[ROOM, frame(seq, more)]], { audience: [ROOM], logPosition: entryOf(LOG, seq) })

/** A process with connections of its own. */
interface Logs {
  readonly kept?: readonly DomainEvent[]
  readonly end?: number
  /** What connections follow from the start. */
  readonly starts?: readonly TopicStart[]
}

function processOn(fanOut: FanOut, { kept = [], end = 0, starts = [] }: Logs = {}) {
  const clock = createFakeClock()
  const onError = (error: unknown) => expect.fail(String(error))
  const missed = vi.fn<SharedLogSource['missed']>(async (_, after) =>
    kept.filter(({ logPosition }) => isStep(logPosition) && logPosition.upTo > after),
  )
  const sources = [{ kind: 'conversation', missed, end: async () => end }]
  const sharedLogs = createSharedLogs({ fanOut, project, sources, clock, onError })
  const bus = createBus(onError)
  publishEvents({ project, fanOut, bus })
  const { connect } = createConnectionFactory(
    connectionDeps({
      fanOut,
      sharedLogs,
      topicsOf: async () => starts,
      contracts: CONTRACTS,
      clock,
      onError,
    }),
  )

  async function open(user: string, id: string) {
    const { socket, sent } = socketAdapter(id)
    const connection = connect(socket)
    connection.admit(actor(user))
    await vi.waitFor(() => expect(connection.isAdmitted()).toBe(true))
    await fanOut.settled()
    const data = () => sent.map((one) => one.data)
    return { data, close: connection.closed }
  }
  return { bus, open, sharedLogs, missed, fanOut }
}

const joins = (user: string) => made([], { membership: [{ user, join: [ROOM], leave: [] }] })
const leaves = (user: string) => made([], { membership: [{ user, join: [], leave: [ROOM] }] })

function suite(fleet: () => Promise<readonly [FanOut, FanOut]>): void {
  async function twoProcesses() {
    const [a, b] = await fleet()
    return [processOn(a), processOn(b)] as const
  }

  test('live connections join a topic on every process, and leave it again', async () => {
    const [one, two] = await twoProcesses()
    const here = await one.open('ann', 'a1')
    const there = await two.open('ann', 'a2')
    const bob = await two.open('bob', 'b1')
    await one.bus.publish(message(1))
    await one.bus.publish(joins('ann'))
    await vi.waitFor(() => expect([one.sharedLogs.size(), two.sharedLogs.size()]).toEqual([1, 1]))
    await Promise.all([one.fanOut.settled(), two.fanOut.settled()])
    await two.bus.publish(message(2))
    await vi.waitFor(() => expect([here.data(), there.data()]).toEqual([[2], [2]]))
    await one.bus.publish(leaves('ann'))
    await vi.waitFor(() => expect([one.sharedLogs.size(), two.sharedLogs.size()]).toEqual([0, 0]))
    await two.bus.publish(message(3))
    await one.bus.publish(made([[toUser('ann'), frame('after')]]))
    await vi.waitFor(() =>
      expect([here.data(), there.data()]).toEqual([
        [2, 'after'],
        [2, 'after'],
      ]),
    )
    expect(bob.data()).toEqual([])
  })

  test('a frame spares its author, and one for a connection reaches that connection only', async () => {
    const [one, two] = await twoProcesses()
    const [author, tab] = [await one.open('ann', 'a1'), await one.open('ann', 'a2')]
    const elsewhere = await two.open('ann', 'a3')
    const to = toUser('ann')
    await two.bus.publish(made([[to, frame('spared', { except: 'a1' })]]))
    await one.bus.publish(made([[to, frame('signal', { only: 'a2' })]]))
    await one.bus.publish(made([[to, frame('all')]]))
    await vi.waitFor(() => expect(elsewhere.data()).toEqual(['spared', 'all']))
    await vi.waitFor(() => expect(tab.data()).toEqual(['spared', 'signal', 'all']))
    await vi.waitFor(() => expect(author.data()).toEqual(['all']))
  })
}

test('while a connection’s topics are being found, what is published of its logs waits for their beginning', async () => {
  const fanOut = createMemoryFanOut()
  const found = Promise.withResolvers<readonly TopicStart[]>()
  const starts = Promise.withResolvers<void>()
  const log: LogId = 'session:s'
  const reader = {
    kind: 'session',
    isExclusive: true,
    startsOf: async () => {
      await starts.promise
      return [{ log, seq: 4, asks: false }]
    },
    missed: async () => expect.fail('Nothing is missed'),
    lost: () => [],
  }
  const { connect } = createConnectionFactory(
    connectionDeps({ fanOut, readers: [reader], topicsOf: () => found.promise, contracts: CONTRACTS }),
  )
  const { socket, sent } = socketAdapter('a1')
  const connection = connect(socket)
  connection.admit(actor('ann'))
  await vi.waitFor(() => expect(connection.isAdmitted()).toBe(true))
  for (const seq of [4, 5]) {
    fanOut.publish(toUser('ann'), { kind: 'frames', frames: [frame(seq)], position: entryOf(log, seq) })
  }
  expect(sent).toEqual([])
  starts.resolve()
  await vi.waitFor(() => expect(sent.map(({ data }) => data)).toEqual([5]))
  found.resolve([])
})

test('a topic that is left while a connection’s topics are being found is not followed', async () => {
  const fanOut = createMemoryFanOut()
  const found = Promise.withResolvers<readonly TopicStart[]>()
  const { connect } = createConnectionFactory(
    connectionDeps({
      fanOut,
      sharedLogs: createSharedLogs({
        fanOut,
        project,
        sources: [],
        clock: createFakeClock(),
        onError: (error) => expect.fail(String(error)),
      }),
      topicsOf: () => found.promise,
      contracts: CONTRACTS,
    }),
  )
  const { socket, sent } = socketAdapter('a1')
  const connection = connect(socket)
  connection.admit(actor('ann'))
  await vi.waitFor(() => expect(connection.isAdmitted()).toBe(true))
  fanOut.publish(toUser('ann'), { kind: 'topics', join: [], leave: [ROOM] })
  found.resolve([{ topic: ROOM }, { topic: toConversation('other') }])
  await vi.waitFor(() => {
    for (const topic of [ROOM, toConversation('other')])
      fanOut.publish(topic, { kind: 'frames', frames: [frame(topic)] })
    expect(sent.length).toBeGreaterThan(0)
  })
  expect(new Set(sent.map(({ data }) => data))).toEqual(new Set([toConversation('other')]))
})

describe('topics of one process', () => {
  suite(async () => {
    const fanOut = createMemoryFanOut()
    return [fanOut, fanOut]
  })

  test('a gap in a conversation is read once for all connections that follow it', async () => {
    const kept = [1, 2, 3, 4].map((seq) => message(seq))
    const { open, bus, missed } = processOn(createMemoryFanOut(), { kept })
    const people = ['ann', 'bob', 'cas']
    const connections = await Promise.all(people.map((user) => open(user, user)))
    for (const user of people) await bus.publish(joins(user))
    await bus.publish(message(1))
    await bus.publish(message(4))
    await bus.publish(message(3))
    await vi.waitFor(() => {
      for (const { data } of connections) expect(data()).toEqual([1, 2, 3, 4])
    })
    expect(missed.mock.calls).toEqual([[LOG, 1]])
  })

  test('a conversation is read from where its first connection joined, not from its beginning', async () => {
    const { open, bus, missed } = processOn(createMemoryFanOut(), {
      kept: [message(1), message(2)],
      end: 1,
    })
    const ann = await open('ann', 'a1')
    await bus.publish(joins('ann'))
    await bus.publish(message(2))
    await vi.waitFor(() => expect(ann.data()).toEqual([2]))
    expect(missed).not.toHaveBeenCalled()
  })

  test('what was sent first is sent too, when what follows it is received before', async () => {
    const kept = [1, 2, 3].map((seq) => message(seq))
    const { open, bus } = processOn(createMemoryFanOut(), {
      kept,
      starts: [{ topic: ROOM, seq: 1 }],
    })
    const ann = await open('ann', 'a1')
    await bus.publish(message(3))
    await bus.publish(message(2))
    await vi.waitFor(() => expect(ann.data()).toEqual([2, 3]))
  })

  test('a message that is sent again reaches those who have not received it, and nobody twice', async () => {
    const kept = [message(1), message(2)]
    const { open, bus, missed } = processOn(createMemoryFanOut(), {
      kept,
      starts: [{ topic: ROOM, seq: 1 }],
    })
    const ann = await open('ann', 'a1')
    for (let again = 0; again < 2; again += 1)
      await bus.signal({ type: 'conversation.message-resent', conversation: 'room', at: 0 })
    await vi.waitFor(() => expect(missed).toHaveBeenCalledTimes(2))
    expect(ann.data()).toEqual([2])
  })

  test('a log whose end cannot be read drops those who follow it', async () => {
    const errors: unknown[] = []
    const dropped: string[] = []
    const sharedLogs = createSharedLogs({
      fanOut: createMemoryFanOut(),
      project,
      sources: [
        { kind: 'conversation', missed: async () => [], end: () => Promise.reject(new Error('away')) },
      ],
      clock: createFakeClock(),
      onError: (error) => void errors.push(error),
    })
    const drop = (reason: string) => void dropped.push(reason)
    await sharedLogs.follow({ topic: ROOM }, { send: () => undefined, drop }).ready
    expect([dropped, errors.length, sharedLogs.size()]).toEqual([
      ['the end of the log could not be read'],
      1,
      0,
    ])
  })

  test('a closed connection leaves its topics', async () => {
    const { open, bus, sharedLogs } = processOn(createMemoryFanOut())
    const [ann, bob] = [await open('ann', 'a1'), await open('bob', 'b1')]
    for (const user of ['ann', 'bob']) await bus.publish(joins(user))
    ann.close()
    expect(sharedLogs.size()).toBe(1)
    bob.close()
    expect(sharedLogs.size()).toBe(0)
  })
})

const opened: Redis[] = []
afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())))

describeWithRedis('topics of two processes that share a Redis', (redis) => {
  suite(async () => {
    const { keys } = await redis.deployment()
    const quiet = { info: () => undefined, warn: () => undefined }
    const open = async () => {
      const connected = await connectRedis({ urls: [redis.redis().url], log: quiet })
      opened.push(connected)
      return createRedisFanOut({ redis: connected, keys, onError: (error) => expect.fail(String(error)) })
    }
    return [await open(), await open()]
  })
})
