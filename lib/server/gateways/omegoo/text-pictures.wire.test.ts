import { expect, test } from 'vitest'
import { createWorld } from '@/lib/testing/world'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

const { chat } = createWorld()

test('a participant of the text dialect sends a picture, and both receive it in their dialect, once', async () => {
  const { ann, bob, annId, roomId } = await chat()
  const picture = {
    sessionId: roomId.replace('text_room_', ''),
    message: `data:image/webp;base64,${PNG}`,
    type: 'image',
    clientMessageId: 'p-1',
  }
  const ack = await ann.client.ask('send-message', picture)
  expect(ack).toMatchObject({ success: true, seq: 1, clientMessageId: 'p-1' })
  const received = {
    roomId,
    type: 'image',
    content: `data:image/png;base64,${PNG}`,
    seq: 1,
  }
  expect(await ann.client.next('text_message_received')).toMatchObject({
    ...received,
    senderId: ann.userId,
    clientMessageId: 'p-1',
  })
  expect(await bob.client.next('text_message_received')).toMatchObject({ ...received, senderId: annId })
  expect(await ann.client.ask('send-message', picture)).toEqual(ack)
  await bob.client.settled()
  expect(bob.client.count('text_message_received')).toBe(1)
  expect(bob.client.count('message-received')).toBe(0)
})
