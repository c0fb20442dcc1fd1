import { expect, test } from 'vitest'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld({ env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '1' } })
const { advance } = world

const send = ({ client }: Person) => client.ask('send_text_message', { content: 'hi' })
const sayMany = async (who: Person, count: number) => {
  for (let sent = 0; sent < count; sent += 1) expect(await send(who)).toMatchObject({ success: true })
}

test('the eleventh message in 10 s is refused, with the time to wait, and only its sender is notified', async () => {
  const { ann, bob } = await world.chat()
  await sayMany(ann, 10)
  await advance(3_500)
  const ack = await send(ann)
  expect(ack).toEqual({ success: false, error: 'Rate limit exceeded', code: 1003, retryAfter: 7 })
  expect(await ann.client.next('rate_limit_exceeded')).toEqual({
    message: 'Rate limit exceeded',
    remaining: 0,
    code: 1003,
    retryAfter: 7,
  })
  await bob.client.settled()
  expect(bob.client.count('text_message_received')).toBe(10)
  expect(bob.client.count('rate_limit_exceeded')).toBe(0)
  expect(await send(bob)).toMatchObject({ success: true })
})

test('the window slides: messages older than 10 s make room one by one', async () => {
  const { ann } = await world.chat()
  await sayMany(ann, 5)
  await advance(5_000)
  await sayMany(ann, 5)
  await advance(4_999)
  expect(await send(ann)).toMatchObject({ code: 1003, retryAfter: 1 })
  await advance(1)
  await sayMany(ann, 5)
  expect(await send(ann)).toMatchObject({ code: 1003, retryAfter: 5 })
})

test('both dialects and all tabs count together', async () => {
  const { ann, sessionId } = await world.chat()
  const tab = await world.client(ann.token)
  await sayMany(ann, 5)
  for (let sent = 0; sent < 5; sent += 1) {
    expect(await tab.ask('send-message', { sessionId, message: 'hi' })).toMatchObject({ success: true })
  }
  expect(await tab.ask('send-message', { sessionId, message: 'hi' })).toMatchObject({ code: 1003 })
  expect(await tab.next('rate_limit_exceeded')).toMatchObject({ remaining: 0 })
  expect(await send(ann)).toMatchObject({ code: 1003 })
})

test('sixty messages a minute are allowed, however evenly spread', async () => {
  const { ann } = await world.chat()
  for (let round = 0; round < 6; round += 1) {
    if (round > 0) await advance(8_000 + 2_000)
    await sayMany(ann, round < 5 ? 10 : 9)
  }
  expect(await send(ann)).toMatchObject({ success: true })
  await advance(9_999)
  expect(await send(ann)).toMatchObject({ code: 1003, retryAfter: 1 })
  await advance(1)
  expect(await send(ann)).toMatchObject({ success: true })
})

test('typing is no message: an honest client never reaches a limit by typing', async () => {
  const { ann } = await world.chat()
  for (let round = 0; round < 100; round += 1) {
    expect(await ann.client.ask('text_typing_start', {})).toEqual({ success: true })
  }
  await sayMany(ann, 10)
  expect(ann.client.count('rate_limit_exceeded')).toBe(0)
})

test('thirty joins a minute are allowed, resuming a room included', async () => {
  const { client } = await world.person()
  for (let round = 0; round < 30; round += 1)
    expect(await client.ask('join_text_queue')).toMatchObject({ success: true })
  expect(await client.ask('join_text_queue')).toEqual({
    success: false,
    error: 'Rate limit exceeded',
    code: 1003,
    retryAfter: 60,
  })
  expect(await client.ask('attempt_text_reconnect')).toMatchObject({ code: 1003 })
  await advance(60_000)
  expect(await client.ask('join_text_queue')).toMatchObject({ success: true })
})

test('more than a thousand events in 10 s from one connection are refused, whatever they are', async () => {
  const { client } = await world.person()
  for (let batch = 0; batch < 10; batch += 1) {
    for (let count = 0; count < 99; count += 1) client.emit('no such event')
    await client.settled()
  }
  for (let count = 0; count < 10; count += 1) await client.ask('leave_text_queue')
  expect(await client.ask('leave_text_queue')).toMatchObject({ success: false, code: 1003, retryAfter: 10 })
})

test('a client that sends another thousand is disconnected, and may reconnect', async () => {
  const { client, token } = await world.person()
  for (let batch = 0; batch < 20; batch += 1) {
    for (let count = 0; count < 99; count += 1) client.emit('no such event')
    await client.settled()
  }
  expect(client.socket.connected).toBe(true)
  client.emit('no such event')
  expect(await client.closed()).toBe('io server disconnect')
  expect(await (await world.client(token)).ask('leave_text_queue')).toEqual({ success: true })
})

test('three reports in five minutes are allowed by event', async () => {
  const { client } = await world.person()
  const report = () =>
    client.ask('report_text_chat', { reportedUserId: 'x', violationType: 'spam', description: '' })
  for (let count = 0; count < 3; count += 1) expect(await report()).toMatchObject({ code: 3002 })
  expect(await report()).toEqual({
    success: false,
    error: 'Rate limit exceeded',
    code: 1003,
    retryAfter: 300,
  })
  expect(await client.next('rate_limit_exceeded')).toMatchObject({ remaining: 0, retryAfter: 300 })
})

test('five attempts to authenticate a minute are allowed on one connection', async () => {
  const client = await world.client()
  for (let count = 0; count < 5; count += 1)
    expect(await client.ask('authenticate', 'nonsense')).toMatchObject({ code: 2001 })
  expect(await client.ask('authenticate', 'nonsense')).toMatchObject({
    success: false,
    code: 1003,
    retryAfter: 60,
  })
})
