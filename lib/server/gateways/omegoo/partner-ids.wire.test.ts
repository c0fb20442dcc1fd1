import { expect, test } from 'vitest'
import {
  createWorld,
  type Dialect,
  join,
  MATCHING_DELAY_MS,
  type Person,
  type Talk,
  UUID,
} from '@/lib/testing/world'

const world = createWorld()
const { advance, person, talk } = world

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
    text: () => JSON.stringify([client.heard, answers]),
  }
}

test.each([
  ['text', 'text'],
  ['text', 'generic'],
  ['generic', 'text'],
  ['generic', 'generic'],
] as const)('two people who meet twice know each other by other ids (%s, %s)', async (...dialects) => {
  const [ann, bob] = [await person(), await person()]
  const talks: Talk[] = []
  for (const time of [1, 2]) {
    const both = await world.meet(ann, bob, dialects)
    talks.push(both)
    await ann.client.ask('end-session', { sessionId: both.sessionId })
    await bob.client.settled()
    if (time === 1) await advance(60_000)
  }
  const ids = talks.flatMap(({ annId, bobId }) => [annId, bobId])
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
    const { ann, bob, bobId, sessionId } = await talk(...dialects)
    const received = receivedBy(ann)
    const say = async (one: Person, dialect: Dialect, content: string) =>
      dialect === 'text'
        ? one.client.ask('send_text_message', { content })
        : one.client.ask('send-message', { sessionId, message: content })
    await bob.client.ask('text_typing_start', {})
    await say(bob, dialects[1], 'hello')
    await say(ann, dialects[0], 'hello yourself')
    await say(bob, dialects[1], 'fuck you')
    await bob.client.ask('text_typing_start', {})
    await bob.client.ask('text_typing_stop', {})
    bob.client.disconnect()
    await say(ann, dialects[0], 'are you there?')
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
    for (const path of [
      '/api/chat/history',
      '/api/user/profile',
      '/api/user/stats',
      '/api/moderation/user-reports',
    ])
      await received.read(path)
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
