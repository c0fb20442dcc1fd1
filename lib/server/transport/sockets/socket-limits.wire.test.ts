import { io } from 'socket.io-client'
import { describe, expect, test, vi } from 'vitest'
import { type Client, connect } from '@/lib/testing/client'
import { newAddress, registerGuest } from '@/lib/protocol-client/rest'
import { connectRaw } from '@/lib/testing/raw-client'
import { connectTcp } from '@/lib/testing/tcp-client'
import { createWorld, join } from '@/lib/testing/world'

const MAX = 10
const world = createWorld({ env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '1' } })
const crowded = { message: 'too many connections', code: 9010 }

const from = (address: string) => ({ extraHeaders: { 'x-forwarded-for': address } })
const open = (client: Client) => client.socket.connected

/** Sockets of one account, opened one after the other from one address. */
async function sockets(
  token: string,
  count: number,
  how: Parameters<typeof connect>[2] = {},
): Promise<Client[]> {
  const address = newAddress()
  const all: Client[] = []
  for (let n = 0; n < count; n += 1) all.push(await world.client(token, { ...from(address), ...how }))
  return all
}

async function expectTurnedAway(client: Client): Promise<void> {
  expect(await client.closed()).toBe('io server disconnect')
  expect(client.received.at(-1)).toMatchObject({ event: 'error', data: crowded })
  expect(client.socket.active).toBe(false)
}

test.each([['websocket'], ['polling']])(
  'ten sockets an account: each more closes the oldest (%s)',
  async (transport) => {
    const { token } = await registerGuest(world.url())
    const all = await sockets(token, MAX + 5, { transports: [transport] })
    for (const one of all.slice(0, 5)) await expectTurnedAway(one)
    for (const one of all.slice(5)) expect(await one.ask('join_text_queue')).toMatchObject({ success: true })
  },
)

test('of many sockets that connect at once ten stay', async () => {
  const { token } = await registerGuest(world.url())
  const all = await Promise.all(
    Array.from({ length: 25 }, () => connect(world.url(), token, from(newAddress()))),
  )
  await vi.waitFor(() => expect(all.filter(open)).toHaveLength(MAX), { interval: 5 })
  for (const one of all.filter(open)) await one.settled()
  expect(all.filter(open)).toHaveLength(MAX)
  for (const one of all) one.disconnect()
})

test('raw sockets, and those that authenticate later, count with the others', async () => {
  const { token } = await registerGuest(world.url())
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': newAddress() }
  const raw = await Promise.all(Array.from({ length: 5 }, () => connectRaw(world.url(), { headers })))
  const plain = await sockets(token, 4)
  const late = await world.client(undefined, from(newAddress()))
  const more = await world.client(undefined, from(newAddress()))
  await late.ask('authenticate', token)
  expect([...raw.map((one) => one.isOpen()), ...plain.map(open), open(late)]).toEqual(Array(MAX).fill(true))
  await more.ask('authenticate', token)
  const closed = await Promise.race(raw.map((one) => one.closed()))
  expect(closed).toEqual({ code: 4_429, reason: crowded.message })
  await vi.waitFor(() => expect(raw.filter((one) => one.isOpen())).toHaveLength(4))
  expect([...plain, late, more].map(open)).toEqual(Array(6).fill(true))
  for (const one of raw) one.close()
})

test('a raw socket receives the reason, in its own form', async () => {
  const { token } = await registerGuest(world.url())
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': newAddress() }
  const first = await connectRaw(world.url(), { headers })
  await sockets(token, MAX)
  await first.closed()
  expect(await first.next()).toEqual({ type: 'error', ...crowded })
})

test('a stolen token cannot end its owner’s chat by sockets that send nothing', async () => {
  const { ann, bob, roomId } = await world.chat()
  const thief = await sockets(ann.token, 30)
  for (const one of thief.slice(0, 21)) await expectTurnedAway(one)
  expect([open(ann.client), ...thief.slice(21).map(open)]).toEqual(Array(MAX).fill(true))
  expect(await ann.client.ask('send_text_message', { roomId, content: 'still here' })).toMatchObject({
    success: true,
  })
  expect(await bob.client.next('text_message_received')).toMatchObject({ content: 'still here' })
})

test('a stolen token cannot end its owner’s chat by sockets that send: where all do, the newcomer is refused', async () => {
  const { ann, bob, roomId } = await world.chat()
  const thief = await sockets(ann.token, MAX - 1)
  for (const one of thief) await one.ask('text_typing_start', { roomId })
  for (const one of await sockets(ann.token, 3)) await expectTurnedAway(one)
  const late = await world.client(undefined, from(newAddress()))
  expect(await late.ask('authenticate', ann.token)).toMatchObject({ success: false, code: 9010 })
  expect(await late.closed()).toBe('io server disconnect')
  expect([open(ann.client), ...thief.map(open)]).toEqual(Array(MAX).fill(true))
  expect(await ann.client.ask('send_text_message', { roomId, content: 'still here' })).toMatchObject({
    success: true,
  })
  expect(await bob.client.next('text_message_received')).toMatchObject({ content: 'still here' })
})

test('a person may return during the chat, and after it the oldest socket gives way again', async () => {
  const { ann, roomId } = await world.chat()
  const more = await sockets(ann.token, MAX - 1)
  for (const one of more) await one.ask('text_typing_start', { roomId })
  more[0]?.disconnect()
  await vi.waitFor(async () => expect(open(await world.client(ann.token, from(newAddress())))).toBe(true))
  expect(open(ann.client)).toBe(true)
  await ann.client.ask('leave_text_room', { roomId })
  await sockets(ann.token, 1)
  await expectTurnedAway(ann.client)
})

test('a namespace that makes room leaves the others of its connection alone', async () => {
  const ann = await world.person('admin')
  ann.client.disconnect()
  await ann.client.closed()
  const [feed] = await sockets(ann.token, 1, { namespace: '/admin' })
  const chat = feed?.socket.io.socket('/', { auth: { token: ann.token } }).connect()
  await vi.waitFor(() => expect(chat?.connected).toBe(true))
  await sockets(ann.token, MAX - 1)
  expect(await feed?.closed()).toBe('io server disconnect')
  expect(chat?.connected).toBe(true)
  chat?.disconnect()
})

const POLL = '/socket.io/?EIO=4&transport=polling'

/** What a handshake is answered: over the wire, because clients hide it. */
async function handshake(url: string, path: string, address: string, isUpgrade: boolean): Promise<string> {
  const client = await connectTcp(url)
  const upgrade = isUpgrade
    ? 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
    : 'Connection: close\r\n'
  client.socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: ${address}\r\n${upgrade}\r\n`,
  )
  const answer = await client.until('\r\n\r\n')
  client.socket.destroy()
  return answer
}

const HANDSHAKES = [
  { wire: 'polling', path: POLL, isUpgrade: false },
  { wire: 'polling, with an empty sid', path: `${POLL}&sid=x&sid=`, isUpgrade: false },
  { wire: 'an upgrade', path: '/socket.io/?EIO=4&transport=websocket', isUpgrade: true },
  { wire: 'a raw socket', path: '/', isUpgrade: true },
]

test.each(HANDSHAKES)(
  'thirty unauthenticated sockets an address; then $wire is answered 429',
  async ({ path, isUpgrade }) => {
    const address = newAddress()
    const idle = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        n % 2
          ? world.client(undefined, from(address))
          : world.client(undefined, { ...from(address), transports: ['polling'] }),
      ),
    )
    const refusal = await handshake(world.url(), path, address, isUpgrade)
    expect(refusal).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\n/)
    expect(refusal).toMatch(/\r\nretry-after: [1-9]\d*\r\n/i)
    expect(await handshake(world.url(), path, newAddress(), isUpgrade)).not.toContain(' 429 ')

    const { token } = await registerGuest(world.url())
    await idle[0]?.ask('authenticate', token)
    expect(await handshake(world.url(), path, address, isUpgrade)).not.toContain(' 429 ')
  },
)

test.each([['websocket'], ['polling']])(
  'unauthenticated sockets do not exclude a handshake with credentials (%s)',
  async (transport) => {
    const address = newAddress()
    await Promise.all(Array.from({ length: 30 }, () => world.client(undefined, from(address))))
    const { token } = await registerGuest(world.url())
    const headers = { 'x-forwarded-for': address, authorization: `Bearer ${token}` }
    const ann = await world.client(undefined, { extraHeaders: headers, transports: [transport] })
    expect(await ann.ask('join_text_queue')).toMatchObject({ success: true })
    const raw = await connectRaw(world.url(), { headers })
    expect(raw.isOpen()).toBe(true)
    raw.close()
  },
)

test('requests that are refused for another reason, or begin no connection, use no slot', async () => {
  const address = newAddress()
  const asks = [
    '/socket.io/?EIO=4&transport=nonsense',
    '/socket.io/?EIO=3&transport=polling',
    `${POLL}&sid=unknown`,
  ]
  for (let time = 0; time < 40; time += 1) {
    await handshake(world.url(), asks[time % asks.length] ?? '', address, false)
    await handshake(world.url(), asks[time % asks.length] ?? '', address, true)
  }
  expect(open(await world.client(undefined, from(address)))).toBe(true)
})

test('a connection that no namespace uses any more is closed', async () => {
  const ann = await world.person()
  await ann.client.settled() // counted as here
  const { engine } = ann.client.socket.io
  const gone = new Promise((resolve) => engine.once('close', resolve))
  engine.write('1') // of Socket.IO: this namespace is left
  await vi.waitFor(() => expect(world.server().runtime.services.live().online).toBe(0))
  expect(engine.readyState).toBe('open')
  await world.advance(15_000)
  await gone
})

test('a socket that asks to join an ordinary queue is not bound to anything', async () => {
  const ann = await world.person()
  await join(ann, 'text')
  await sockets(ann.token, MAX)
  await expectTurnedAway(ann.client)
})

describe('of an address', () => {
  const small = createWorld({
    env: {
      RATE_LIMIT_FACTOR: '2',
      TRUST_PROXY: '1',
      MAX_SOCKETS_PER_ADDRESS: '4',
      MAX_UNAUTHENTICATED_SOCKETS_PER_ADDRESS: '3',
    },
  })

  test.each(HANDSHAKES)('authenticated sockets have a limit too: then $wire is answered 429', async (row) => {
    const address = newAddress()
    const guests = await Promise.all(Array.from({ length: 8 }, () => registerGuest(small.url())))
    const [raw, ...others] = guests
    const headers = { authorization: `Bearer ${raw?.token}`, 'x-forwarded-for': address }
    const first = await connectRaw(small.url(), { headers })
    for (const [n, { token }] of others.entries()) {
      const transports = [n % 2 ? 'polling' : 'websocket']
      await small.client(token, { ...from(address), transports })
    }
    expect(await handshake(small.url(), row.path, address, row.isUpgrade)).toContain(' 429 ')
    first.close()
    await vi.waitFor(async () =>
      expect(await handshake(small.url(), row.path, address, row.isUpgrade)).not.toContain(' 429 '),
    )
  })

  test('a refused client retries', async () => {
    const address = newAddress()
    const idle = await Promise.all(Array.from({ length: 6 }, () => small.client(undefined, from(address))))
    const { token } = await registerGuest(small.url())
    const socket = io(small.url(), {
      ...from(address),
      auth: { token },
      forceNew: true,
      reconnectionDelay: 5,
    })
    await new Promise((resolve) => socket.once('connect_error', resolve))
    for (const one of idle) one.disconnect()
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    socket.disconnect()
  })
})
