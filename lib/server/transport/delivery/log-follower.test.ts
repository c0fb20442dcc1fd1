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
const frame = (data: unknown): Frame => ({ contracts: ['any'], namespace: '/', event: 'sent', data })
/** What concerns a log without being a step in it. */
const note = (data: unknown, log = S): LogPublication => ({
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
  const received: unknown[] = []
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
    { user: 'ann', send: (frames) => received.push(...frames.map(({ data }) => data)), drop },
  )
  const position = (start: LogStart | undefined) => startsOf.mockResolvedValue(start ? [start] : [])
  const start = (resume?: ResumePoint) => follower.start(Promise.resolve(), resume)
  return { follower, received, clock, missed, startsOf, position, start, lost, onError, drop }
}

/** A follower that knows its position. */
async function startedAt(seq: number, log: readonly LogPublication[] = []) {
  const all = following({ s: log })
  all.position({ log: S, seq, asks: false })
  await all.start()
  return all
}

/** A follower whose client may send its position. */
async function awaitedAt(seq: number, log: readonly LogPublication[] = []) {
  const all = following({ s: log })
  all.position({ log: S, seq, asks: true })
  await all.start()
  return all
}

/** Resolves when reads have been delivered. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

test.each([
  { what: 'the next entries in order', at: 0, comes: steps(3), receives: [1, 2, 3], reads: 0 },
  { what: 'no entry twice', at: 0, comes: [step(1), step(1), step(2), step(1)], receives: [1, 2], reads: 0 },
  {
    what: 'no entry from before its position',
    at: 4,
    comes: [step(3), step(4), step(5)],
    receives: [5],
    reads: 0,
  },
  { what: 'lost entries, by one read', at: 1, comes: [step(4)], receives: [2, 3, 4, 5], reads: 1 },
  {
    what: 'reversed entries in order',
    at: 0,
    log: steps(2),
    comes: [step(2), step(1)],
    receives: [1, 2],
    reads: 1,
  },
  {
    what: 'publications during a read after what was read',
    at: 0,
    comes: [step(3), note('typing'), step(4), step(2), step(5)],
    receives: [1, 2, 3, 4, 5, 'typing'],
    reads: 1,
  },
  {
    what: 'the rest, where the oldest entries are no longer kept',
    at: 0,
    log: steps(6, 4),
    comes: [step(6), step(7)],
    receives: [4, 5, 6, 7],
    reads: 1,
  },
  {
    what: 'an entry although its log has been dropped',
    at: 2,
    log: [],
    comes: [step(9)],
    receives: [9],
    reads: 1,
  },
  {
    what: 'the end after lost entries',
    at: 1,
    log: steps(3),
    comes: [end(3)],
    receives: [2, 3, 'end of s'],
    reads: 1,
  },
  {
    what: 'nothing after the end',
    at: 3,
    comes: [end(3), end(3), step(4), step(3)],
    receives: ['end of s'],
    reads: 0,
  },
  {
    what: 'the next session, and nothing more of the last one',
    at: 1,
    comes: [end(1), step(1, 'next'), step(1), step(2, 'next')],
    receives: ['end of s', 'next1', 'next2'],
    reads: 1, // for its beginning
  },
])('a connection receives $what', async ({ at, log = steps(5), comes, receives, reads }) => {
  const { follower, received, missed } = await startedAt(at, log)
  for (const one of comes) follower.receive(one)
  await settled()
  expect([received, missed.mock.calls.length]).toEqual([receives, reads])
})

test('the next entry is sent at once, and so is what is no entry', async () => {
  const { follower, received } = await startedAt(0)
  for (const one of [note('typing'), step(1), step(2)]) follower.receive(one)
  expect(received).toEqual(['typing', 1, 2])
})

test.each<{ position: LogStart | undefined; receives: unknown[]; reads: unknown[] }>([
  { position: undefined, receives: ['hi', 1, 2, 3], reads: [['ann', S, BEFORE_BEGINNING]] },
  { position: { log: S, seq: 0, asks: false }, receives: ['hi', 1, 2, 3], reads: [['ann', S, 0]] },
  { position: { log: S, seq: 1, asks: false }, receives: ['hi', 2, 3], reads: [] },
  { position: { log: S, seq: 3, asks: false }, receives: ['hi'], reads: [] },
])(
  'publications wait until the start position is known: $position',
  async ({ position, receives, reads }) => {
    const all = following({ s: steps(3) })
    const found = Promise.withResolvers<readonly LogStart[]>()
    all.startsOf.mockReturnValue(found.promise)
    const started = all.start()
    for (const one of [note('hi'), step(2), step(3)]) all.follower.receive(one)
    await settled()
    expect(all.received).toEqual([])
    found.resolve(position ? [position] : [])
    await started
    await settled()
    expect([all.received, all.missed.mock.calls]).toEqual([receives, reads])
  },
)

test('a client that claims to have more than there is, receives what comes next', async () => {
  const { follower, received, position, start } = following({ s: steps(2) })
  position({ log: S, seq: 2, end: 2, asks: false })
  await start({ log: S, seq: 1_000_000 })
  await settled()
  follower.receive(step(3))
  expect(received).toEqual([3])
})

const begins = beginning('match')

test.each<{ when: string; position?: LogStart; comes: LogPublication[]; receives: unknown[] }>([
  { when: 'before its entries', comes: [begins, step(1)], receives: ['match', 1] },
  {
    when: 'though its position is known',
    position: { log: S, seq: 0, asks: false },
    comes: [begins, step(1)],
    receives: ['match', 1],
  },
  {
    when: 'late, once',
    position: { log: S, seq: 0, asks: false },
    comes: [step(1), begins, step(2), begins],
    receives: [1, 'match', 2],
  },
])('the beginning of a session is sent $when', async ({ position, comes, receives }) => {
  const all = following()
  all.position(position)
  await all.start()
  for (const one of comes) all.follower.receive(one)
  expect(all.received).toEqual(receives)
})

test('an entry that overtakes the beginning of its session causes a read, and both are sent in order', async () => {
  const { follower, received, missed, start } = following({ s: [begins, ...steps(1)] })
  await start()
  missed.mockResolvedValueOnce([begins, ...steps(1)])
  for (const one of [step(1), begins, step(2)]) follower.receive(one)
  await settled()
  expect(received).toEqual(['match', 1, 2])
})

test('a first entry that is lost is found after a gap', async () => {
  const { follower, received, start } = following({ s: steps(1) })
  await start()
  follower.receive(begins)
  await follower.readAgain()
  await settled()
  expect(received).toEqual(['match', 1])
})

test('the start position is read only once subscriptions are in force', async () => {
  const { follower, startsOf } = following()
  const inForce = Promise.withResolvers<void>()
  const started = follower.start(inForce.promise, undefined)
  await settled()
  expect(startsOf).not.toHaveBeenCalled()
  inForce.resolve()
  await started
  expect([startsOf.mock.calls, follower.isIdle()]).toEqual([[['ann']], true])
})

test('of a session that ended before it was subscribed to, only the end is sent', async () => {
  const { start, follower, received } = following({ s: [...steps(3), end(3)] })
  await start()
  follower.receive(end(3))
  await settled()
  expect(received).toEqual(['end of s'])
})

test.each([
  { replayed: { after: 2, upTo: 4 }, receives: ['replay', 5] },
  { replayed: { after: 0, upTo: 2 }, receives: [3, 4, 5] },
  { replayed: { after: 1, upTo: 3 }, receives: [3, 4, 5] },
])(
  'a follower at 2 gets a repetition of $replayed.after to $replayed.upTo',
  async ({ replayed, receives }) => {
    const { follower, received } = await startedAt(2, steps(5))
    follower.receive({
      kind: 'frames',
      position: { log: S, ends: false, ...replayed },
      frames: [frame('replay')],
    })
    for (const one of steps(5)) follower.receive(one)
    await settled()
    expect(received).toEqual(receives)
  },
)

test('entries delivered by an answer are not sent again, also not by a read under way', async () => {
  const { follower, received } = await startedAt(0, steps(4))
  follower.receive(step(3))
  follower.markDelivered(S, 3)
  follower.receive(step(4))
  follower.markDelivered(S, 1)
  follower.receive(step(2))
  await settled()
  expect(received).toEqual([4])
})

test('a follower reads what it missed after a gap, the end too', async () => {
  const { follower, received, missed } = await startedAt(1, [...steps(3), end(3)])
  await follower.readAgain()
  await settled()
  expect(received).toEqual([2, 3, 'end of s'])
  await follower.readAgain()
  await settled()
  expect(missed).toHaveBeenCalledTimes(1)
})

test('a gap during a read causes a second read', async () => {
  const { follower, received, missed } = await startedAt(0)
  const first = Promise.withResolvers<readonly LogPublication[]>()
  missed.mockReturnValueOnce(first.promise).mockResolvedValueOnce(steps(4, 3))
  follower.receive(step(2))
  await follower.readAgain()
  first.resolve(steps(2))
  await settled()
  expect([received, missed.mock.calls.length]).toEqual([[1, 2, 3, 4], 2])
})

test('a log that cannot be read is tried again, and no publication overtakes it', async () => {
  const { follower, received, missed, clock, drop, onError } = await startedAt(0, steps(4))
  missed.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'))
  follower.receive(step(3))
  await settled()
  follower.receive(step(4))
  expect(received).toEqual([])
  for (let tried = 0; tried < 2; tried += 1) {
    await clock.advance(500)
    await settled()
  }
  expect([received, onError.mock.calls.length, drop.mock.calls]).toEqual([[1, 2, 3, 4], 2, []])
})

test('a log that stays unreadable drops the connection, and nothing more is sent', async () => {
  const { follower, received, missed, clock, drop } = await startedAt(0)
  missed.mockRejectedValue(new Error('away'))
  follower.receive(step(3))
  for (let passed = 0; passed < 3_000; passed += 100) {
    await settled()
    await clock.advance(100)
  }
  follower.receive(step(1))
  expect([received, drop.mock.calls]).toEqual([[], [['the log could not be read']]])
  expect(missed).toHaveBeenCalledTimes(4)
})

test('a connection with too many waiting publications is dropped', async () => {
  const { follower, received, missed, drop } = await startedAt(0)
  missed.mockReturnValue(new Promise(() => undefined))
  for (let seq = 2; seq <= MAX_HELD; seq += 1) follower.receive(step(seq))
  expect(drop).not.toHaveBeenCalled()
  for (const seq of [1, 2, 3]) follower.receive(step(MAX_HELD + seq))
  expect([received, drop.mock.calls]).toEqual([[], [['too much waits for the log']]])
})

test('a closed connection stops reading', async () => {
  const { follower, received, missed, clock } = await startedAt(0, steps(4))
  missed.mockRejectedValueOnce(new Error('away'))
  follower.receive(step(3))
  await settled()
  follower.stop()
  await clock.advance(10_000)
  await settled()
  expect([received, missed.mock.calls.length]).toEqual([[], 1])
})

test('publications before the client sends its position are not sent beside the answer to it', async () => {
  const { follower, received } = await awaitedAt(3)
  for (const one of [step(4), note('typing'), step(5)]) follower.receive(one)
  expect(received).toEqual([])
  follower.markDelivered(S, 4)
  follower.goOn()
  follower.receive(step(6))
  expect(received).toEqual(['typing', 5, 6])
})

test('a client that never sends its position receives what follows after a time', async () => {
  const { follower, received, clock } = await awaitedAt(3)
  follower.receive(step(4))
  await clock.advance(ASKS_WITHIN_MS - 1)
  expect(received).toEqual([])
  await clock.advance(1)
  await settled()
  follower.receive(step(5))
  expect(received).toEqual([4, 5])
})

test('a client whose event is being handled is waited for, however long its answer takes', async () => {
  const { follower, received, clock } = await awaitedAt(3)
  follower.receive(step(4))
  await clock.advance(ASKS_WITHIN_MS - 1)
  follower.clientSends()
  await clock.advance(ASKS_WITHIN_MS)
  await settled()
  expect(received).toEqual([])
  follower.markDelivered(S, 4)
  follower.goOn()
  follower.receive(step(5))
  expect(received).toEqual([5])
})

test('a gap noticed while the client is awaited is filled afterwards', async () => {
  const { follower, received } = await awaitedAt(3, steps(5, 4))
  await follower.readAgain()
  follower.goOn()
  await settled()
  expect(received).toEqual([4, 5])
})

test.each([
  {
    what: 'what follows the position in its handshake',
    from: { log: S, seq: 2 },
    receives: [3, 4, 5],
  },
  {
    what: 'the end of another session named in its handshake',
    from: { log: idOf('t'), seq: 2 },
    receives: ['lost session:t'],
  },
])('a connection receives $what', async ({ from, receives }) => {
  const { start, received, position } = following({ s: steps(5) })
  position({ log: S, seq: 5, asks: false })
  await start(from)
  await settled()
  expect(received).toEqual(receives)
})

const found = beginning('found')

test.each([
  { when: 'was in none', before: [] },
  { when: 'was in another one', before: [beginning('r', 'r'), end(0, 'r')] },
])(
  'a session that began during a gap is sent from its beginning to a connection that $when',
  async ({ before }) => {
    const { follower, received, position, missed } = following({ s: [found, ...steps(2)] })
    missed.mockImplementation(async (_, log, after) =>
      log === S && after === BEFORE_BEGINNING ? [found, ...steps(2)] : [],
    )
    position({ log: S, seq: 2, asks: true })
    for (const one of before) follower.receive(one)
    received.length = 0
    await follower.readAgain()
    await settled()
    follower.receive(step(3))
    expect(received).toEqual(['found', 1, 2, 3])
  },
)

test('a connection that received nothing of its session is sent the beginning and what follows', async () => {
  const { start, follower, received, position, missed } = following()
  missed.mockImplementation(async (_, _log, after) => (after === BEFORE_BEGINNING ? [found] : []))
  position({ log: S, seq: BEFORE_BEGINNING, asks: false })
  await start()
  await settled()
  for (const one of steps(2)) follower.receive(one)
  expect(received).toEqual(['found', 1, 2])
  expect(missed).toHaveBeenCalledOnce()
})

test('a gap brings nothing of a session that has ended for the connection', async () => {
  const { follower, received, missed } = await startedAt(0)
  for (const one of [step(1), end(1)]) follower.receive(one)
  await follower.readAgain()
  await settled()
  expect(received).toEqual([1, 'end of s'])
  expect(missed).not.toHaveBeenCalled()
})

test('a new session waits until the end of the one before has been sent', async () => {
  const { follower, received, missed } = await startedAt(1, [...steps(3), end(3)])
  const read = Promise.withResolvers<readonly LogPublication[]>()
  missed.mockReturnValueOnce(read.promise)
  for (const one of [step(3), beginning('next', 'n'), step(1, 'n')]) follower.receive(one)
  await settled()
  expect(received).toEqual([])
  read.resolve([...steps(3), end(3)])
  await settled()
  expect(received).toEqual([2, 3, 'end of s', 'next', 'n1'])
})

test.each([
  { client: 'cannot ask is sent the end', asks: false, goesOn: false, receives: ['lost session:s'] },
  { client: 'has an event for asking is sent nothing', asks: true, goesOn: false, receives: [] },
  { client: 'is in a session that goes on is sent nothing', asks: false, goesOn: true, receives: [] },
])('after a loss of all logs a client that $client', async ({ asks, goesOn, receives }) => {
  const { follower, received, position } = asks ? await awaitedAt(1) : await startedAt(1)
  position(goesOn ? { log: S, seq: 1, asks } : undefined)
  await follower.sendLostEnds()
  await follower.sendLostEnds()
  expect(received).toEqual(receives)
})

test('a client that was sent the beginning without a way of asking is sent the end after a loss, once', async () => {
  const { follower, received } = following()
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
  expect(received).toEqual(['match', 'lost session:s'])
})

test('a client that asked and was answered is sent no end after a loss', async () => {
  const { follower, received } = await startedAt(1)
  follower.markDelivered(S, 1)
  await follower.sendLostEnds()
  expect(received).toEqual([])
})
