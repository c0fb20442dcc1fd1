import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStep, kindOfLog, type LogId, endOf, entryOf } from '@/lib/domain/logs'
import { toUser } from '@/lib/domain/topics'
import type { Frame, FramesPublication } from '@/lib/server/ports/connections/fan-out'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createInboxFactory } from './inbox'
import type { LogPublication } from './log-cursor'
import type { LogReader } from './log-reader'
import { createLossyFanOut, type Fault } from './lossy-fan-out.fixture'
import type { SharedLogs } from './shared-logs'

const LOGS = ['session:s', 'channel:one', 'channel:two', 'call:c'] as const
type Log = (typeof LOGS)[number]

const ANN = toUser('ann')
const NO_SHARED: SharedLogs = {
  follow: () => ({ ready: Promise.resolve(), leave: () => undefined }),
  size: () => 0,
}
const frame = (data: unknown): Frame => ({ contracts: ['any'], namespace: '/', event: 'e', data })
const entry = (log: LogId, seq: number): LogPublication => ({
  kind: 'frames',
  position: entryOf(log, seq),
  frames: [frame([log, seq])],
})
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** One connection in several logs of three kinds, on a fan-out that fails on request. */
async function open() {
  const { fanOut, ...faults } = createLossyFanOut()
  const written = new Map<LogId, LogPublication[]>(LOGS.map((log) => [log, []]))
  /** What holds up the reads of a kind. */
  const blocked = new Map<string, Promise<void>>()
  const sent: unknown[] = []
  const dropped: string[] = []

  const readerOf = (kind: string): LogReader => ({
    kind,
    isExclusive: kind === 'session',
    startsOf: async () => {
      await blocked.get(kind)
      const mine = LOGS.filter((log) => kindOfLog(log) === kind)
      return mine.map((log) => ({ log, seq: written.get(log)?.length ?? 0, asks: false }))
    },
    missed: async (_, log, after) => {
      await blocked.get(kind)
      const all = written.get(log) ?? []
      return all.filter(({ position }) => isStep(position) && position.upTo > after)
    },
    lost: () => [],
  })
  const openInbox = createInboxFactory({
    readers: ['session', 'channel', 'call'].map(readerOf),
    sharedLogs: NO_SHARED,
    clock: createFakeClock(),
    onError: (error) => expect.fail(String(error)),
  })
  const inbox = openInbox({
    user: 'ann',
    send: (frames) => sent.push(...frames.map(({ data }) => data)),
    drop: (reason) => void dropped.push(reason),
  })
  fanOut.onGap(({ topics, publishHere }) => {
    for (const topic of topics) publishHere(topic, { kind: 'gap' })
  })
  fanOut.subscribe(ANN, (publication) => {
    if (publication.kind === 'frames' || publication.kind === 'gap') inbox.receive(publication)
  })

  /** Saves the next entry of a log, and publishes it. */
  function append(log: Log): void {
    const all = written.get(log) ?? []
    const next = entry(log, all.length + 1)
    all.push(next)
    fanOut.publish(ANN, next)
  }

  return {
    ...faults,
    inbox,
    sent,
    dropped,
    written,
    append,
    publish: (publication: FramesPublication) => fanOut.publish(ANN, publication),
    block: (kind: string) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      blocked.set(kind, promise)
      return resolve
    },
    start: () => inbox.start(Promise.resolve(), new Map()),
    sentOf: (log: Log) => sent.filter((data) => Array.isArray(data) && data[0] === log),
  }
}

type World = Awaited<ReturnType<typeof open>>

const step = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...LOGS).map((log) => (world: World) => world.append(log)) },
  { weight: 2, arbitrary: fc.constant((world: World) => world.arrive()) },
  { weight: 1, arbitrary: fc.constant((world: World) => world.gap()) },
  { weight: 2, arbitrary: fc.constant(async () => void (await settled())) },
)
const fault = fc.constantFrom<Fault>('none', 'none', 'drop', 'twice', 'late')

test('the entries of each of several logs come once and in order, whatever is dropped, doubled or late', async () => {
  const history = fc.tuple(fc.array(step, { maxLength: 60 }), fc.array(fault, { maxLength: 60 }))
  await fc.assert(
    fc.asyncProperty(history, async ([steps, faults]) => {
      const world = await open()
      await world.start()
      world.fail(faults)
      for (const act of steps) await act(world)
      world.fail([])
      world.arrive()
      world.gap()
      for (let turn = 0; turn < 4; turn += 1) await settled()
      for (const log of LOGS) {
        const expected = world.written.get(log)?.map((_, index) => [log, index + 1])
        expect(world.sentOf(log)).toEqual(expected)
      }
      expect(world.dropped).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('a log that is slow to read holds up neither another kind, another log of its kind, nor plain frames', async () => {
  const world = await open()
  await world.start()
  const release = world.block('channel')
  world.fail(['drop'])
  world.append('channel:one')
  world.append('channel:one')
  world.append('session:s')
  world.append('channel:two')
  world.append('call:c')
  world.publish({ kind: 'frames', frames: [frame('plain')] })
  expect(world.sent).toEqual([['session:s', 1], ['channel:two', 1], ['call:c', 1], 'plain'])
  release()
  await settled()
  expect(world.sentOf('channel:one')).toEqual([
    ['channel:one', 1],
    ['channel:one', 2],
  ])
})

test('a kind whose logs are slow to find holds up nothing else, nor the start of the connection', async () => {
  const world = await open()
  const release = world.block('channel')
  await world.start()
  world.append('session:s')
  world.append('channel:one')
  world.publish({ kind: 'frames', frames: [frame('plain')] })
  expect(world.sent).toEqual([['session:s', 1], 'plain'])
  release()
  await settled()
  world.append('channel:one')
  expect(world.sent.slice(2)).toEqual([['channel:one', 2]])
})

test('the end of one log of a kind leaves the others as they are', async () => {
  const world = await open()
  await world.start()
  world.publish({ kind: 'frames', frames: [frame('over')], position: endOf('channel:one', 0) })
  world.append('channel:one')
  world.append('channel:two')
  expect(world.sent).toEqual(['over', ['channel:two', 1]])
})
