import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { countAbuse } from '@/lib/testing/abuse-report'
import { createBystanders } from '@/lib/testing/bystanders'
import { registerGuest } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const SOCKET = '/socket.io/?EIO=4&transport=websocket'
const POLLING = '/socket.io/?EIO=4&transport=polling'

const counts = countAbuse('raw frames')
createBystanders(world, counts)

interface Raw {
  readonly socket: WebSocket
  send(frame: string | Buffer): void
  /** Resolves with the first frame that starts so, or `closed`. */
  until(start: string): Promise<string>
}

async function openRaw(): Promise<Raw> {
  const socket = new WebSocket(world.url().replace('http', 'ws') + SOCKET)
  const frames: string[] = []
  let isClosed = false
  const waiters = new Set<() => void>()
  const wake = () => {
    for (const check of waiters) check()
  }
  socket.on('message', (data: Buffer) => {
    frames.push(data.toString())
    wake()
  })
  socket.on('close', () => {
    isClosed = true
    wake()
  })
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('open', resolve))
  open.push(socket)
  return {
    socket,
    send(frame) {
      counts.inputs += 1
      socket.send(frame, () => undefined)
    },
    until: (start) =>
      new Promise((resolve) => {
        const check = () => {
          const found = frames.find((frame) => frame.startsWith(start))
          if (found === undefined && !isClosed) return
          waiters.delete(check)
          counts[found === undefined ? 'closed' : 'answers'] += 1
          resolve(found ?? 'closed')
        }
        waiters.add(check)
        check()
      }),
  }
}

const open: WebSocket[] = []
afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate()
})

async function connected(): Promise<Raw> {
  const { token } = await registerGuest(world.url())
  const raw = await openRaw()
  raw.send(`40${JSON.stringify({ token })}`)
  expect(await raw.until('40{"sid"')).toMatch(/^40/)
  return raw
}

const PLACEHOLDER = '{"_placeholder":true,"num":0}'
const ALIVE = '4277["leave_text_queue",{}]'
const many = (count: number, frame: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => frame(index))
const manyFields = `{${many(60_000, (index) => `"field${index}":1`).join(',')}}`
const veryDeep = '['.repeat(400_000) + ']'.repeat(400_000)

/** Frames that break the protocol: the connection is closed. */
const BROKEN: readonly (readonly [string, ...(string | Buffer)[]])[] = [
  ['an unknown engine packet', '9'],
  ['a letter', 'x'],
  ['an empty message', '4'],
  ['an unknown socket packet', '49'],
  ['an event that is no JSON', '42["a"'],
  ['an event of no name', '42[]'],
  ['an event that is an object', '42{"a":1}'],
  ['an event named by an object', '42[{}]'],
  ['an event named by null', '42[null]'],
  ['a reserved name', '42["disconnect"]'],
  ['another reserved name', '42["connect_error",{}]'],
  ['a text where binary was announced', `451-["join_text_queue",${PLACEHOLDER}]`, '42["x"]'],
  ['a placeholder out of range', '451-["join_text_queue",{"_placeholder":true,"num":5}]', Buffer.from('x')],
  ['a negative placeholder', '451-["join_text_queue",{"_placeholder":true,"num":-1}]', Buffer.from('x')],
  ['a count of attachments that is none', `45x-["a",${PLACEHOLDER}]`],
  ['binary without an announcement', Buffer.from('binary')],
  ['more than 1 MB', `42["join_text_queue","${'x'.repeat(1_100_000)}"]`],
  ['more than 1 MB in binary', Buffer.alloc(1_100_000)],
  ['a connection error from a client', '44{"message":"x"}'],
  ['a namespace of 900 KB', `40/${'x'.repeat(900_000)},`],
  ['an event for a namespace of 900 KB', `42/${'x'.repeat(900_000)},["join_text_queue"]`],
  ['900 KB of digits for an acknowledgement', `42${'7'.repeat(900_000)}["join_text_queue"]`],
  ['more attachments than any event has', `4511-["join_text_queue",${PLACEHOLDER}]`],
  ['a billion attachments', `451000000000-["join_text_queue",${PLACEHOLDER}]`],
  ['a negative number of attachments', `45-1-["join_text_queue",${PLACEHOLDER}]`],
  ['an attachment that is announced, and 60,000 fields', `451-["join_text_queue",${manyFields}]`],
  ['an attachment that is announced, in 400,000 lists', `451-["join_text_queue",${veryDeep}]`],
  ['an acknowledgement with an attachment that never comes', '461-7["x"]'],
  ['an acknowledgement of 60,000 fields', `437[${manyFields}]`],
  ['a connect with 60,000 fields', `40${manyFields}`],
  ['hundreds of connects', ...many(300, () => '40{}')],
  ['hundreds of namespaces', ...many(300, (index) => `40/n${index},`)],
  ['thousands of noops at once', ...many(5_000, () => '6')],
  ['thousands of acknowledgements at once', ...many(5_000, () => '431[]')],
  ['thousands of values at once', ...many(100, () => `42["join_text_queue",[${'0,'.repeat(1_900)}0]]`)],
]

/** Frames that are odd and harmless: the connection goes on. */
const HARMLESS: readonly (readonly [string, ...(string | Buffer)[]])[] = [
  ['an acknowledgement of nothing', '4399["x"]'],
  ['an event without anything', '42'],
  ['a very large number for an acknowledgement', '4299999999999999999999["leave_text_queue"]'],
  ['a placeholder without attachments', `42["join_text_queue",${PLACEHOLDER}]`],
  ['an event named by a number', '42[1,{}]'],
  ['a second connect', '40{}'],
  ['a ping from the client', '2'],
  ['an unasked pong', '3'],
  ['a noop', '6'],
  ['binary as payload', `451-["join_text_queue",${PLACEHOLDER}]`, Buffer.from('x')],
  ['an event for another namespace', '42/chat,["join_text_queue",{}]'],
  ['a connect to another namespace', '40/admin,{}'],
  ['900 KB of payload', `42["join_text_queue","${'x'.repeat(900_000)}"]`],
  ['an acknowledgement number on an acknowledgement', '437["x"]'],
  ['an acknowledgement number on a disconnect of another namespace', '41/admin,7'],
]

/** Payloads that cost the more to parse the larger they are: up to 4 µs a field. */
const DEAR: readonly (readonly [string, string])[] = [
  ['60,000 fields', manyFields],
  ['400,000 lists in lists', veryDeep],
  ['150,000 objects in objects', `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`],
  ['300,000 empty objects', `[${'{},'.repeat(300_000)}{}]`],
  ['400,000 numbers', `[${'0,'.repeat(400_000)}0]`],
  ['400,000 more arguments', `{}${',0'.repeat(400_000)}`],
]

describe('after the connection', () => {
  test.each(BROKEN)('%s closes it', async (_, ...frames) => {
    const raw = await connected()
    for (const frame of frames) raw.send(frame)
    raw.send(ALIVE)
    expect(await raw.until('4377[')).toBe('closed')
  })

  test.each(HARMLESS)('%s changes nothing', async (name, ...frames) => {
    const raw = await connected()
    for (const frame of frames) raw.send(frame)
    raw.send(ALIVE)
    const answer = await raw.until('4377[')
    if (name.includes('namespace') || name.includes('connect') || name.includes('ping'))
      expect(answer).toMatch(/^4377\[|^closed$/)
    else expect(answer).toBe('4377[{"success":true}]')
  })
})

describe('a payload too dear to parse', () => {
  test.each(DEAR)('%s: refused in the contract’s form, and never parsed', async (_, payload) => {
    const raw = await connected()
    const parse = vi.spyOn(JSON, 'parse')
    raw.send(`4278["join_text_queue",${payload}]`)
    const error = 'The request does not have the documented form'
    expect(await raw.until('4378[')).toBe(`4378[{"success":false,"error":"${error}","code":9001}]`)
    expect(parse.mock.calls.filter(([text]) => text.length > 10_000)).toEqual([])
    expect(raw.socket.readyState).toBe(WebSocket.OPEN)
  })
})

describe('pings of the WebSocket itself', () => {
  test('thousands at once close it', async () => {
    const raw = await connected()
    for (let count = 0; count < 5_000; count += 1) raw.socket.ping()
    expect(await raw.until('4377[')).toBe('closed')
  })

  test('from a client that does not read the answers close it before those pile up', async () => {
    const raw = await connected()
    raw.socket.pause()
    const isGone = () => raw.socket.readyState !== WebSocket.OPEN
    for (let sent = 0; !isGone() && sent < 400_000; sent += 1_000) {
      for (let count = 0; count < 1_000; count += 1) raw.socket.ping('x'.repeat(125), true, () => undefined)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await vi.waitFor(() => expect(isGone()).toBe(true), { interval: 2 })
  })
})

test.each([
  '42["join_text_queue",{}]',
  '4',
  'x',
  '40{bad',
  '40"text"',
  '40[]',
  '40null',
  `40${'['.repeat(10_000)}`,
  '41',
  '',
])('before the connection, nothing but a connect has an effect: %s', async (frame) => {
  const raw = await openRaw()
  raw.send(frame)
  raw.send('40{"token":"nonsense"}')
  expect(await raw.until('44')).toMatch(/^44\{"message":"Authentication error: Invalid token"|^closed$/)
  expect(world.server().runtime.services.live()).toMatchObject({ online: 2, waiting: 0 })
})

test.each([
  ['another version', 'GET', '/socket.io/?EIO=3&transport=polling', undefined, 400],
  ['no transport', 'GET', '/socket.io/?EIO=4', undefined, 400],
  ['an inherited name as transport', 'GET', '/socket.io/?EIO=4&transport=constructor', undefined, 400],
  ['an unknown session', 'GET', `${POLLING}&sid=nonsense`, undefined, 400],
  ['an inherited name as session', 'GET', `${POLLING}&sid=__proto__`, undefined, 400],
  ['a post without a session', 'POST', POLLING, 'x', 400],
  ['another method', 'PUT', POLLING, 'x', 405],
])('a poll with %s is refused', async (_, method, path, body, status) => {
  const response = await fetch(world.url() + path, { method, ...(body !== undefined && { body }) })
  await response.text()
  expect(response.status).toBe(status)
})

async function polledSession(): Promise<string> {
  const text = await (await fetch(world.url() + POLLING)).text()
  return String((JSON.parse(text.slice(1)) as { sid: string }).sid)
}

test.each([
  ['nonsense', 'nonsense'],
  ['nothing', ''],
  ['only separators', '\u001e\u001e\u001e'],
  ['broken base64', 'b%%%%'],
  ['thousands of packets', Array.from({ length: 5_000 }, () => '42["x"]').join('\u001e')],
])('a poll that posts %s does no harm', async (_, body) => {
  const sid = await polledSession()
  const response = await fetch(`${world.url()}${POLLING}&sid=${sid}`, { method: 'POST', body })
  await response.text()
  expect([200, 400]).toContain(response.status)
})

test.each([
  ['packets', '42["x"]'],
  ['connects', '40'],
  ['noops', '6'],
  ['acknowledgements', '431[]'],
])('a poll that posts thousands of %s ends its session, unread', async (_, packet) => {
  const sid = await polledSession()
  const body = many(5_000, () => packet).join('\u001e')
  await (await fetch(`${world.url()}${POLLING}&sid=${sid}`, { method: 'POST', body })).text()
  expect((await fetch(`${world.url()}${POLLING}&sid=${sid}`)).status).toBe(400)
})

test('a poll that posts more than 1 MB is 413', async () => {
  const sid = await polledSession()
  const response = await fetch(`${world.url()}${POLLING}&sid=${sid}`, {
    method: 'POST',
    body: 'x'.repeat(1_100_000),
  })
  expect(response.status).toBe(413)
})

test('sockets that vanish without a close leave nothing behind', async () => {
  for (let count = 0; count < 5; count += 1) (await connected()).send('42["join_text_queue",{}]')
  await vi.waitFor(() => expect(world.server().runtime.services.live().online).toBe(7), { interval: 2 })
  for (const socket of open.splice(0)) socket.terminate()
  await vi.waitFor(
    () => expect(world.server().runtime.services.live()).toMatchObject({ online: 2, waiting: 0 }),
    { interval: 2 },
  )
})

test('the session identifier of another client’s poll can be upgraded only once', async () => {
  const sid = await polledSession()
  const socket = new WebSocket(`${world.url().replace('http', 'ws')}${SOCKET}&sid=${sid}`)
  open.push(socket)
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('open', resolve))
  const second = new WebSocket(`${world.url().replace('http', 'ws')}${SOCKET}&sid=${sid}`)
  open.push(second)
  second.on('error', () => undefined)
  expect(await new Promise((resolve) => second.once('close', () => resolve('closed')))).toBe('closed')
})
