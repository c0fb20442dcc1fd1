import { expect, test } from 'vitest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { chat } = world

test('a participant whose last omegoo socket is gone is away, although a helpdesk socket is open', async () => {
  const { ann, bob, roomId } = await chat()
  const helpdesk = await world.client()
  expect(await helpdesk.ask('authenticate', bob.token)).toMatchObject({ success: true })
  expect(await ann.client.ask('send_text_message', { content: 'both here' })).toMatchObject({
    delivered: true,
  })

  bob.client.disconnect()
  expect(await ann.client.next('text_partner_disconnected')).toEqual({ roomId, secondsLeft: 30 })
  const answer = await ann.client.ask('send_text_message', { content: 'are you there?' })
  expect(answer).toMatchObject({ success: true, delivered: false })

  const back = await world.client(bob.token)
  await back.ask('attempt_text_reconnect', { lastSeq: 1 })
  expect((await back.next('text_reconnected')).messages).toMatchObject([{ content: 'are you there?' }])
  expect(await ann.client.next('text_partner_reconnected')).toMatchObject({ roomId })
  expect(await ann.client.next('text_message_delivered')).toMatchObject({ messageId: answer.messageId })
  expect(helpdesk.count('text_message_received')).toBe(0)
})

test('a socket of the handshake that uses another contract alone is not here for a random session', async () => {
  const { ann, bob, roomId } = await chat()
  const other = await world.client(bob.token)
  // It is bob's already, so this only shows which contract it uses.
  await other.ask('authenticate', bob.token)
  bob.client.disconnect()
  expect(await ann.client.next('text_partner_disconnected')).toEqual({ roomId, secondsLeft: 30 })
})

test('a socket that uses a name of omegoo as well is here again', async () => {
  const { ann, bob, roomId } = await chat()
  const other = await world.client(bob.token)
  await other.ask('authenticate', bob.token)
  await other.ask('attempt_text_reconnect')
  bob.client.disconnect()
  expect(await ann.client.ask('send_text_message', { content: 'still here' })).toMatchObject({
    delivered: true,
  })
  expect(ann.client.count('text_partner_disconnected')).toBe(0)
  expect(await other.next('text_message_received')).toMatchObject({ content: 'still here', roomId })
})
