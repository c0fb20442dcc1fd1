import { afterEach, expect, test, vi } from 'vitest'
import { LOG_MAX, LOG_MAX_BYTES } from '@/lib/domain/sessions'
import { registerGuest } from '@/lib/protocol-client/rest'
import { connectLight } from '@/lib/protocol-client/light-socket'
import { connectTcp } from '@/lib/testing/tcp-client'
import { createWorld, MATCHING_DELAY_MS, type Person, type Dialect } from '@/lib/testing/world'
import { MAX_UNREAD_BYTES } from './unread'

const HOUR = 3_600_000
/** Only unread data may end a connection here, however slow a busy machine is. */
const heartbeat = { pingInterval: HOUR, pingTimeout: HOUR, connectTimeout: HOUR, closeTimeout: 5_000 }
const world = createWorld({ heartbeat })

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
/** As large as one may be. */
const PICTURE = Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.alloc(65_460)]).toString('base64')
/** What the system keeps for both ends of a connection beside the server's own, at most. */
const SYSTEM_BYTES = 24_000_000
const AT_ONCE = 10
const WISH = { preferences: { chatType: 'text', minTier: 0 } }
/** Messages that one may send in a minute. */
const A_MINUTE = 60

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

const ended = () =>
  world
    .server()
    .runtime.counters.read()
    .find(({ how, reason }) => how === 'closed' && reason === 'unread')?.count ?? 0

/** Reads nothing from the moment `stop` is called. */
interface Reader {
  ask(event: string, data?: object): Promise<unknown>
  stop(): void
  /** Is gone. */
  leave(): void
}

async function webSocketOf(token: string): Promise<Reader> {
  const socket = await connectLight(world.url(), { auth: { token } })
  closing.push(() => socket.terminate())
  return {
    ask: (event, data = {}) => socket.ask(event, data),
    stop: () => socket.pause(),
    leave: () => socket.terminate(),
  }
}

/** A polling client that polls only on request. */
async function pollingOf(token: string, stop: (poll: string) => void): Promise<Reader> {
  const opened = await fetch(`${world.url()}/socket.io/?EIO=4&transport=polling`)
  const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string }
  const path = `/socket.io/?EIO=4&transport=polling&sid=${sid}`
  const post = (body: string) => fetch(world.url() + path, { method: 'POST', body })
  const poll = async () => (await fetch(world.url() + path)).text()
  closing.push(() => void post('1').catch(() => undefined))
  await post(`40${JSON.stringify({ token })}`)
  expect(await poll()).toContain('40{"sid":')
  return {
    async ask(event) {
      await post(`421["${event}",{}]`)
      for (let text = ''; ;) {
        text += await poll()
        if (text.includes('431[')) return { success: text.includes('431[{"success":true') }
      }
    },
    stop: () => stop(path),
    leave: () => void post('1'),
  }
}

const READERS: readonly (readonly [string, (token: string) => Promise<Reader>])[] = [
  ['a WebSocket that is not read', webSocketOf],
  ['polling that has stopped', (token) => pollingOf(token, () => undefined)],
  [
    'a poll whose answer is not read',
    (token) =>
      pollingOf(token, (path) => {
        void connectTcp(world.url()).then(({ socket }) => {
          closing.push(() => socket.destroy())
          socket.pause().write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
        })
      }),
  ],
]

/** An author of pictures, in a session with a reader opened by `open`. */
async function authorFor(open: (token: string) => Promise<Reader>, dialect: Dialect = 'text') {
  const [author, { token }] = [await world.person(), await registerGuest(world.url())]
  const reader = await open(token)
  await author.client.ask('join_text_queue', {})
  const joined = dialect === 'text' ? reader.ask('join_text_queue') : reader.ask('join-queue', WISH)
  expect(await joined).toMatchObject({ success: true })
  await world.advance(MATCHING_DELAY_MS)
  const { roomId } = await author.client.next('text_match_found')
  return { author, reader, token, sessionId: String(roomId).replace('text_room_', '') }
}

const picture = (sessionId: string) => ({ sessionId, message: PICTURE, type: 'image' })

async function sendSome({ client }: Person, sessionId: string): Promise<void> {
  const sends = Array.from({ length: AT_ONCE }, () => client.ask('send-message', picture(sessionId)))
  for (const answer of await Promise.all(sends)) expect(answer).toMatchObject({ success: true })
}

test.each(READERS)('%s is dropped at the bound, and no other connection', async (_, open) => {
  const others = await world.chat()
  const { author, reader, token, sessionId } = await authorFor(open)
  const before = ended()
  reader.stop()
  let sent = 0
  while (ended() === before && sent * PICTURE.length < MAX_UNREAD_BYTES + SYSTEM_BYTES) {
    await sendSome(author, sessionId)
    sent += AT_ONCE
  }
  expect(ended()).toBe(before + 1)
  expect(await author.client.next('text_partner_disconnected')).toMatchObject({ secondsLeft: 30 })

  const { ann, bob, roomId } = others
  await ann.client.ask('send_text_message', { roomId, content: 'and we?' })
  expect(await bob.client.next('text_message_received')).toMatchObject({ content: 'and we?' })
  expect([author, ann, bob].map(({ client }) => client.socket.connected)).toEqual([true, true, true])

  const back = await world.client(token)
  expect(await back.ask('attempt_text_reconnect', { sessionId })).toMatchObject({ success: true })
  const { messages } = await back.next('text_reconnected')
  // All that the log keeps, though it is more than the bound of a socket.
  const kept = Math.floor(LOG_MAX_BYTES / PICTURE.length)
  expect(messages).toHaveLength(Math.min(sent, LOG_MAX, kept))
})

test('a client that reads is never dropped, however much it is sent', async () => {
  const { author, sessionId } = await authorFor(webSocketOf)
  const before = ended()
  for (let sent = 0; sent * PICTURE.length < 2 * MAX_UNREAD_BYTES; sent += AT_ONCE)
    await sendSome(author, sessionId)
  expect(ended()).toBe(before)
  expect(author.client.count('text_partner_disconnected')).toBe(0)
})

test('a client that sends its position gets a minute’s pictures at once, and is not dropped for it', async () => {
  const { author, reader, token, sessionId } = await authorFor(webSocketOf, 'generic')
  const before = ended()
  reader.leave()
  await author.client.next('text_partner_disconnected')
  for (let sent = 0; sent < A_MINUTE; sent += AT_ONCE) await sendSome(author, sessionId)
  const back = await world.client(token, { auth: { token, sessionId, lastSeq: 0 } })
  await vi.waitFor(() => expect(back.count('message-received')).toBe(A_MINUTE), 10_000)
  expect(ended()).toBe(before)
})

test('unread answers to polls no longer count', async () => {
  const { author, reader, sessionId } = await authorFor((token) => pollingOf(token, () => undefined))
  const before = ended()
  for (let round = 0; round < 7; round += 1) {
    await sendSome(author, sessionId)
    expect(await reader.ask('no_such_event')).toEqual({ success: false })
  }
  expect(7 * AT_ONCE * PICTURE.length).toBeGreaterThan(MAX_UNREAD_BYTES)
  await vi.waitFor(() => expect(ended()).toBe(before))
})
