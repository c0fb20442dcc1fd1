import { expect, test, vi } from 'vitest'
import { BEFORE_BEGINNING, beginningOf, endOf, entryOf, isStep, type LogId, logOf } from '@/lib/domain/logs'
import type { Frame } from '@/lib/server/ports/connections/fan-out'
import type { LogStart, ResumePoint } from '@/lib/server/ports/connections/log-source'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { ASKS_WITHIN_MS, type LogPublication, MAX_HELD } from './log-cursor'
import { LogFollower } from './log-follower'
import type { LogReader } from './log-reader'

const S = logOf('session', 's')
const idOf = (log: string): LogId => logOf('session', log)
const frame = (data: unknown): Frame => ({ contracts: ['any'], namespace: '/', event: 'said', data })
/** What concerns a log without being a step in it. */
const words = (data: unknown, log = S): LogPublication => ({
  kind: 'frames',
  frames: [frame(data)],
  position: { log },
})
const step = (seq: number, log = 's'): LogPublication => ({
  kind: 'frames',
  position: entryOf(idOf(log), seq),
  frames: [frame(log === 's' ? seq : `${log}${seq}`)],
})
const end = (lastSeq: number, log = 's'): LogPublication => ({
  kind: 'frames',
  position: endOf(idOf(log), lastSeq),
  frames: [frame(`end of ${log}`)],
})
const beginning = (data: string, log = 's'): LogPublication => ({
  kind: 'frames',
  position: beginningOf(idOf(log)),
  frames: [frame(data)],
})
const steps = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => step(first + index))
const upTo = ({ position }: LogPublication) => (isStep(position) ? position.upTo : 0)

/** A connection's follower of sessions, with what its logs hold when they are read. */
function following(logs: Record<string, readonly LogPublication[]> = {}) {
  const heard: unknown[] = []
  const clock = createFakeClock()
  const missed = vi.fn<LogReader['missed']>(async (_, log, after) =>
    (logs[log.slice('session:'.length)] ?? []).filter((one) => upTo(one) > after),
  )
  const startsOf = vi.fn<LogReader['startsOf']>(async () => [])
  const lost = vi.fn<LogReader['lost']>((_, log) => [frame(`lost ${log}`)])
  const [onError, drop] = [vi.fn<(error: unknown) => void>(), vi.fn<(reason: string) => void>()]
  const follower = new LogFollower(
    { kind: 'session', isExclusive: true, startsOf, missed, lost },
    { clock, onError },
    { user: 'ann', send: (frames) => heard.push(...frames.map(({ data }) => data)), drop },
  )
  const position = (start: LogStart | undefined) => startsOf.mockResolvedValue(start ? [start] : [])
  const start = (resume?: ResumePoint) => follower.start(Promise.resolve(), resume)
  return { follower, heard, clock, missed, startsOf, position, start, lost, onError, drop }
}

/** One that has been told where it stands, as a connection is. */
async function startedAt(seq: number, log: readonly LogPublication[] = []) {
  const all = following({ s: log })
  all.position({ log: S, seq, asks: false })
  await all.start()
  return all
}

/** One whose client may say where it stopped. */
async function awaitedAt(seq: number, log: readonly LogPublication[] = []) {
  const all = following({ s: log })
  all.position({ log: S, seq, asks: true })
  await all.start()
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
    reads: 1, // for its beginning
  },
])('a connection hears $what', async ({ at, log = steps(5), comes, hears, reads }) => {
  const { follower, heard, missed } = await startedAt(at, log)
  for (const one of comes) follower.receive(one)
  await turns()
  expect([heard, missed.mock.calls.length]).toEqual([hears, reads])
})

test('the next in line goes out at once, with what is no entry', async () => {
  const { follower, heard } = await startedAt(0)
  for (const one of [words('typing'), step(1), step(2)]) follower.receive(one)
  expect(heard).toEqual(['typing', 1, 2])
})

test.each<{ position: LogStart | undefined; hears: unknown[]; reads: unknown[] }>([
  { position: undefined, hears: ['hi', 1, 2, 3], reads: [['ann', S, BEFORE_BEGINNING]] },
  { position: { log: S, seq: 0, asks: false }, hears: ['hi', 1, 2, 3], reads: [['ann', S, 0]] },
  { position: { log: S, seq: 1, asks: false }, hears: ['hi', 2, 3], reads: [] },
  { position: { log: S, seq: 3, asks: false }, hears: ['hi'], reads: [] },
])('what comes before it is known where to begin waits: $position', async ({ position, hears, reads }) => {
  const all = following({ s: steps(3) })
  const found = Promise.withResolvers<readonly LogStart[]>()
  all.startsOf.mockReturnValue(found.promise)
  const started = all.start()
  for (const one of [words('hi'), step(2), step(3)]) all.follower.receive(one)
  await turns()
  expect(all.heard).toEqual([])
  found.resolve(position ? [position] : [])
  await started
  await turns()
  expect([all.heard, all.missed.mock.calls]).toEqual([hears, reads])
})

const begins = beginning('match')

test.each<{ when: string; position?: LogStart; comes: LogPublication[]; hears: unknown[] }>([
  { when: 'before its entries', comes: [begins, step(1)], hears: ['match', 1] },
  {
    when: 'though its position is known',
    position: { log: S, seq: 0, asks: false },
    comes: [begins, step(1)],
    hears: ['match', 1],
  },
  {
    when: 'late, once',
    position: { log: S, seq: 0, asks: false },
    comes: [step(1), begins, step(2), begins],
    hears: [1, 'match', 2],
  },
])('the beginning of a session is sent $when', async ({ position, comes, hears }) => {
  const all = following()
  all.position(position)
  await all.start()
  for (const one of comes) all.follower.receive(one)
  expect(all.heard).toEqual(hears)
})

test('an entry that overtakes the beginning of its session makes both be read, in order', async () => {
  const { follower, heard, missed, start } = following({ s: [begins, ...steps(1)] })
  await start()
  missed.mockResolvedValueOnce([begins, ...steps(1)])
  for (const one of [step(1), begins, step(2)]) follower.receive(one)
  await turns()
  expect(heard).toEqual(['match', 1, 2])
})

test('a first entry that is lost is found after a gap', async () => {
  const { follower, heard, start } = following({ s: steps(1) })
  await start()
  follower.receive(begins)
  await follower.readAgain()
  await turns()
  expect(heard).toEqual(['match', 1])
})

test('it looks where to begin only when everything published is heard', async () => {
  const { follower, startsOf } = following()
  const hears = Promise.withResolvers<void>()
  const started = follower.start(hears.promise, undefined)
  await turns()
  expect(startsOf).not.toHaveBeenCalled()
  hears.resolve()
  await started
  expect([startsOf.mock.calls, follower.isIdle()]).toEqual([[['ann']], true])
})

test('a session that ended before one could hear of it says its end alone', async () => {
  const { start, follower, heard } = following({ s: [...steps(3), end(3)] })
  await start()
  follower.receive(end(3))
  await turns()
  expect(heard).toEqual(['end of s'])
})

test.each([
  { replayed: { after: 2, upTo: 4 }, hears: ['replay', 5] },
  { replayed: { after: 0, upTo: 2 }, hears: [3, 4, 5] },
  { replayed: { after: 1, upTo: 3 }, hears: [3, 4, 5] },
])('at 2, what is said again after $replayed.after up to $replayed.upTo', async ({ replayed, hears }) => {
  const { follower, heard } = await startedAt(2, steps(5))
  follower.receive({
    kind: 'frames',
    position: { log: S, ends: false, ...replayed },
    frames: [frame('replay')],
  })
  for (const one of steps(5)) follower.receive(one)
  await turns()
  expect(heard).toEqual(hears)
})

test('what an answer has told already does not come again, also not when it is being read', async () => {
  const { follower, heard } = await startedAt(0, steps(4))
  follower.receive(step(3))
  follower.markDelivered(S, 3)
  follower.receive(step(4))
  follower.markDelivered(S, 1)
  follower.receive(step(2))
  await turns()
  expect(heard).toEqual([4])
})

test('after a gap it looks for what it missed, the end too', async () => {
  const { follower, heard, missed } = await startedAt(1, [...steps(3), end(3)])
  await follower.readAgain()
  await turns()
  expect(heard).toEqual([2, 3, 'end of s'])
  await follower.readAgain()
  await turns()
  expect(missed).toHaveBeenCalledTimes(1)
})

test('a gap while it reads is read again, for what the first read was too early for', async () => {
  const { follower, heard, missed } = await startedAt(0)
  const first = Promise.withResolvers<readonly LogPublication[]>()
  missed.mockReturnValueOnce(first.promise).mockResolvedValueOnce(steps(4, 3))
  follower.receive(step(2))
  await follower.readAgain()
  first.resolve(steps(2))
  await turns()
  expect([heard, missed.mock.calls.length]).toEqual([[1, 2, 3, 4], 2])
})

test('a log that cannot be read is tried again, and nothing overtakes meanwhile', async () => {
  const { follower, heard, missed, clock, drop, onError } = await startedAt(0, steps(4))
  missed.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'))
  follower.receive(step(3))
  await turns()
  follower.receive(step(4))
  expect(heard).toEqual([])
  for (let tried = 0; tried < 2; tried += 1) {
    await clock.advance(500)
    await turns()
  }
  expect([heard, onError.mock.calls.length, drop.mock.calls]).toEqual([[1, 2, 3, 4], 2, []])
})

test('a log that cannot be read for long breaks the connection off, and nothing more is sent', async () => {
  const { follower, heard, missed, clock, drop } = await startedAt(0)
  missed.mockRejectedValue(new Error('away'))
  follower.receive(step(3))
  for (let passed = 0; passed < 3_000; passed += 100) {
    await turns()
    await clock.advance(100)
  }
  follower.receive(step(1))
  expect([heard, drop.mock.calls]).toEqual([[], [['the log could not be read']]])
  expect(missed).toHaveBeenCalledTimes(4)
})

test('what waits is bounded: beyond that the connection is broken off', async () => {
  const { follower, heard, missed, drop } = await startedAt(0)
  missed.mockReturnValue(new Promise(() => undefined))
  for (let seq = 2; seq <= MAX_HELD; seq += 1) follower.receive(step(seq))
  expect(drop).not.toHaveBeenCalled()
  for (const seq of [1, 2, 3]) follower.receive(step(MAX_HELD + seq))
  expect([heard, drop.mock.calls]).toEqual([[], [['too much waits for the log']]])
})

test('a closed connection reads no more', async () => {
  const { follower, heard, missed, clock } = await startedAt(0, steps(4))
  missed.mockRejectedValueOnce(new Error('away'))
  follower.receive(step(3))
  await turns()
  follower.stop()
  await clock.advance(10_000)
  await turns()
  expect([heard, missed.mock.calls.length]).toEqual([[], 1])
})

test('what comes before the client says where it stopped is not sent beside what it is told then', async () => {
  const { follower, heard } = await awaitedAt(3)
  for (const one of [step(4), words('typing'), step(5)]) follower.receive(one)
  expect(heard).toEqual([])
  follower.markDelivered(S, 4)
  follower.goOn()
  follower.receive(step(6))
  expect(heard).toEqual(['typing', 5, 6])
})

test('a client that never says where it stopped hears what goes on all the same', async () => {
  const { follower, heard, clock } = await awaitedAt(3)
  follower.receive(step(4))
  await clock.advance(ASKS_WITHIN_MS - 1)
  expect(heard).toEqual([])
  await clock.advance(1)
  await turns()
  follower.receive(step(5))
  expect(heard).toEqual([4, 5])
})

test('a client that is saying something is waited for, however long its answer takes', async () => {
  const { follower, heard, clock } = await awaitedAt(3)
  follower.receive(step(4))
  await clock.advance(ASKS_WITHIN_MS - 1)
  follower.clientSpeaks()
  await clock.advance(ASKS_WITHIN_MS)
  await turns()
  expect(heard).toEqual([])
  follower.markDelivered(S, 4)
  follower.goOn()
  follower.receive(step(5))
  expect(heard).toEqual([5])
})

test('a gap noticed before the client has had its say is filled afterwards', async () => {
  const { follower, heard } = await awaitedAt(3, steps(5, 4))
  await follower.readAgain()
  follower.goOn()
  await turns()
  expect(heard).toEqual([4, 5])
})

test.each([
  {
    what: 'after where its handshake says it stopped',
    from: { log: S, seq: 2 },
    hears: [3, 4, 5],
  },
  {
    what: 'the end of another session that the handshake names',
    from: { log: idOf('t'), seq: 2 },
    hears: ['lost session:t'],
  },
])('a connection hears $what', async ({ from, hears }) => {
  const { start, heard, position } = following({ s: steps(5) })
  position({ log: S, seq: 5, asks: false })
  await start(from)
  await turns()
  expect(heard).toEqual(hears)
})

const found = beginning('found')

test.each([
  { when: 'was in none', before: [] },
  { when: 'was in another one', before: [beginning('r', 'r'), end(0, 'r')] },
])(
  'a session that began unheard is told from its beginning after a gap, to who $when',
  async ({ before }) => {
    const { follower, heard, position, missed } = following({ s: [found, ...steps(2)] })
    missed.mockImplementation(async (_, log, after) =>
      log === S && after === BEFORE_BEGINNING ? [found, ...steps(2)] : [],
    )
    position({ log: S, seq: 2, asks: true })
    for (const one of before) follower.receive(one)
    heard.length = 0
    await follower.readAgain()
    await turns()
    follower.receive(step(3))
    expect(heard).toEqual(['found', 1, 2, 3])
  },
)

test('who has heard nothing of their talk yet is told that it began, and goes on from there', async () => {
  const { start, follower, heard, position, missed } = following()
  missed.mockImplementation(async (_, _log, after) => (after === BEFORE_BEGINNING ? [found] : []))
  position({ log: S, seq: BEFORE_BEGINNING, asks: false })
  await start()
  await turns()
  for (const one of steps(2)) follower.receive(one)
  expect(heard).toEqual(['found', 1, 2])
  expect(missed).toHaveBeenCalledOnce()
})

test('a gap says nothing of a session that has ended for this connection', async () => {
  const { follower, heard, missed } = await startedAt(0)
  for (const one of [step(1), end(1)]) follower.receive(one)
  await follower.readAgain()
  await turns()
  expect(heard).toEqual([1, 'end of s'])
  expect(missed).not.toHaveBeenCalled()
})

test('a new session waits until the one before has been sent to its end', async () => {
  const { follower, heard, missed } = await startedAt(1, [...steps(3), end(3)])
  const read = Promise.withResolvers<readonly LogPublication[]>()
  missed.mockReturnValueOnce(read.promise)
  for (const one of [step(3), beginning('next', 'n'), step(1, 'n')]) follower.receive(one)
  await turns()
  expect(heard).toEqual([])
  read.resolve([...steps(3), end(3)])
  await turns()
  expect(heard).toEqual([2, 3, 'end of s', 'next', 'n1'])
})

test.each([
  { client: 'cannot ask is sent the end', asks: false, goesOn: false, hears: ['lost session:s'] },
  { client: 'has an event for asking is sent nothing', asks: true, goesOn: false, hears: [] },
  { client: 'is in a session that goes on is sent nothing', asks: false, goesOn: true, hears: [] },
])('after a loss of all logs a client that $client', async ({ asks, goesOn, hears }) => {
  const { follower, heard, position } = asks ? await awaitedAt(1) : await startedAt(1)
  position(goesOn ? { log: S, seq: 1, asks } : undefined)
  await follower.sendLostEnds()
  await follower.sendLostEnds()
  expect(heard).toEqual(hears)
})

test('a client that was sent the beginning without a way of asking is sent the end after a loss, once', async () => {
  const { follower, heard } = following()
  const [
    {
      frames: [match],
      position,
    },
  ] = [beginning('match')]
  if (!match) throw new Error('There is no frame')
  follower.receive({ kind: 'frames', position, frames: [{ ...match, awaitsEnd: true }] })
  await follower.sendLostEnds()
  await follower.sendLostEnds()
  expect(heard).toEqual(['match', 'lost session:s'])
})

test('a client that asked and was answered is sent no end after a loss', async () => {
  const { follower, heard } = await startedAt(1)
  follower.markDelivered(S, 1)
  await follower.sendLostEnds()
  expect(heard).toEqual([])
})
