import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '@/lib/testing/client'
import { registerGuest } from '@/lib/protocol-client/rest'
import { startTestServer, type TestServer } from '@/lib/testing/test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

test('a stranger who joined by join_text_queue meets one who joined by join-queue, each in their own dialect', async () => {
  const [ann, bob] = await Promise.all([registerGuest(server.url), registerGuest(server.url)])
  const [a, b] = await Promise.all([connect(server.url, ann.token), connect(server.url, bob.token)])

  a.emit('join_text_queue')
  expect(await a.next('text_queue_joined')).toEqual({ position: 1, estimatedWaitTime: 1 })
  expect(await b.ask('join-queue', { preferences: { chatType: 'text', minTier: 0 } })).toMatchObject({
    success: true,
  })
  await server.clock.advance(150)

  const { roomId } = await a.next('text_match_found')
  const { sessionId } = await b.next('match-found')
  expect(roomId).toBe(`text_room_${String(sessionId)}`)

  a.emit('send_text_message', { content: 'hello' })
  expect(await b.next('message-received')).toMatchObject({ sessionId, message: 'hello', type: 'text' })
  expect(await a.next('text_message_received')).toMatchObject({
    roomId,
    senderId: ann.userId,
    delivered: true,
  })
  a.disconnect()
  b.disconnect()
})
