import { expect, test, vi } from 'vitest'
import { BEFORE_BEGINNING } from '@/lib/domain/sessions'
import { createFakeClock } from '@/lib/testing/fake-clock'
import type { Frame, LogStep } from '@/lib/server/ports/connections/fan-out'
import type { LogPosition } from '@/lib/server/services/sessions/sessions'
import { ASKS_WITHIN_MS, LogPump, type LogSource, MAX_HELD } from './log-cursor'

const frame = (data: unknown): Frame => ({ contracts: ['any'], namespace: '/', event: 'said', data })
const words = (data: unknown) => ({ kind: 'frame', ...frame(data) }) as const
const step = (seq: number, log = 's'): LogStep => ({
  kind: 'log',
  log,
  after: seq - 1,
  upTo: seq,
  ends: false,
  frames: [frame(log === 's' ? seq : `${log}${seq}`)],
})
const end = (lastSeq: number, log = 's'): LogStep => ({
  ...step(lastSeq + 1, log),
  ends: true,
  frames: [frame(`end of ${log}`)],
})
const steps = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => step(first + index))

/** A pump of somebody, with what its log holds when it is read. */
function pumping(logs: Record<string, readonly LogStep[]> = {}) {
  const heard: unknown[] = []
  const clock = createFakeClock()
  const missed = vi.fn<LogSource['missed']>(async (_, log, after) =>
    (logs[log] ?? []).filter(({ upTo }) => upTo > after),
  )
  const position = vi.fn<LogSource['position']>(async () => undefined)
  const [onError, drop] = [vi.fn<(error: unknown) => void>(), vi.fn<(reason: string) => void>()]
  const pump = new LogPump(
    { source: { position, missed }, clock, onError },
    { user: 'ann', say: ({ data }) => void heard.push(data), drop },
  )
  return { pump, heard, clock, missed, position, onError, drop }
}

/** One that has been told where it stands, as a connection is. */
async function startedAt(seq: number, log: readonly LogStep[] = []) {
  const all = pumping({ s: log })
  all.position.mockResolvedValue({ log: 's', seq })
  await all.pump.start(Promise.resolve())
  return all
}

/** One of somebody who may say where they stopped. */
async function awaitedAt(seq: number, log: readonly LogStep[] = []) {
  const all = pumping({ s: log })
  all.position.mockResolvedValue({ log: 's', seq, asks: true })
  await all.pump.start(Promise.resolve())
  return all
}

/** Lets what has been read arrive. */
const turns = () => new Promise((resolve) => setImmediate(resolve))

test.each([
  { what: 'what is next in line', at: 0, comes: steps(3), hears: [1, 2, 3], reads: 0 },
  { what: 'nothing twice', at: 0, comes: [step(1), step(1), step(2), step(1)], hears: [1, 2], reads: 0 },
  { what: 'nothing from before it began', at: 4, comes: [step(3), step(4), step(5)], hears: [5], reads: 0 },
  { what: 'what was lost before, by one read', at: 1, comes: [step(4)], hears: [2, 3, 4, 5], reads: 1 },
  {
    what: 'in order what comes the wrong way round',
    at: 0,
    log: steps(2),
    comes: [step(2), step(1)],
    hears: [1, 2],
    reads: 1,
  },
  {
    what: 'what comes while it reads after what it reads',
    at: 0,
    comes: [step(3), words('typing'), step(4), step(2), step(5)],
    hears: [1, 2, 3, 4, 5, 'typing'],
    reads: 1,
  },
  {
    what: 'what is not kept any more never, and the rest',
    at: 0,
    log: steps(6, 4),
    comes: [step(6), step(7)],
    hears: [4, 5, 6, 7],
    reads: 1,
  },
  { what: 'what comes though the log is gone', at: 2, log: [], comes: [step(9)], hears: [9], reads: 1 },
  {
    what: 'the end after what was lost before it',
    at: 1,
    log: steps(3),
    comes: [end(3)],
    hears: [2, 3, 'end of s'],
    reads: 1,
  },
  {
    what: 'nothing after the end',
    at: 3,
    comes: [end(3), end(3), step(4), step(3)],
    hears: ['end of s'],
    reads: 0,
  },
  {
    what: 'the next session, and of the last one no more',
    at: 1,
    comes: [end(1), step(1, 'next'), step(1), step(2, 'next')],
    hears: ['end of s', 'next1', 'next2'],
    reads: 0,
  },
])('a connection hears $what', async ({ at, log = steps(5), comes, hears, reads }) => {
  const { pump, heard, missed } = await startedAt(at, log)
  for (const one of comes) pump.take(one)
  await turns()
  expect([heard, missed.mock.calls.length]).toEqual([hears, reads])
})

test('the next in line goes out at once, with what is no entry', async () => {
  const { pump, heard } = await startedAt(0)
  for (const one of [words('typing'), step(1), step(2)]) pump.take(one)
  expect(heard).toEqual(['typing', 1, 2])
})

test.each<{ position: LogPosition | undefined; hears: unknown[]; reads: unknown[] }>([
  { position: undefined, hears: ['hi', 1, 2, 3], reads: [['ann', 's', 0]] },
  { position: { log: 's', seq: 0 }, hears: ['hi', 1, 2, 3], reads: [['ann', 's', 0]] },
  { position: { log: 's', seq: 1 }, hears: ['hi', 2, 3], reads: [] },
  { position: { log: 's', seq: 3 }, hears: ['hi'], reads: [] },
])('what comes before it is known where to begin waits: $position', async ({ position, hears, reads }) => {
  const all = pumping({ s: steps(3) })
  const found = Promise.withResolvers<LogPosition | undefined>()
  all.position.mockReturnValue(found.promise)
  const started = all.pump.start(Promise.resolve())
  for (const one of [words('hi'), step(2), step(3)]) all.pump.take(one)
  await turns()
  expect(all.heard).toEqual([])
  found.resolve(position)
  await started
  await turns()
  expect([all.heard, all.missed.mock.calls]).toEqual([hears, reads])
})

const start: LogStep = { ...step(0), after: 0, frames: [frame('match')] }

test.each([
  { when: 'before its entries', comes: [start, step(1)], hears: ['match', 1] },
  {
    when: 'though its place is known',
    position: { log: 's', seq: 0 },
    comes: [start, step(1)],
    hears: ['match', 1],
  },
  { when: 'late', comes: [step(1), start, step(2)], hears: [1, 'match', 2] },
])('the beginning of a session is told $when', async ({ position, comes, hears }) => {
  const all = pumping()
  all.position.mockResolvedValue(position)
  await all.pump.start(Promise.resolve())
  for (const one of comes) all.pump.take(one)
  expect(all.heard).toEqual(hears)
})

test('a first entry that is lost is found after a gap', async () => {
  const { pump, heard } = pumping({ s: steps(1) })
  await pump.start(Promise.resolve())
  pump.take(start)
  pump.lookAgain()
  await turns()
  expect(heard).toEqual(['match', 1])
})

test('it looks where to begin only when everything published is heard', async () => {
  const { pump, position } = pumping()
  const hears = Promise.withResolvers<void>()
  const started = pump.start(hears.promise)
  await turns()
  expect(position).not.toHaveBeenCalled()
  hears.resolve()
  await started
  expect([position.mock.calls, pump.isIdle()]).toEqual([[['ann']], true])
})

test('a session that ended before one could hear of it says its end alone', async () => {
  const { pump, heard } = pumping({ s: [...steps(3), end(3)] })
  await pump.start(Promise.resolve())
  pump.take(end(3))
  await turns()
  expect(heard).toEqual(['end of s'])
})

test.each([
  { replayed: { after: 2, upTo: 4 }, hears: ['replay', 5] },
  { replayed: { after: 0, upTo: 2 }, hears: [3, 4, 5] },
  { replayed: { after: 1, upTo: 3 }, hears: [3, 4, 5] },
])('at 2, what is said again after $replayed.after up to $replayed.upTo', async ({ replayed, hears }) => {
  const { pump, heard } = await startedAt(2, steps(5))
  pump.take({ ...step(1), ...replayed, frames: [frame('replay')] })
  for (const one of steps(5)) pump.take(one)
  await turns()
  expect(heard).toEqual(hears)
})

test('what an answer has told already does not come again, also not when it is being read', async () => {
  const { pump, heard } = await startedAt(0, steps(4))
  pump.take(step(3))
  pump.heardUpTo('s', 3)
  pump.take(step(4))
  pump.heardUpTo('s', 1)
  pump.take(step(2))
  await turns()
  expect(heard).toEqual([4])
})

test('after a gap it looks for what it missed, the end too', async () => {
  const { pump, heard, missed } = await startedAt(1, [...steps(3), end(3)])
  pump.lookAgain()
  await turns()
  expect(heard).toEqual([2, 3, 'end of s'])
  pump.lookAgain()
  await turns()
  expect(missed).toHaveBeenCalledTimes(1)
})

test('a gap while it reads is read again, for what the first read was too early for', async () => {
  const { pump, heard, missed } = await startedAt(0)
  const first = Promise.withResolvers<readonly LogStep[]>()
  missed.mockReturnValueOnce(first.promise).mockResolvedValueOnce(steps(4, 3))
  pump.take(step(2))
  pump.lookAgain()
  first.resolve(steps(2))
  await turns()
  expect([heard, missed.mock.calls.length]).toEqual([[1, 2, 3, 4], 2])
})

test('a log that cannot be read is tried again, and nothing overtakes meanwhile', async () => {
  const { pump, heard, missed, clock, drop, onError } = await startedAt(0, steps(4))
  missed.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'))
  pump.take(step(3))
  await turns()
  pump.take(step(4))
  expect(heard).toEqual([])
  for (let tried = 0; tried < 2; tried += 1) {
    await clock.advance(500)
    await turns()
  }
  expect([heard, onError.mock.calls.length, drop.mock.calls]).toEqual([[1, 2, 3, 4], 2, []])
})

test('a log that cannot be read for long breaks the connection off, and nothing more is sent', async () => {
  const { pump, heard, missed, clock, drop } = await startedAt(0)
  missed.mockRejectedValue(new Error('away'))
  pump.take(step(3))
  for (let passed = 0; passed < 3_000; passed += 100) {
    await turns()
    await clock.advance(100)
  }
  pump.take(step(1))
  expect([heard, drop.mock.calls]).toEqual([[], [['the log could not be read']]])
  expect(missed).toHaveBeenCalledTimes(4)
})

test('what waits is bounded: beyond that the connection is broken off', async () => {
  const { pump, heard, missed, drop } = await startedAt(0)
  missed.mockReturnValue(new Promise(() => undefined))
  for (let seq = 2; seq <= MAX_HELD; seq += 1) pump.take(step(seq))
  expect(drop).not.toHaveBeenCalled()
  for (const seq of [1, 2, 3]) pump.take(step(MAX_HELD + seq))
  expect([heard, drop.mock.calls]).toEqual([[], [['too much waits for the log']]])
})

test('a closed connection reads no more', async () => {
  const { pump, heard, missed, clock } = await startedAt(0, steps(4))
  missed.mockRejectedValueOnce(new Error('away'))
  pump.take(step(3))
  await turns()
  pump.stop()
  await clock.advance(10_000)
  await turns()
  expect([heard, missed.mock.calls.length]).toEqual([[], 1])
})

test('what comes before the client says where it stopped is not sent beside what it is told then', async () => {
  const { pump, heard } = await awaitedAt(3)
  for (const one of [step(4), words('typing'), step(5)]) pump.take(one)
  expect(heard).toEqual([])
  pump.heardUpTo('s', 4)
  pump.goOn()
  pump.take(step(6))
  expect(heard).toEqual(['typing', 5, 6])
})

test('a client that never says where it stopped hears what goes on all the same', async () => {
  const { pump, heard, clock } = await awaitedAt(3)
  pump.take(step(4))
  await clock.advance(ASKS_WITHIN_MS - 1)
  expect(heard).toEqual([])
  await clock.advance(1)
  await turns()
  pump.take(step(5))
  expect(heard).toEqual([4, 5])
})

test('a client that is saying something is waited for, however long its answer takes', async () => {
  const { pump, heard, clock } = await awaitedAt(3)
  pump.take(step(4))
  await clock.advance(ASKS_WITHIN_MS - 1)
  pump.listen()
  await clock.advance(ASKS_WITHIN_MS)
  await turns()
  expect(heard).toEqual([])
  pump.heardUpTo('s', 4)
  pump.goOn()
  pump.take(step(5))
  expect(heard).toEqual([5])
})

test('a gap noticed before the client has had its say is filled afterwards', async () => {
  const { pump, heard } = await awaitedAt(3, steps(5, 4))
  pump.lookAgain()
  pump.goOn()
  await turns()
  expect(heard).toEqual([4, 5])
})

test.each([
  { what: 'after where its handshake says it stopped', from: { log: 's', seq: 2 }, hears: [3, 4, 5] },
  {
    what: 'after what was sent, where the handshake names another talk',
    from: { log: 't', seq: 2 },
    hears: [],
  },
])('a connection hears $what', async ({ from, hears }) => {
  const { pump, heard, position } = pumping({ s: steps(5) })
  position.mockResolvedValue({ log: 's', seq: 5 })
  await pump.start(Promise.resolve(), from)
  await turns()
  expect(heard).toEqual(hears)
})

const beginning: LogStep = { ...step(0), after: 0, upTo: 0, frames: [frame('found')] }

test.each([
  { when: 'was in none', before: [] },
  { when: 'was in another one', before: [end(0, 'r')] },
])(
  'a session that began unheard is told from its beginning after a gap, to who $when',
  async ({ before }) => {
    const { pump, heard, position, missed } = pumping({ s: [beginning, ...steps(2)] })
    missed.mockImplementation(async (_, log, after) =>
      log === 's' && after === BEFORE_BEGINNING ? [beginning, ...steps(2)] : [],
    )
    position.mockResolvedValue({ log: 's', seq: 2, asks: true })
    for (const one of before) pump.take(one)
    heard.length = 0
    pump.lookAgain()
    await turns()
    pump.take(step(3))
    expect(heard).toEqual(['found', 1, 2, 3])
  },
)

test('who has heard nothing of their talk yet is told that it began, and goes on from there', async () => {
  const { pump, heard, position, missed } = pumping()
  missed.mockImplementation(async (_, _log, after) => (after === BEFORE_BEGINNING ? [beginning] : []))
  position.mockResolvedValue({ log: 's', seq: BEFORE_BEGINNING })
  await pump.start(Promise.resolve())
  await turns()
  for (const one of steps(2)) pump.take(one)
  expect(heard).toEqual(['found', 1, 2])
  expect(missed).toHaveBeenCalledOnce()
})

test('a gap says nothing of a session that has ended for this connection', async () => {
  const { pump, heard, position, missed } = pumping()
  position.mockResolvedValue({ log: 's', seq: 1 })
  for (const one of [step(1), end(1)]) pump.take(one)
  pump.lookAgain()
  await turns()
  expect(heard).toEqual([1, 'end of s'])
  expect(missed).not.toHaveBeenCalled()
})
