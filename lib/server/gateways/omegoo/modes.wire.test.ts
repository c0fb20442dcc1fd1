import { expect, test } from 'vitest'
import { createWorld, type Person } from '@/lib/testing/world'
import { call, type Side } from '@/lib/testing/voice'

const world = createWorld()
const { advance } = world

/** A person whose client can change the kind of a session and cover pictures, or what is given. */
async function person(can: readonly string[] = ['mode', 'reveal']): Promise<Person> {
  const guest = await world.person()
  guest.client.disconnect()
  return { ...guest, client: await world.client(guest.token, { auth: { token: guest.token, can } }) }
}

const texting = async (...can: readonly (readonly string[] | undefined)[]) =>
  world.meet(await person(can[0]), await person(can[1]), ['generic', 'text'])
const calling = async (sides: readonly [Side, Side] = ['generic', 'generic']) =>
  call(world, await person(), await person(), sides)

test('from text to voice: the partner is asked, and both hear the generic dialect afterwards', async () => {
  const { ann, bob, sessionId, annId } = await texting()
  expect(await ann.client.ask('session-mode-request', { sessionId, chatType: 'audio' })).toEqual({
    success: true,
  })
  expect(await bob.client.next('session-mode-requested')).toEqual({
    sessionId,
    chatType: 'audio',
    secondsLeft: 30,
  })
  expect(await bob.client.ask('session-mode-answer', { sessionId, accept: true })).toEqual({ success: true })
  const changed = { sessionId, chatType: 'audio', maxBitrate: 64 }
  expect(await ann.client.next('session-mode-changed')).toEqual({ ...changed, isInitiator: true })
  expect(await bob.client.next('session-mode-changed')).toEqual({ ...changed, isInitiator: false })

  await ann.client.ask('webrtc-offer', { sessionId, offer: 'sdp' })
  expect(await bob.client.next('webrtc-offer')).toEqual({ sessionId, senderId: annId, offer: 'sdp' })
  await ann.client.ask('send-message', { sessionId, message: 'hi' })
  expect(await bob.client.next('message-received')).toMatchObject({ sessionId, message: 'hi' })
  expect(bob.client.count('text_message_received')).toBe(0)
  await ann.client.ask('end-session')
  expect(await bob.client.next('session-ended')).toMatchObject({
    reason: 'user_left',
    detail: 'partner_left',
  })
})

test('less is changed at once, without asking', async () => {
  const { ann, bob, sessionId } = await calling()
  await ann.client.ask('session-mode-request', { sessionId, chatType: 'text' })
  expect(await bob.client.next('session-mode-changed')).toMatchObject({ chatType: 'text' })
  expect(await ann.client.next('session-mode-changed')).toMatchObject({ chatType: 'text' })
  expect(await ann.client.ask('webrtc-offer', { sessionId, offer: 1 })).toMatchObject({ code: 3002 })
  expect(bob.client.count('session-mode-requested')).toBe(0)
})

test('two who ask for the same get it', async () => {
  const { ann, bob, sessionId } = await calling()
  for (const { client } of [ann, bob])
    await client.ask('session-mode-request', { sessionId, chatType: 'video' })
  expect(await ann.client.next('session-mode-changed')).toMatchObject({ chatType: 'video' })
  expect(await bob.client.next('session-mode-changed')).toMatchObject({ chatType: 'video' })
})

test('two who ask for more, but not for the same, get the lesser of both', async () => {
  const { ann, bob, sessionId } = await texting()
  await ann.client.ask('session-mode-request', { sessionId, chatType: 'video' })
  await bob.client.ask('session-mode-request', { sessionId, chatType: 'audio' })
  expect(await ann.client.next('session-mode-changed')).toMatchObject({ chatType: 'audio' })
})

test('a refusal and silence reach the one who asked', async () => {
  const { ann, bob, sessionId } = await texting()
  const asked = { sessionId, chatType: 'video' }
  await ann.client.ask('session-mode-request', asked)
  await bob.client.ask('session-mode-answer', { sessionId, accept: false })
  expect(await ann.client.next('session-mode-declined')).toEqual({ ...asked, reason: 'declined' })
  await ann.client.ask('session-mode-request', asked)
  await advance(30_000)
  expect(await ann.client.next('session-mode-declined')).toEqual({ ...asked, reason: 'timeout' })
  expect(await bob.client.ask('session-mode-answer', { sessionId, accept: true })).toEqual({
    success: false,
    error: 'Nothing is asked',
    code: 3002,
  })
  expect(bob.client.count('session-mode-declined')).toBe(0)
})

test('what was asked can be taken back, and the partner need not answer any more', async () => {
  const { ann, bob, sessionId } = await texting()
  await ann.client.ask('session-mode-request', { sessionId, chatType: 'audio' })
  await bob.client.next('session-mode-requested')
  expect(await ann.client.ask('session-mode-request', { sessionId, chatType: 'text' })).toEqual({
    success: true,
  })
  expect(await bob.client.next('session-mode-declined')).toEqual({
    sessionId,
    chatType: 'audio',
    reason: 'withdrawn',
  })
  expect(await bob.client.ask('session-mode-answer', { sessionId, accept: true })).toMatchObject({
    code: 3002,
  })
  expect(ann.client.count('session-mode-declined')).toBe(0)
})

test('a partner whose client cannot is not asked', async () => {
  const { ann, bob, sessionId } = await texting(undefined, [])
  await ann.client.ask('session-mode-request', { sessionId, chatType: 'audio' })
  expect(await ann.client.next('session-mode-declined')).toEqual({
    sessionId,
    chatType: 'audio',
    reason: 'unsupported',
  })
  await bob.client.settled()
  expect(bob.client.count('session-mode-requested')).toBe(0)
})

test('the kind that it is already is no wish', async () => {
  const { ann, sessionId } = await calling()
  expect(await ann.client.ask('session-mode-request', { sessionId, chatType: 'audio' })).toMatchObject({
    success: false,
    code: 9001,
  })
})

test('both are revealed when both want it, and covered again when one does not', async () => {
  const { ann, bob, sessionId } = await calling()
  await ann.client.ask('session-reveal', { sessionId, shown: true })
  await bob.client.settled()
  expect([ann, bob].map(({ client }) => client.count('session-revealed'))).toEqual([0, 0])
  await bob.client.ask('session-reveal', { sessionId, shown: true })
  for (const { client } of [ann, bob])
    expect(await client.next('session-revealed')).toEqual({ sessionId, revealed: true })
  await ann.client.ask('session-reveal', { sessionId, shown: false })
  for (const { client } of [ann, bob])
    expect(await client.next('session-revealed')).toEqual({ sessionId, revealed: false })
})

test('a partner whose client cannot cover pictures counts as wanting to be seen', async () => {
  const { ann, bob, sessionId } = await call(world, await person(), await person([]), ['generic', 'generic'])
  await ann.client.ask('session-reveal', { sessionId, shown: true })
  expect(await ann.client.next('session-revealed')).toEqual({ sessionId, revealed: true })
  expect(await bob.client.next('session-revealed')).toEqual({ sessionId, revealed: true })
})

test('a request is repeated to a partner who comes back in time', async () => {
  const { ann, bob, sessionId } = await calling()
  bob.client.disconnect()
  await ann.client.next('partner-disconnected')
  await ann.client.ask('session-mode-request', { sessionId, chatType: 'video' })
  await advance(10_000)
  const again = await world.client(bob.token, { auth: { token: bob.token, can: ['mode'] } })
  expect(await again.next('session-mode-requested')).toMatchObject({ chatType: 'video', secondsLeft: 20 })
  expect(await ann.client.next('partner-reconnected')).toEqual({ sessionId })
})

test('what was held back of a line is not sent to a session that is text by then', async () => {
  const { ann, bob, sessionId } = await calling()
  await ann.client.ask('webrtc-offer', { sessionId, offer: 'ann' })
  await bob.client.ask('webrtc-offer', { sessionId, offer: 'bob' })
  await ann.client.ask('session-mode-request', { sessionId, chatType: 'text' })
  await ann.client.next('session-mode-changed')
  await advance(11_000)
  await ann.client.settled()
  expect(ann.client.count('webrtc-offer')).toBe(0)
})
