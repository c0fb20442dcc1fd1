import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Millis } from '@/lib/domain/ids'
import { MAX_ATTEMPTS } from '@/lib/domain/outbox'
import { type Database, openDatabase } from '@/lib/server/adapters/prisma/database'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createOutboxRelay, type OutboxConsumer } from './relay'
import { newReport } from '@/lib/server/ports/moderation/new-report.fixture'

const SECOND = 1_000
type Consumer = OutboxConsumer<'report-outcome'>

let database: Database
beforeAll(async () => void (database = await openDatabase({ inMemory: true })), 60_000)
afterAll(() => database.close())

/** A process with a relay, and what its consumer is given: key and attempt. */
function open(consumer: Consumer = async () => undefined, clock = createFakeClock()) {
  const given: [string, number][] = []
  const logged: string[] = []
  const note = (_: object, message: string) => void logged.push(message)
  const { outboxStore } = database
  const relay = createOutboxRelay({ outboxStore, clock, log: { warn: note, error: note } })
  relay.consume('report-outcome', async (message, signal) => {
    given.push([message.key, message.attempts])
    await consumer(message, signal)
  })
  return { clock, relay, given, logged }
}

/** A report whose outcome is decided. */
async function decide(at: Millis): Promise<string> {
  const draft = newReport('ann', 'bob', at)
  const { id, tenantId } = draft
  await database.reports.submit(draft)
  const audit = { tenantId, actorId: null, action: 'report.reviewed', targetId: id, details: {}, at }
  await database.reportQueue.review(tenantId, id, 'resolved', audit)
  return id
}

const waiting = async () =>
  (await database.outboxStore.depths()).find(({ state }) => state === 'waiting')?.count ?? 0

test('an outcome reaches the consumer, once', async () => {
  const { clock, given, logged } = open()
  const ids = [await decide(clock.now()), await decide(clock.now())]
  await clock.advance(SECOND)
  expect(new Map(given)).toEqual(new Map(ids.map((id) => [id, 1])))
  await clock.advance(60 * SECOND)
  expect([given.length, logged, await waiting()]).toEqual([2, [], 0])
})

test('a message that cannot be delivered is tried again after a growing pause, until it can', async () => {
  let failures = 3
  const { clock, given, logged } = open(() =>
    (failures -= 1) >= 0 ? Promise.reject(new Error('The other side is away')) : Promise.resolve(),
  )
  const id = await decide(clock.now())
  const attempts = [1, 2, 3, 4].map((attempt): [string, number] => [id, attempt])
  for (const [pause, made] of [
    [SECOND, 1],
    [SECOND, 2],
    [SECOND, 2],
    [SECOND, 3],
    [3 * SECOND, 3],
    [SECOND, 4],
  ] as const) {
    await clock.advance(pause)
    expect(given).toEqual(attempts.slice(0, made))
  }
  expect(logged).toEqual(Array(3).fill('an outbox message could not be delivered'))
  expect(await waiting()).toBe(0)
})

test('after its last attempt a message is a dead letter, which is logged as a failure and counted', async () => {
  const { clock, relay, given, logged } = open(() => Promise.reject(new Error('never')))
  const id = await decide(clock.now())
  // Processes that died with it have used up all attempts but one.
  const died = { limit: 1, now: clock.now(), leaseMs: 0 }
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1)
    await database.outboxStore.claim('report-outcome', died)
  await clock.advance(10 * SECOND)
  expect(given).toEqual([[id, MAX_ATTEMPTS]])
  expect(logged).toEqual(['an outbox message became a dead letter'])
  expect(relay.depths()).toEqual([{ kind: 'report-outcome', state: 'dead', count: 1 }])
})

test('a message that every process died with is a dead letter without another attempt', async () => {
  const { clock, given, logged } = open()
  await decide(clock.now())
  const died = { limit: 1, now: clock.now(), leaseMs: 0 }
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1)
    await database.outboxStore.claim('report-outcome', died)
  await clock.advance(SECOND)
  expect([given, logged]).toEqual([[], ['an outbox message became a dead letter']])
})

test('a consumer that hangs is told to stop, and the message is tried again', async () => {
  let isFirst = true
  const stopped: unknown[] = []
  const { clock, given } = open((_, signal) => {
    if (!isFirst) return Promise.resolve()
    isFirst = false
    signal.addEventListener('abort', () => stopped.push(signal.reason))
    return new Promise(() => undefined)
  })
  const id = await decide(clock.now())
  const hanging = clock.advance(SECOND)
  await vi.waitFor(() => expect(given).toEqual([[id, 1]]))
  await clock.advance(19 * SECOND)
  expect([given, stopped]).toEqual([[[id, 1]], []])
  await clock.advance(SECOND)
  await hanging
  await clock.advance(2 * SECOND)
  expect([given, stopped.length]).toEqual([
    [
      [id, 1],
      [id, 2],
    ],
    1,
  ])
})

test('two processes share the work: each message reaches one of them', async () => {
  const clock = createFakeClock()
  const [one, other] = [open(undefined, clock), open(undefined, clock)]
  const ids = []
  for (let n = 0; n < 50; n += 1) ids.push(await decide(clock.now()))
  await clock.advance(SECOND)
  const given = [...one.given, ...other.given]
  expect(given).toHaveLength(ids.length)
  expect(new Map(given)).toEqual(new Map(ids.map((id) => [id, 1])))
})

test('a kind has one consumer', () => {
  const { relay } = open()
  expect(() => relay.consume('report-outcome', async () => undefined)).toThrow('have a consumer already')
})
