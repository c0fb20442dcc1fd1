import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { TEXT } from '@/lib/protocol-client/dialects/text'
import { registerGuest } from '@/lib/protocol-client/rest'
import { connect } from '@/lib/testing/client'
import { startTestServer, type TestServer } from '@/lib/testing/test-server'
import { addDays, dayOf } from '@/lib/domain/days'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { madeUp } from '../ports/analytics/made-up.fixture'
import { greeting, replyTo } from './lines'
import { madeUpWorkspace, PRACTICE_CHANNEL, WORKSPACE_PARTNER } from './made-up-workspace'
import { ANSWER_MS } from './partner-conversations'
import { ALONE_MS, startPartners } from './partners'

let server: TestServer
let stop: () => void
beforeAll(async () => {
  server = await startTestServer()
  ;({ stop } = await startPartners(1, server.runtime, server.clock))
})
afterAll(() => {
  stop()
  return server.close()
})

test('a practice partner comes to who waits alone, greets and answers, and comes again', async () => {
  const { clock, url } = server
  const { token, userId } = await registerGuest(url)
  const client = await connect(url, token)
  for (let round = 0; round < 2; round += 1) {
    await client.ask(...TEXT.join)
    await clock.advance(ALONE_MS + 1_000)
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
})

test('two people meet each other, and practice partners are none of the people who are here', async () => {
  const { clock, runtime, url } = server
  await vi.waitFor(() => expect(runtime.services.live().online).toBe(0))
  const people = [await registerGuest(url), await registerGuest(url)] as const
  const [ann, bob] = [await connect(url, people[0].token), await connect(url, people[1].token)]
  await ann.ask(...TEXT.join)
  await clock.advance(ALONE_MS - 1_000)
  expect(runtime.services.live()).toEqual({ online: 2, waiting: 1, talking: 0 })
  await bob.ask(...TEXT.join)
  await clock.advance(500)
  await ann.next(TEXT.found)
  await bob.next(TEXT.found)
  expect(runtime.services.live()).toEqual({ online: 2, waiting: 0, talking: 2 })
  ann.disconnect()
  bob.disconnect()
})

test('a practice partner answers in the practice channel, and to who writes to it alone', async () => {
  const { clock, database, url } = server
  const first = addDays(dayOf(clock.now()), -2)
  const workspace = madeUpWorkspace(first, 2)
  await database.demoHistory.fill(DEFAULT_TENANT, madeUp({ workspace }), clock.now())
  const account = { email: 'ann@example.org', password: 'a long enough password', displayName: 'Ann' }
  const ann = await registerGuest(url, account)
  const client = await connect(url, ann.token)
  const rooms = [`channel:${PRACTICE_CHANNEL}`, `chat:${ann.userId}:${WORKSPACE_PARTNER}`]
  for (const roomId of rooms) {
    expect(await client.ask('room:join', { roomId, roomType: 'chat' })).toMatchObject({ success: true })
    await client.ask('message:send', { roomId, message: 'anybody there?' })
    await client.next('typing:start')
    await clock.advance(ANSWER_MS)
    expect(await client.next('message:new')).toMatchObject({
      senderId: WORKSPACE_PARTNER,
      message: expect.stringContaining('anybody there?'),
    })
  }
  client.disconnect()
})
