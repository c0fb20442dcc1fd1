import { expect, test, vi } from 'vitest'
import { toUser } from '@/lib/domain/topics'
import { createMemoryFanOut } from '@/lib/server/adapters/memory/fan-out'
import { actor } from '@/lib/server/services/core.fixture'
import { createConnectionFactory } from './connection'
import { connectionDeps, socketAdapter } from './connection.fixture'
import { MAX_WAITING, MAX_WAITING_SIZE } from './inbound-queue'
import { createSocketCounters } from './socket-counters'

/** A connection whose events each take until they are let go on. */
function open() {
  const [closed, taken]: [string[], string[]] = [[], []]
  const counters = createSocketCounters()
  let goOn: () => void = () => undefined
  const { connect } = createConnectionFactory(
    connectionDeps({
      dispatch: {
        handle: (_, event) => {
          taken.push(event)
          return new Promise((resolve) => (goOn = resolve))
        },
        greet: async () => undefined,
        namespaces: ['/'],
      },
      counters,
    }),
  )
  const { socket } = socketAdapter('one', { close: (reason) => void closed.push(reason) })
  const connection = connect(socket)
  async function next() {
    goOn()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { connection, closed, taken, counters, next }
}

const FLOOD = ['too many events at once']

test.each([
  { what: 'a text', payload: 'x'.repeat(900_000), event: 'say' },
  { what: 'fields', payload: { a: 'x'.repeat(450_000), b: ['x'.repeat(450_000)] }, event: 'say' },
  { what: 'bytes', payload: Buffer.alloc(900_000), event: 'say' },
  { what: 'a name', payload: undefined, event: 'x'.repeat(900_000) },
])('what waits is bounded by its size: $what', async ({ event, payload }) => {
  const { connection, closed, taken, counters, next } = open()
  const fit = Math.floor(MAX_WAITING_SIZE / 900_100)
  for (let sent = 0; sent < fit; sent += 1) connection.receive(event, payload, undefined)
  expect(closed).toEqual([])
  for (let more = 0; more < 10; more += 1) connection.receive(event, payload, undefined)
  expect(closed).toEqual(FLOOD)
  expect(counters.read()).toEqual([{ how: 'closed', reason: 'flood', count: 1 }])
  await next()
  expect(taken).toHaveLength(1) // the rest of a flood has no effect
})

test('and by its number', () => {
  const { connection, closed } = open()
  for (let sent = 0; sent < MAX_WAITING; sent += 1) connection.receive('say', {}, undefined)
  expect(closed).toEqual([])
  connection.receive('say', {}, undefined)
  expect(closed).toEqual(FLOOD)
})

test('what has had its turn counts no more', async () => {
  const { connection, closed, taken, next } = open()
  const picture = { message: 'x'.repeat(900_000) }
  for (let sent = 0; sent < 50; sent += 1) {
    connection.receive('say', picture, undefined)
    await next()
  }
  expect(taken).toHaveLength(50)
  expect(closed).toEqual([])
})

test('a role and a tier that change while it opens hold for its first event', async () => {
  const fanOut = createMemoryFanOut()
  const entered = Promise.withResolvers<boolean>()
  const actors: unknown[] = []
  const { connect } = createConnectionFactory(
    connectionDeps({
      fanOut,
      accountSockets: {
        enter: () => entered.promise,
        spoke: async () => undefined,
        left: async () => undefined,
      },
      dispatch: {
        handle: async ({ actor }) => void actors.push(actor),
        greet: async () => undefined,
        namespaces: ['/'],
      },
    }),
  )
  const connection = connect(socketAdapter('one').socket)
  connection.admit({ ...actor('ann'), role: 'admin' })
  fanOut.publish(toUser('ann'), { kind: 'actor', changes: { role: 'user' } })
  fanOut.publish(toUser('ann'), { kind: 'actor', changes: { tier: 2 } })
  entered.resolve(true)
  connection.receive('say', {}, undefined)
  await vi.waitFor(() => expect(actors).toMatchObject([{ role: 'user', tier: 2 }]))
})
