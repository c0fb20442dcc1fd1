import { expect, test } from 'vitest'
import { omegoo } from '@/lib/contracts/omegoo/contract'
import { request } from '@/lib/protocol-client/rest'
import {
  createWorld,
  type Dialect,
  join,
  MATCHING_DELAY_MS,
  type Person,
  type Chat,
  UUID,
} from '@/lib/testing/world'

const world = createWorld()
const { advance, person, chat } = world

const EVERYTHING_ABOUT_ONESELF = Object.values(omegoo.rest)
  .filter(({ method, path }) => method === 'GET' && !/admin|dev|:/.test(path))
  .map(({ path }) => path)

/** Everything that a person was sent: frames, acknowledgements, and what they read by REST. */
function receivedBy({ client, token }: Person) {
  const answers: unknown[] = []
  return {
    async ask(event: string, ...payload: unknown[]) {
      answers.push(await client.ask(event, ...payload))
    },
    async read(path: string) {
      answers.push((await world.get(path, token)).text)
    },
    async post(path: string, body: unknown) {
      answers.push((await world.post(path, body, token)).text)
    },
    text: () => JSON.stringify([client.received, answers]),
  }
}

test.each([
  ['text', 'text'],
  ['text', 'generic'],
  ['generic', 'text'],
  ['generic', 'generic'],
] as const)('two people who meet twice know each other by other ids (%s, %s)', async (...dialects) => {
  const [ann, bob] = [await person(), await person()]
  const chats: Chat[] = []
  for (const time of [1, 2]) {
    const both = await world.meet(ann, bob, dialects)
    chats.push(both)
    await ann.client.ask('end-session', { sessionId: both.sessionId })
    await bob.client.settled()
    if (time === 1) await advance(60_000)
  }
  const ids = chats.flatMap(({ annId, bobId }) => [annId, bobId])
  for (const id of ids) expect(id).toMatch(UUID)
  expect(new Set([...ids, ann.userId, bob.userId]).size).toBe(6)
})

test.each([
  ['text', 'text'],
  ['text', 'generic'],
  ['generic', 'text'],
  ['generic', 'generic'],
] as const)(
  'nothing that reaches a stranger names the account of the partner (%s, %s)',
  async (...dialects) => {
    const { ann, bob, bobId, sessionId } = await chat(...dialects)
    const received = receivedBy(ann)
    const send = async (one: Person, dialect: Dialect, content: string) =>
      dialect === 'text'
        ? one.client.ask('send_text_message', { content })
        : one.client.ask('send-message', { sessionId, message: content })
    await bob.client.ask('text_typing_start', {})
    await send(bob, dialects[1], 'hello')
    await send(ann, dialects[0], 'hello yourself')
    await send(bob, dialects[1], 'fuck you')
    await bob.client.ask('text_typing_start', {})
    await bob.client.ask('text_typing_stop', {})
    bob.client.disconnect()
    await send(ann, dialects[0], 'are you there?')
    const back = await world.client(bob.token)
    await back.ask('attempt_text_reconnect', { lastSeq: 0 })
    await received.ask('attempt_text_reconnect', { lastSeq: 0 })
    await received.ask('join_text_queue')
    await received.ask('report_text_chat', {
      reportedUserId: bobId,
      violationType: 'harassment',
      description: 'rude',
    })
    await received.ask('report_text_chat', { reportedUserId: bobId, violationType: 'spam' })
    await received.post('/api/moderation/block', { userId: bobId })
    for (const path of EVERYTHING_ABOUT_ONESELF) await received.read(path)
    await ann.client.settled()
    const text = received.text()
    expect(text).toContain(bobId)
    expect(text).toContain('fuck you')
    expect(text).not.toContain(bob.userId)
  },
)

test('a partner found by REST is named by the same id as on the socket', async () => {
  const [ann, bob] = [await person(), await person()]
  await join(bob, 'generic')
  const asked = world.post('/api/chat/find-match', { preferences: { chatType: 'text' } }, ann.token)
  await ann.client.next('queue-joined')
  await advance(MATCHING_DELAY_MS)
  const { partnerId } = (await asked).body.data as { partnerId: string }
  expect(partnerId).toMatch(UUID)
  expect(partnerId).not.toBe(bob.userId)
  expect(await ann.client.next('match-found')).toMatchObject({ partnerId })
})

/** Of its ids and times, which differ from one to the next, nothing is left. */
const formOf = (body: unknown) =>
  JSON.stringify(body).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '#')

test('blocking accounts does not reveal whether one of them is the partner', async () => {
  const [{ ann, bob, bobId, sessionId }, cleo] = [await chat(), await person()]
  const block = async (userId: string) => {
    const { status, body } = await world.post('/api/moderation/block', { userId }, ann.token)
    await ann.client.settled()
    return { status, form: formOf(body), frames: ann.client.names() }
  }
  const unblock = async (name: string) => {
    const path = `/api/moderation/block/${name}`
    const { status, body } = await request(world.url(), 'DELETE', path, { token: ann.token })
    return { status, form: formOf(body) }
  }
  expect(await block(bob.userId)).toEqual(await block(cleo.userId))
  expect(await ann.client.ask('send_text_message', { content: 'still here' })).toMatchObject({
    delivered: true,
  })

  await block(bobId)
  const list = async () => {
    const { body } = await world.get('/api/moderation/blocks', ann.token)
    return (body.data as { blocks: { blockId: string; userId?: string; sessionId?: string }[] }).blocks
  }
  const names = (await list()).map((one) => one.userId ?? one.sessionId)
  expect(new Set(names)).toEqual(new Set([bob.userId, cleo.userId, sessionId]))
  expect(names).toHaveLength(3)
  expect(await unblock(bob.userId)).toEqual(await unblock(cleo.userId))
  expect(await list()).toMatchObject([{ sessionId }])
  expect((await unblock(bobId)).status).toBe(200)
  expect(await list()).toEqual([])
})

test('a partner is blocked from the history, and the live session goes on', async () => {
  const first = await chat()
  const { ann, bob, bobId } = first
  await ann.client.ask('leave_text_room')
  await advance(60_000)
  const { sessionId } = await world.meet(ann, bob)
  const history = (await world.get('/api/chat/history', ann.token)).body.data
  expect(history).toMatchObject({ sessions: [{ sessionId: first.sessionId, partnerId: bobId }] })
  await advance(5 * 60_000)
  const { status } = await world.post('/api/moderation/block', { userId: bobId }, ann.token)
  expect(status).toBe(200)
  expect(await ann.client.ask('end-session', { sessionId })).toMatchObject({ success: true })
  for (const one of [ann, bob]) await join(one, 'text')
  await advance(10_000)
  expect(world.server().runtime.services.live()).toMatchObject({ waiting: 2 })
})

test('the partner’s account id is no partner’s id: requests with it are refused as with any other', async () => {
  const { ann, bob, sessionId } = await chat()
  const report = (reportedUserId: string) =>
    ann.client.ask('report_text_chat', { reportedUserId, violationType: 'spam' })
  expect(await report(bob.userId)).toEqual(await report('unknown'))
  expect(await ann.client.ask('end-session', { sessionId })).toMatchObject({ success: true })
})
