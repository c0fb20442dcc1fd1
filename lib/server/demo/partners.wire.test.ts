import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEXT } from '@/lib/protocol-client/dialects/text'
import { registerGuest } from '@/lib/protocol-client/rest'
import { connect } from '@/lib/testing/client'
import { startTestServer, type TestServer } from '@/lib/testing/test-server'
import { greeting, replyTo } from './lines'
import { startPartners } from './partners'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.close())

test('a practice partner greets, answers, and searches for the next person when the session has ended', async () => {
  const { clock, runtime, url } = server
  const { stop } = await startPartners(1, runtime, clock)
  const { token, userId } = await registerGuest(url)
  const client = await connect(url, token)
  for (let round = 0; round < 2; round += 1) {
    await client.ask(...TEXT.join)
    await clock.advance(200)
    await client.next(TEXT.found)
    await clock.advance(2_000)
    expect(await client.next('text_message_received')).toMatchObject({ content: greeting(0) })
    await client.ask(...TEXT.send('', 'hello'))
    expect(await client.next('text_message_received')).toMatchObject({ senderId: userId })
    await clock.advance(2_000)
    expect(await client.next('text_message_received')).toMatchObject({ content: replyTo('hello', 1) })
    await client.ask(...TEXT.leave(''))
    await client.next('text_room_ended')
    await clock.advance(5_000)
  }
  client.disconnect()
  stop()
})
