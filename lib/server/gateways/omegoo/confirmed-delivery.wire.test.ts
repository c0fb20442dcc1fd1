import { expect, test } from 'vitest'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld()

/** A person whose client declares that it confirms what it receives. */
async function confirming(): Promise<Person> {
  const guest = await world.person()
  guest.client.disconnect()
  const client = await world.client(undefined, { auth: { token: guest.token, can: ['confirm'] } })
  return { ...guest, client }
}

const send = ({ client }: Person, content: string) => client.ask('send_text_message', { content })

test('a message is delivered when the partner’s client confirms it, not when it is written to the socket', async () => {
  const [ann, bob] = [await world.person(), await confirming()]
  const { roomId, sessionId } = await world.meet(ann, bob)
  const first = await send(ann, 'one')
  const second = await send(ann, 'two')
  expect([first, second]).toMatchObject([{ delivered: false }, { delivered: false }])
  expect(await ann.client.next('text_message_received')).toMatchObject({ content: 'one', delivered: false })
  expect(await bob.client.ask('message-confirm', { sessionId, seq: 2 })).toEqual({ success: true })
  for (const { messageId } of [first, second])
    expect(await ann.client.next('text_message_delivered')).toEqual({ roomId, messageId })
  expect(await bob.client.ask('message-confirm', { sessionId, seq: 2 })).toEqual({ success: true })
  await send(bob, 'thanks')
  expect(ann.client.count('text_message_delivered')).toBe(2)
  expect(bob.client.count('text_message_delivered')).toBe(0)
})

test('a message to a client that does not confirm is delivered by writing it', async () => {
  const [ann, bob] = [await confirming(), await world.person()]
  await world.meet(ann, bob)
  expect(await send(ann, 'one')).toMatchObject({ delivered: true })
  expect(await send(bob, 'two')).toMatchObject({ delivered: false })
})

test('missed messages of a returning client that confirms are delivered when it has confirmed them', async () => {
  const [ann, bob] = [await world.person(), await confirming()]
  const { sessionId, roomId } = await world.meet(ann, bob)
  bob.client.disconnect()
  await ann.client.next('text_partner_disconnected')
  const { messageId } = await send(ann, 'missed')
  const back = await world.client(undefined, { auth: { token: bob.token, can: ['confirm'] } })
  await back.ask('attempt_text_reconnect', { lastSeq: 0 })
  expect((await back.next('text_reconnected')).messages).toMatchObject([{ content: 'missed' }])
  await ann.client.next('text_partner_reconnected')
  await send(ann, 'the next one')
  expect(ann.client.count('text_message_delivered')).toBe(0)
  await back.ask('message-confirm', { sessionId, seq: 2 })
  expect(await ann.client.next('text_message_delivered')).toEqual({ roomId, messageId })
})

test('a confirmation after the end has no effect; one of another’s session is refused', async () => {
  const [ann, bob, cas] = [await world.person(), await confirming(), await world.person()]
  const { sessionId } = await world.meet(ann, bob)
  await send(ann, 'one')
  expect(await cas.client.ask('message-confirm', { sessionId, seq: 1 })).toMatchObject({
    success: false,
    code: 3002,
  })
  await ann.client.ask('leave_text_room')
  await bob.client.next('text_room_ended')
  expect(await bob.client.ask('message-confirm', { sessionId, seq: 1 })).toEqual({ success: true })
  expect(ann.client.count('text_message_delivered')).toBe(0)
})
