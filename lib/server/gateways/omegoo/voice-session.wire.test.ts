import { expect, test } from 'vitest'
import { createWorld, type Person, UUID } from '@/lib/testing/world'
import { call, joinFor, type Side } from '@/lib/testing/voice'

const world = createWorld()
const { advance, sleep, person } = world
const start = async (sides: readonly [Side, Side] = ['voice', 'voice']) =>
  call(world, await person(), await person(), sides)

const metrics = (changes: object = {}) => ({
  packetLoss: 1.2,
  jitter: 15.5,
  currentBitrate: 48,
  averageBitrate: 52,
  iceConnectionState: 'connected',
  callDuration: 120,
  ...changes,
})

test('joining the voice queue is confirmed with a position, again with the same one, and leaving too', async () => {
  const { client } = await person()
  const position = { position: 1, estimatedWaitTime: 1 }
  expect(await client.ask('join_voice_queue', { maxBitrate: 64 })).toEqual({ success: true, ...position })
  expect(await client.next('voice_queue_joined')).toEqual(position)
  expect(await client.ask('join_voice_queue')).toEqual({ success: true, ...position })
  await client.next('voice_queue_joined')
  expect(await client.ask('leave_voice_queue')).toEqual({ success: true })
  expect(await client.next('voice_queue_left')).toEqual({})
  expect(await client.ask('leave_voice_queue')).toEqual({ success: true })
  expect(await client.next('voice_queue_left')).toEqual({})
})

test('two who join for voice meet, one of them as initiator, at the smaller bitrate', async () => {
  const [ann, bob] = [await person(), await person()]
  await ann.client.ask('join_voice_queue', { maxBitrate: 32 })
  await bob.client.ask('join_voice_queue', { maxBitrate: 48 })
  await advance(150)
  const [a, b] = [await ann.client.next('voice_match_found'), await bob.client.next('voice_match_found')]
  const match = { partnerId: expect.stringMatching(UUID), sharedInterests: [], maxBitrate: 32 }
  expect(a).toEqual({ ...match, roomId: b.roomId, isInitiator: true })
  expect(b).toEqual({
    ...match,
    roomId: expect.stringMatching(/^voice_room_[0-9a-f-]{36}$/),
    isInitiator: false,
  })
})

test.each([
  { asked: 8, is: 16 },
  { asked: 500, is: 64 },
  { asked: undefined, is: 64 },
])('a maxBitrate of $asked is $is', async ({ asked, is }) => {
  const [ann, bob] = [await person(), await person()]
  await ann.client.ask('join_voice_queue', asked === undefined ? {} : { maxBitrate: asked })
  await bob.client.ask('join_voice_queue')
  await advance(150)
  expect(await bob.client.next('voice_match_found')).toMatchObject({ maxBitrate: is })
})

test('a person of the voice dialect meets one of the generic dialect in one queue', async () => {
  const { ann, bob, sessionId, bobId } = await start(['voice', 'generic'])
  expect(ann.client.names()).toEqual(['voice_queue_joined', 'voice_match_found'])
  expect(bob.client.received.at(-1)?.data).toMatchObject({
    sessionId,
    chatType: 'audio',
    isInitiator: false,
    maxBitrate: 64,
  })
  expect(bobId).toMatch(UUID)
})

test('mute is passed on to the partner alone, once, in their dialect', async () => {
  const { ann, bob, annId, bobId, sessionId } = await start(['voice', 'generic'])
  const tab = await world.client(ann.token)
  expect(await ann.client.ask('voice_muted', { isMuted: true })).toEqual({ success: true })
  await ann.client.ask('voice_muted', { isMuted: true })
  expect(await bob.client.next('partner-media-state')).toEqual({
    sessionId,
    partnerId: annId,
    isMuted: true,
    isVideoOff: false,
  })
  await bob.client.ask('media-state', { sessionId, isMuted: true })
  expect(await ann.client.next('voice_partner_muted')).toEqual({ partnerId: bobId, isMuted: true })
  await bob.client.settled()
  await tab.settled()
  expect(bob.client.count('partner-media-state')).toBe(1)
  expect(tab.count('voice_partner_muted')).toBe(1)
})

test('leaving ends the session for both with its length and their own means', async () => {
  const { ann, bob, roomId } = await start()
  await advance(60_000)
  await ann.client.ask('voice_metrics', metrics({ connectTime: 420 }))
  await advance(2_000)
  await ann.client.ask('voice_metrics', metrics({ packetLoss: 2.2, jitter: 14.5, currentBitrate: 50 }))
  await advance(500)
  await ann.client.ask('voice_metrics', metrics({ packetLoss: 100 })) // too soon, and dropped
  expect(await ann.client.ask('leave_voice_room')).toEqual({ success: true })
  expect(await ann.client.next('voice_room_ended')).toEqual({
    reason: 'user_left',
    roomId,
    session: {
      duration: 63,
      metrics: {
        packetLoss: 1.7,
        jitter: 15,
        currentBitrate: 49,
        averageBitrate: 49,
        connectTime: 420,
        reconnectAttempts: 0,
        reports: 2,
      },
    },
  })
  expect(await bob.client.next('voice_room_ended')).toEqual({
    reason: 'partner_left',
    roomId,
    session: { duration: 63, metrics: null },
  })
})

test('the generic dialect learns the same as session-ended', async () => {
  const { ann, bob, sessionId } = await start(['generic', 'voice'])
  await bob.client.ask('leave_voice_room')
  expect(await ann.client.next('session-ended')).toEqual({
    sessionId,
    reason: 'user_left',
    detail: 'partner_left',
    session: { duration: 0, metrics: null },
  })
})

test('a line that stays failed for 30 s ends the session as connection_failed, timeout in the generic dialect', async () => {
  const { ann, bob } = await start(['voice', 'generic'])
  await ann.client.ask('voice_metrics', metrics({ iceConnectionState: 'failed' }))
  await advance(20_000)
  await ann.client.ask('voice_metrics', metrics())
  await advance(20_000)
  await ann.client.ask('voice_metrics', metrics({ iceConnectionState: 'failed' }))
  await advance(29_000)
  await ann.client.ask('voice_metrics', metrics({ iceConnectionState: 'checking' }))
  await ann.client.settled()
  expect(ann.client.count('voice_room_ended')).toBe(0)
  await advance(1_600)
  expect(await ann.client.next('voice_room_ended')).toMatchObject({ reason: 'connection_failed' })
  expect(await bob.client.next('session-ended')).toMatchObject({
    reason: 'timeout',
    detail: 'connection_failed',
  })
})

test('the 30 idle minutes count from the last message, signal, mute or report of a connected line', async () => {
  const { ann, bob } = await start()
  await sleep(20 * 60_000)
  await ann.client.ask('voice_metrics', metrics())
  await sleep(20 * 60_000)
  await ann.client.ask('voice_muted', { isMuted: true })
  await sleep(29 * 60_000)
  await bob.client.settled()
  expect(bob.client.count('voice_room_ended')).toBe(0)
  await ann.client.ask('voice_metrics', metrics({ iceConnectionState: 'checking' }))
  await advance(61_000)
  expect(await bob.client.next('voice_room_ended')).toMatchObject({ reason: 'timeout' })
})

test('text goes beside the voice, and typing too', async () => {
  const { ann, bob, annId, sessionId, roomId } = await start()
  const ack = await ann.client.ask('send-message', { sessionId: roomId, message: 'look here' })
  expect(ack).toMatchObject({ success: true, delivered: true })
  expect(await bob.client.next('message-received')).toMatchObject({
    sessionId,
    message: 'look here',
    senderId: annId,
  })
  await ann.client.ask('typing-start', { sessionId })
  expect(await bob.client.next('partner-typing')).toEqual({ sessionId, isTyping: true })
  await ann.client.ask('typing-stop', { sessionId })
  expect(await bob.client.next('partner-typing')).toEqual({ sessionId, isTyping: false })
})

test('who reconnects learns what was missed, and the partner that they are back', async () => {
  const { ann, bob, annId, bobId, roomId, sessionId } = await start()
  await bob.client.ask('voice_muted', { isMuted: true })
  ann.client.disconnect()
  expect(await bob.client.next('voice_partner_disconnected')).toEqual({ roomId, secondsLeft: 30 })
  await bob.client.ask('send-message', { sessionId, message: 'are you there?' })
  await advance(29_000)
  const again = await world.client(ann.token)
  expect(await again.ask('attempt_voice_reconnect')).toEqual({ success: true, roomId, partnerId: bobId })
  expect(await again.next('voice_reconnected')).toEqual({
    roomId,
    partnerId: bobId,
    metrics: { callDuration: 29, reconnectAttempts: 1 },
    sharedInterests: [],
    isInitiator: true,
    maxBitrate: 64,
    messages: [expect.objectContaining({ message: 'are you there?', senderId: bobId, seq: 1 })],
    partnerSecondsLeft: null,
  })
  expect(await bob.client.next('voice_partner_reconnected')).toEqual({ roomId, partnerId: annId })
  expect(await again.next('voice_partner_muted')).toEqual({ partnerId: bobId, isMuted: true })
})

test('reconnecting on a living socket is answered, and the partner learns of it', async () => {
  const { ann, bob, annId, roomId } = await start()
  await ann.client.ask('attempt_voice_reconnect')
  expect(await ann.client.next('voice_reconnected')).toMatchObject({
    roomId,
    metrics: { callDuration: 0, reconnectAttempts: 1 },
  })
  expect(await bob.client.next('voice_partner_reconnected')).toEqual({ roomId, partnerId: annId })
  expect(bob.client.count('voice_partner_disconnected')).toBe(0)
})

test('after 30 s the partner’s call ends, and reconnecting is refused with the documented event', async () => {
  const { ann, bob } = await start()
  ann.client.disconnect()
  await bob.client.next('voice_partner_disconnected')
  await advance(31_000)
  expect(await bob.client.next('voice_room_ended')).toMatchObject({ reason: 'partner_disconnected' })
  const again = await world.client(ann.token)
  const reason = 'Session expired or room no longer exists'
  expect(await again.ask('attempt_voice_reconnect')).toEqual({ success: false, error: reason, code: 3002 })
  expect(await again.next('voice_reconnect_failed')).toEqual({ reason })
})

test('a report ends the call for both and carries its length and quality', async () => {
  const { ann, bob, bobId, roomId, sessionId } = await start()
  await advance(10_000)
  await ann.client.ask('voice_metrics', metrics())
  const complaint = { reportedUserId: bobId, violationType: 'harassment', description: 'abusive' }
  expect(await ann.client.ask('report_voice_chat', complaint)).toMatchObject({ success: true })
  expect(await ann.client.next('report_submitted')).toMatchObject({ roomId })
  expect(await ann.client.next('voice_room_ended')).toMatchObject({ reason: 'reported' })
  expect(await bob.client.next('voice_room_ended')).toMatchObject({ reason: 'reported' })
  const [row] = await world
    .server()
    .sql('SELECT chat_type, quality FROM reports WHERE session_id = $1', [sessionId])
  expect(row).toEqual({
    chat_type: 'audio',
    quality: {
      durationMs: 10_000,
      reporter: {
        packetLoss: 1.2,
        jitter: 15.5,
        bitrate: 48,
        connectTime: null,
        reconnects: 0,
        reports: 1,
      },
      reported: null,
    },
  })
})

const REFUSED = [
  { event: 'voice_muted', payload: { isMuted: true }, error: 'No active voice room', code: 3002 },
  { event: 'leave_voice_room', payload: {}, error: 'No active voice room', code: 3002 },
  { event: 'voice_metrics', payload: metrics(), error: 'No active voice room', code: 3002 },
] as const

test.each(REFUSED)('$event without a call is refused', async ({ event, payload, error, code }) => {
  const { client } = await person()
  expect(await client.ask(event, payload)).toEqual({ success: false, error, code })
  expect(await client.next('voice_chat_error')).toEqual({ message: error, code })
})

test('a text session is no voice room', async () => {
  const { ann, bob } = await world.chat()
  for (const { event, payload, error, code } of REFUSED)
    expect(await ann.client.ask(event, payload)).toEqual({ success: false, error, code })
  expect(await ann.client.ask('attempt_voice_reconnect')).toMatchObject({ success: false, code: 3002 })
  await bob.client.settled()
  expect(bob.client.names()).toEqual(['text_queue_joined', 'text_match_found'])
})

test('a report of somebody who is not the partner is refused', async () => {
  const { ann, bob } = await start()
  const complaint = { reportedUserId: bob.userId, violationType: 'spam' }
  const refusal = { message: 'Invalid target user', code: 3002 }
  expect(await ann.client.ask('report_voice_chat', complaint)).toMatchObject({ success: false, code: 3002 })
  expect(await ann.client.next('voice_chat_error')).toEqual(refusal)
})

test('joining for voice while in a session is refused', async () => {
  const { ann } = await start()
  expect(await ann.client.ask(...joinFor.voice)).toMatchObject({ success: false, code: 3003 })
})

test.each([
  ['a bitrate that is none', 'join_voice_queue', { maxBitrate: 'much' }],
  ['no state', 'voice_muted', {}],
  ['a loss above all', 'voice_metrics', metrics({ packetLoss: 101 })],
  ['a jitter that is none', 'voice_metrics', metrics({ jitter: null })],
])('%s is refused', async (_, event, payload) => {
  const { client } = await person()
  expect(await client.ask(event, payload)).toMatchObject({ success: false, code: 9001 })
})

test('a ban ends the call', async () => {
  const { ann, bob }: { ann: Person; bob: Person } = await start()
  const admin = await person('admin')
  await world.post('/api/admin/ban-user', { userId: ann.userId, reason: 'tests' }, admin.token)
  expect(await bob.client.next('voice_room_ended')).toMatchObject({ reason: 'partner_left' })
})
