import { afterEach, expect, test, vi } from 'vitest'
import { createWorld } from '@/lib/testing/world'
import type { Dialect, SessionNews } from './dialect'
import { GENERIC } from './dialects/generic'
import { TEXT } from './dialects/text'
import { registerGuest } from './rest'
import { connectSession, type SessionClient } from './session-client'

const world = createWorld()
const open: SessionClient[] = []
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.terminate()
})

/** A guest's client, with all that came in. */
async function guest(dialect: Dialect) {
  const { token } = await registerGuest(world.url())
  const received: SessionNews[] = []
  const connect = async (session?: string) => {
    const settings = { token, dialect, onNews: (news: SessionNews) => void received.push(news) }
    const client = await connectSession(world.url(), {
      ...settings,
      ...(session !== undefined && { session }),
    })
    open.push(client)
    return client
  }
  const next = <K extends SessionNews['kind']>(kind: K) =>
    vi.waitUntil(() => received.find((news): news is Extract<SessionNews, { kind: K }> => news.kind === kind))
  return { connect, client: await connect(), received, next }
}

test.each([
  { mine: TEXT, theirs: TEXT },
  { mine: GENERIC, theirs: GENERIC },
  { mine: TEXT, theirs: GENERIC },
])('a session from join to end: $mine.name with $theirs.name', async ({ mine, theirs }) => {
  const [ann, bob] = [await guest(mine), await guest(theirs)]
  for (const { client } of [ann, bob]) expect(await client.join()).toMatchObject({ success: true })
  await world.advance(200)
  const { session } = await ann.next('found')
  expect(await bob.next('found')).toMatchObject({ kind: 'found', session })
  bob.client.type(true)
  if (mine.typing && theirs.typing) expect(await ann.next('typing')).toMatchObject({ isTyping: true })
  expect(await ann.client.send('hello', 'one')).toMatchObject({ success: true, seq: 1 })
  expect(await bob.next('message')).toMatchObject({ session, message: { seq: 1, content: 'hello' } })
  expect(await ann.client.leave()).toMatchObject({ success: true })
  expect(await bob.next('ended')).toMatchObject({ session })
})

test('a client that lost its connection resumes with what it missed, where its dialect has an event for that', async () => {
  const [ann, bob] = [await guest(TEXT), await guest(TEXT)]
  for (const { client } of [ann, bob]) await client.join()
  await world.advance(200)
  const { session } = await bob.next('found')
  bob.client.socket.terminate()
  await ann.next('partner-disconnected')
  await ann.client.send('meanwhile')
  const back = await bob.connect(session)
  expect(await back.resume(0)).toMatchObject({ success: true })
  expect(await bob.next('resumed')).toMatchObject({ session, messages: [{ seq: 1, content: 'meanwhile' }] })
  await ann.next('partner-returned')
  const generic = await guest(GENERIC)
  await expect(generic.client.resume(0)).rejects.toThrow('no event for coming back')
})
