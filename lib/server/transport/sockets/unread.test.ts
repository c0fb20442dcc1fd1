import { EventEmitter } from 'node:events'
import type { Socket as EngineSocket } from 'engine.io'
import { expect, test } from 'vitest'
import { breakOff, isStuck, MAX_UNREAD_BYTES, measureUnread } from './unread'

/** What the meter sees of an engine's connection. */
function connection(transport: object) {
  const closed: unknown[] = []
  const conn = Object.assign(new EventEmitter(), { transport, close: (how: unknown) => closed.push(how) })
  measureUnread(conn as unknown as EngineSocket)
  const write = (data: string) => conn.emit('packetCreate', { data })
  return { conn: conn as unknown as EngineSocket, write, closed }
}

test.each(['a', 'ж', '笑'])('packets that wait in the engine count in bytes: %s', (letter) => {
  const { conn, write } = connection({})
  const picture = letter.repeat(100_000)
  let packets = 0
  while (!isStuck(conn)) {
    write(picture)
    packets += 1
  }
  expect(packets).toBeLessThanOrEqual(1 + MAX_UNREAD_BYTES / Buffer.byteLength(picture))
  conn.emit('flush')
  expect(isStuck(conn)).toBe(false)
})

test.each([
  { bufferedAmount: MAX_UNREAD_BYTES, stuck: false },
  { bufferedAmount: MAX_UNREAD_BYTES + 1, stuck: true },
])('bytes that wait in the WebSocket count: $bufferedAmount', ({ bufferedAmount, stuck }) => {
  expect(isStuck(connection({ socket: { bufferedAmount } }).conn)).toBe(stuck)
})

test('the answer to a poll counts until it has been read', () => {
  const res = new EventEmitter()
  const { conn, write } = connection({ res })
  for (let part = 0; part < 20; part += 1) write('a'.repeat(MAX_UNREAD_BYTES / 20))
  conn.emit('flush')
  expect(isStuck(conn)).toBe(true)
  res.emit('close')
  expect(isStuck(conn)).toBe(false)
})

test('all missed messages may go out once as an event and an answer; asked for repeatedly they count', () => {
  const { conn, write } = connection({})
  const all = 'a'.repeat(2 * MAX_UNREAD_BYTES)
  for (let times = 0; times < 2; times += 1) write(all)
  expect(isStuck(conn)).toBe(false)
  write(all)
  expect(isStuck(conn)).toBe(true)
  conn.emit('flush')
  expect(isStuck(conn)).toBe(false)
  write(all)
  expect(isStuck(conn)).toBe(false)
})

test('a client that does not read is ended without a closing handshake', () => {
  let ended = 0
  const { conn, closed } = connection({ socket: { bufferedAmount: 0, terminate: () => (ended += 1) } })
  breakOff(conn)
  expect({ closed, ended }).toEqual({ closed: [true], ended: 1 })
})
