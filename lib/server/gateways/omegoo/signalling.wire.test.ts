import { expect, test } from 'vitest'
import { createWorld } from '@/lib/testing/world'
import { call, candidate, description, type Side, signal } from '@/lib/testing/voice'

const world = createWorld()
const { advance, person } = world
const start = async (sides: readonly [Side, Side] = ['voice', 'voice']) =>
  call(world, await person(), await person(), sides)

test('offer, answer and candidates reach the partner unchanged, no field dropped', async () => {
  const { ann, bob, annId, bobId, roomId } = await start()
  const offer = { ...description('offer'), more: { a: [1, null, ''] } }
  expect(await ann.client.ask('voice_webrtc_signal', signal(roomId, bobId, 'offer', offer))).toEqual({
    success: true,
  })
  const received = await bob.client.next('voice_webrtc_signal')
  expect(received).toEqual({ type: 'offer', roomId, senderId: annId, payload: { sdp: offer } })
  const answer = description('answer', 'bob')
  await bob.client.ask('voice_webrtc_signal', signal(roomId, annId, 'answer', answer))
  expect(await ann.client.next('voice_webrtc_signal')).toEqual({
    type: 'answer',
    roomId,
    senderId: bobId,
    payload: { sdp: answer },
  })
  await ann.client.ask('voice_webrtc_signal', signal(roomId, bobId, 'ice-candidate', null))
  expect(await bob.client.next('voice_webrtc_signal')).toMatchObject({
    type: 'ice-candidate',
    payload: { candidate: null },
  })
})

test('signals cross the dialects; a description as text becomes an object for the voice dialect', async () => {
  const { ann, bob, annId, bobId, sessionId, roomId } = await start(['voice', 'generic'])
  await ann.client.ask('voice_webrtc_signal', signal(roomId, bobId, 'offer', description('offer')))
  expect(await bob.client.next('webrtc-offer')).toEqual({
    sessionId,
    senderId: annId,
    offer: description('offer'),
  })
  await bob.client.ask('webrtc-answer', { sessionId, answer: 'v=0 bob' })
  expect(await ann.client.next('voice_webrtc_signal')).toEqual({
    type: 'answer',
    roomId,
    senderId: bobId,
    payload: { sdp: { type: 'answer', sdp: 'v=0 bob' } },
  })
  await bob.client.ask('webrtc-ice-candidate', { sessionId, candidate: candidate('b') })
  expect(await ann.client.next('voice_webrtc_signal')).toMatchObject({
    payload: { candidate: candidate('b') },
  })
})

test('of two offers one is passed on; the other one and its candidates are dropped with the answer', async () => {
  const { ann, bob, annId, sessionId } = await start(['generic', 'generic'])
  await ann.client.ask('webrtc-offer', { sessionId, offer: description('offer') })
  const held = await bob.client.ask('webrtc-offer', { sessionId, offer: description('offer', 'bob') })
  expect(held).toEqual({ success: true })
  await bob.client.ask('webrtc-ice-candidate', { sessionId, candidate: candidate('held') })
  await ann.client.ask('webrtc-ice-candidate', { sessionId, candidate: candidate('a') })
  await bob.client.ask('webrtc-answer', { sessionId, answer: description('answer', 'bob') })
  await bob.client.ask('webrtc-ice-candidate', { sessionId, candidate: candidate('b') })
  expect(await ann.client.next('webrtc-ice-candidate')).toMatchObject({ candidate: candidate('b') })
  await advance(11_000)
  await ann.client.settled()
  expect(ann.client.names().filter((name) => name.startsWith('webrtc'))).toEqual([
    'webrtc-answer',
    'webrtc-ice-candidate',
  ])
  expect(await bob.client.next('webrtc-ice-candidate')).toMatchObject({ senderId: annId })
})

test('an offer that is not answered for 10 s lets the other one through, with its candidates', async () => {
  const { ann, bob, sessionId } = await start(['generic', 'generic'])
  await ann.client.ask('webrtc-offer', { sessionId, offer: 'ann' })
  await bob.client.ask('webrtc-offer', { sessionId, offer: 'bob' })
  await bob.client.ask('webrtc-ice-candidate', { sessionId, candidate: 'b' })
  await advance(9_900)
  await ann.client.settled()
  expect(ann.client.count('webrtc-offer')).toBe(0)
  await advance(200)
  expect(await ann.client.next('webrtc-offer')).toMatchObject({ offer: 'bob' })
  expect(await ann.client.next('webrtc-ice-candidate')).toMatchObject({ candidate: 'b' })
})

test('signals go to one connection: the one that joined, then the one that signalled last, then the newest', async () => {
  const { ann, bob, sessionId } = await start(['generic', 'generic'])
  const tab = await world.client(bob.token)
  const send = async (name: string) => {
    await ann.client.ask('webrtc-ice-candidate', { sessionId, candidate: name })
    await Promise.all([bob.client, tab].map((client) => client.settled()))
  }
  await send('1')
  expect([bob.client.count('webrtc-ice-candidate'), tab.count('webrtc-ice-candidate')]).toEqual([1, 0])
  await tab.ask('webrtc-ice-candidate', { sessionId, candidate: 'from the tab' })
  await send('2')
  expect([bob.client.count('webrtc-ice-candidate'), tab.count('webrtc-ice-candidate')]).toEqual([1, 1])
  const third = await world.client(bob.token)
  tab.disconnect()
  await expect
    .poll(async () => {
      await ann.client.ask('webrtc-ice-candidate', { sessionId, candidate: '3' })
      await third.settled()
      return third.count('webrtc-ice-candidate')
    })
    .toBeGreaterThan(0)
  expect(bob.client.count('webrtc-ice-candidate')).toBe(1)
})

test('what is sent to a partner who is away follows voice_reconnected in order; a new offer drops what came before', async () => {
  const { ann, bob, annId, bobId, roomId } = await start()
  bob.client.disconnect()
  await ann.client.next('voice_partner_disconnected')
  const send = (type: 'offer' | 'ice-candidate', body: unknown) =>
    ann.client.ask('voice_webrtc_signal', signal(roomId, bobId, type, body))
  await send('ice-candidate', candidate('old'))
  await send('offer', description('offer', 'old'))
  await send('offer', description('offer', 'new'))
  for (let index = 0; index < 70; index += 1) await send('ice-candidate', candidate(String(index)))
  const again = await world.client(bob.token)
  await again.settled()
  expect(again.names()).toEqual([])
  await again.ask('attempt_voice_reconnect')
  await again.settled()
  const names = again.names()
  expect(names).toEqual(['voice_reconnected', ...Array<string>(64).fill('voice_webrtc_signal')])
  expect(await again.next('voice_webrtc_signal')).toEqual({
    type: 'offer',
    roomId,
    senderId: annId,
    payload: { sdp: description('offer', 'new') },
  })
  expect(await again.next('voice_webrtc_signal')).toMatchObject({ payload: { candidate: candidate('0') } })
})

test.each([
  { what: 'no call', error: 'No active voice room', room: 'voice_room_x', target: 'x', inCall: false },
  { what: 'a foreign room', error: 'Room not found', room: 'voice_room_x', target: null, inCall: true },
  { what: 'a stranger', error: 'Invalid target user', room: null, target: 'x', inCall: true },
])('a signal is refused: $what', async ({ error, room, target, inCall }) => {
  const found = inCall ? await start() : undefined
  const ann = found?.ann ?? (await person())
  const to = signal(room ?? found?.roomId ?? '', target ?? found?.bobId ?? '', 'offer', description('offer'))
  expect(await ann.client.ask('voice_webrtc_signal', to)).toEqual({ success: false, error, code: 3002 })
  expect(await ann.client.next('voice_chat_error')).toEqual({ message: error, code: 3002 })
  await found?.bob.client.settled()
  expect(found?.bob.client.count('voice_webrtc_signal') ?? 0).toBe(0)
})

test('an account’s id is no target', async () => {
  const { ann, bob, roomId } = await start()
  const to = signal(roomId, bob.userId, 'offer', description('offer'))
  expect(await ann.client.ask('voice_webrtc_signal', to)).toMatchObject({ error: 'Invalid target user' })
})

test('a description of more than 64 KiB is too large', async () => {
  const { ann, bob, sessionId } = await start(['generic', 'generic'])
  const fits = 'x'.repeat(65_534)
  expect(await ann.client.ask('webrtc-offer', { sessionId, offer: fits })).toEqual({ success: true })
  expect(await bob.client.next('webrtc-offer')).toMatchObject({ offer: fits })
  const refusal = { success: false, error: 'The request is too large', code: 9004 }
  expect(await ann.client.ask('webrtc-offer', { sessionId, offer: `${fits}x` })).toEqual(refusal)
})

test.each([
  ['webrtc-offer', {}],
  ['webrtc-offer', { sessionId: 's' }],
  ['webrtc-answer', { sessionId: 's' }],
  ['webrtc-ice-candidate', { sessionId: 's' }],
  ['voice_webrtc_signal', { type: 'offer', roomId: 'r', targetId: 't', payload: {} }],
  ['voice_webrtc_signal', { type: 'hello', roomId: 'r', targetId: 't', payload: { sdp: 1 } }],
])('%s without what it carries is refused', async (event, payload) => {
  const { client } = await person()
  expect(await client.ask(event, payload)).toMatchObject({ success: false, code: 9001 })
})

test('a stranger’s signal to a session of others is refused', async () => {
  const { sessionId, bob } = await start(['generic', 'generic'])
  const { ann: eve } = await start(['generic', 'generic'])
  expect(await eve.client.ask('webrtc-offer', { sessionId, offer: 1 })).toMatchObject({ code: 3002 })
  await bob.client.settled()
  expect(bob.client.count('webrtc-offer')).toBe(0)
})
