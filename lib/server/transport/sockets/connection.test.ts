import { expect, test } from 'vitest'
import { createConnectionFactory } from './connection'
import { connectionDeps, socketAdapter } from './connection.fixture'
import { MAX_WAITING, MAX_WAITING_SIZE } from './inbound-queue'
import { createSocketCounters } from './socket-counters'

/** A connection each of whose events is handled until it is released. */
function open() {
  const [closed, handled]: [string[], string[]] = [[], []]
  const counters = createSocketCounters()
  let goOn: () => void = () => undefined
  const { connect } = createConnectionFactory(
    connectionDeps({
      dispatch: {
        handle: (_, event) => {
          handled.push(event)
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
  return { connection, closed, handled, counters, next }
}

const FLOOD = ['too many events at once']

test.each([
  { what: 'a text', payload: 'x'.repeat(900_000), event: 'send' },
  { what: 'fields', payload: { a: 'x'.repeat(450_000), b: ['x'.repeat(450_000)] }, event: 'send' },
  { what: 'bytes', payload: Buffer.alloc(900_000), event: 'send' },
  { what: 'a name', payload: undefined, event: 'x'.repeat(900_000) },
])('waiting events are bounded by size: $what', async ({ event, payload }) => {
  const { connection, closed, handled, counters, next } = open()
  const fit = Math.floor(MAX_WAITING_SIZE / 900_100)
  for (let sent = 0; sent < fit; sent += 1) connection.receive(event, payload, undefined)
  expect(closed).toEqual([])
  for (let more = 0; more < 10; more += 1) connection.receive(event, payload, undefined)
  expect(closed).toEqual(FLOOD)
  expect(counters.read()).toEqual([{ how: 'closed', reason: 'flood', count: 1 }])
  await next()
  expect(handled).toHaveLength(1) // the rest of a flood has no effect
})

test('waiting events are bounded by number', () => {
  const { connection, closed } = open()
  for (let sent = 0; sent < MAX_WAITING; sent += 1) connection.receive('send', {}, undefined)
  expect(closed).toEqual([])
  connection.receive('send', {}, undefined)
  expect(closed).toEqual(FLOOD)
})

test('handled events no longer count', async () => {
  const { connection, closed, handled, next } = open()
  const picture = { message: 'x'.repeat(900_000) }
  for (let sent = 0; sent < 50; sent += 1) {
    connection.receive('send', picture, undefined)
    await next()
  }
  expect(handled).toHaveLength(50)
  expect(closed).toEqual([])
})
