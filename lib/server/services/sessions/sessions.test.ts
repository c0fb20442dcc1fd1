import { expect, test } from 'vitest'
import { createMemoryConnections } from '@/lib/server/adapters/memory/connections'
import { GENERIC } from '@/lib/server/gateways/omegoo/dialects/generic'
import type { CapabilityRef } from '@/lib/server/ports/connections/connections'
import { actor, anyone, HERE, openCore } from '../core.fixture'

const [ann, bob] = [actor('ann'), actor('bob')]
const text = (content: string, clientMessageId: string | null = null) =>
  ({ content, type: 'text', clientMessageId }) as const
/** The smallest GIF. */
const GIF = 'R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

async function chatting(wish = anyone) {
  const core = openCore()
  await core.pairUp(ann, bob, wish)
  return core
}

test('a message is cleaned, numbered and published to both', async () => {
  const { services, published } = await chatting()
  const entry = await services.sessions.send(ann, text(' <b>hello</b> '))
  expect(entry).toMatchObject({ seq: 1, content: 'hello', author: 'ann', delivered: true })
  expect(published('session.message')).toMatchObject([{ entry, audience: ['user:ann', 'user:bob'] }])
})

test('a message sent again answers the first copy, and is published as a repetition only', async () => {
  const { services, published } = await chatting()
  const first = await services.sessions.send(ann, text('hello', 'c1'))
  expect(await services.sessions.send(ann, text('hello', 'c1'))).toEqual(first)
  expect(published('session.message')).toHaveLength(1)
  expect(published('session.redelivered')).toMatchObject([
    { entry: first, audience: ['user:ann', 'user:bob'] },
  ])
})

test.each([
  { message: text('  '), reason: 'INVALID_MESSAGE' },
  { message: text('x'.repeat(1_001)), reason: 'MESSAGE_TOO_LONG' },
  { message: { ...text('hello'), sessionId: 'another' }, reason: 'SESSION_NOT_FOUND' },
  { message: { ...text('not base64'), type: 'image' as const }, reason: 'INVALID_MESSAGE' },
  { message: { ...text(GIF), type: 'audio' as const }, reason: 'INVALID_MESSAGE' },
  { message: { ...text('A'.repeat(87_384)), type: 'image' as const }, reason: 'MESSAGE_TOO_LONG' },
])('a message refused with $reason is not published', async ({ message, reason }) => {
  const { services, published } = await chatting()
  await expect(services.sessions.send(ann, message)).rejects.toMatchObject({ reason })
  expect(published('session.message')).toEqual([])
})

test('a picture goes as it came when its bytes show one', async () => {
  const { services } = await chatting()
  const content = `data:image/gif;base64,${GIF}`
  expect(await services.sessions.send(ann, { ...text(content), type: 'image' })).toMatchObject({
    content,
    type: 'image',
  })
})

test('foul messages are delivered with a warning to their author, the third ends the session', async () => {
  const { services, published } = await chatting()
  for (const n of [1, 2]) await services.sessions.send(ann, text(`foul ${n}`))
  expect(published('message.flagged')).toMatchObject(
    [1, 2].map(() => ({ level: 'warning', audience: ['user:ann'] })),
  )
  await expect(services.sessions.send(ann, text('foul 3'))).rejects.toMatchObject({
    reason: 'CONTENT_VIOLATION',
  })
  expect(published('message.flagged')[2]).toMatchObject({ level: 'violation', author: 'ann' })
  expect(published('session.message')).toHaveLength(2)
  expect(published('session.ended')).toMatchObject([{ cause: 'violation', by: 'ann' }])
})

test('losing the last connection starts 30 s, returning stops them and reports what was delivered', async () => {
  const { services, connections, clock, published } = await chatting()
  await connections.declare(bob, 'bob 2', HERE)
  await connections.closed(bob, 'bob 1')
  expect(published('participant.disconnected')).toEqual([])
  await connections.closed(bob, 'bob 2')
  expect(published('participant.disconnected')).toMatchObject([
    { user: 'bob', secondsLeft: 30, audience: ['user:ann'] },
  ])
  const missed = await services.sessions.send(ann, text('are you there?'))
  expect(missed.delivered).toBe(false)
  await clock.advance(29_000)
  await connections.declare(bob, 'bob 3', HERE)
  expect(published('participant.returned')).toEqual([])
  const resumed = await services.sessions.resume(bob, { dialect: anyone.dialect, chatType: 'text' })
  expect(resumed?.entries).toEqual([missed])
  expect(published('participant.returned')).toMatchObject([{ user: 'bob', audience: ['user:ann'] }])
  expect(published('session.delivered')).toMatchObject([
    { messageIds: [missed.messageId], audience: ['user:ann'] },
  ])
  await clock.advance(60_000)
  expect(published('session.ended')).toEqual([])
})

test('a participant announced as departed who never was returns without asking, with the missed messages', async () => {
  const memory = createMemoryConnections()
  let restored: CapabilityRef[] = []
  const sweep = async () => ({ departed: [], restored: restored.splice(0) })
  const core = openCore({ connections: { ...memory, sweep } })
  await core.pairUp(ann, bob, anyone)
  await core.connections.closed(bob, 'bob 1')
  const missed = await core.services.sessions.send(ann, text('are you there?'))
  restored = [{ user: 'bob', connection: 'bob 1', capability: 'sessions' }]
  await core.clock.advance(2_000)
  expect(core.published('session.replayed')).toMatchObject([
    { reader: 'bob', logPosition: { after: 0, upTo: 1 }, entries: [missed], audience: ['user:bob'] },
  ])
  expect(core.published('participant.returned')).toMatchObject([{ user: 'bob', audience: ['user:ann'] }])
  expect(core.published('session.delivered')).toMatchObject([{ messageIds: [missed.messageId] }])
  await core.clock.advance(30_000)
  expect(core.published('session.ended')).toEqual([])
})

test('a participant of the generic dialect returns by being connected, and gets the missed messages', async () => {
  const { services, connections, published } = await chatting({ ...anyone, dialect: GENERIC })
  await connections.closed(bob, 'bob 1')
  const missed = await services.sessions.send(ann, text('are you there?'))
  await connections.declare(bob, 'bob 2', HERE)
  expect(published('session.replayed')).toMatchObject([
    { reader: 'bob', entries: [missed], audience: ['user:bob'] },
  ])
  expect([published('participant.returned').length, published('session.delivered').length]).toEqual([1, 1])
})

test.each([
  { advance: 30_000, cause: 'disconnected', by: 'bob', away: true },
  { advance: 30 * 60_000, cause: 'timeout', by: null, away: false },
])('after $advance ms the session ends by $cause, once, and is kept in the history', async (row) => {
  const { connections, clock, published, ports } = await chatting()
  if (row.away) await connections.closed(bob, 'bob 1')
  await clock.advance(row.advance + 500)
  await clock.advance(60 * 60_000)
  expect(published('session.ended')).toMatchObject([
    { cause: row.cause, by: row.by, audience: ['user:ann', 'user:bob'] },
  ])
  expect(ports.history.all).toMatchObject([
    { participants: ['ann', 'bob'], endReason: row.cause, messages: [0, 0] },
  ])
})

test('leaving ends the session for both, once', async () => {
  const { services, published } = await chatting()
  const session = await services.sessions.leave(ann)
  await expect(services.sessions.leave(bob, session.id)).rejects.toMatchObject({
    reason: 'SESSION_NOT_FOUND',
  })
  await expect(services.sessions.send(bob, text('hello'))).rejects.toMatchObject({
    reason: 'SESSION_NOT_FOUND',
  })
  expect(await services.sessions.resume(bob, { dialect: anyone.dialect, chatType: 'text' })).toBeUndefined()
  expect(published('session.ended')).toMatchObject([{ cause: 'left', by: 'ann' }])
})

test('blocking the partner by the id of the session ends it, blocking any account does not', async () => {
  const { services, published } = await chatting()
  await services.moderation.block(ann, 'cat')
  expect(published('session.ended')).toEqual([])
  await services.moderation.block(ann, 'bob')
  expect(published('session.ended')).toEqual([])
  const [, partner] = (await services.sessions.current('ann'))?.participants ?? []
  await services.moderation.block(ann, partner?.publicId ?? '')
  expect(published('session.ended')).toMatchObject([{ cause: 'left', by: 'ann' }])
})

test('a participant whose last connection for sessions declares something else is disconnected', async () => {
  const { services, connections, published } = await chatting()
  await connections.declare(bob, 'bob 2', ['presence'])
  await connections.declare(bob, 'bob 1', ['presence'])
  expect(published('participant.disconnected')).toMatchObject([{ user: 'bob', audience: ['user:ann'] }])
  expect((await services.sessions.send(ann, text('are you there?'))).delivered).toBe(false)
})

test('connections without the capability are no return to a session', async () => {
  const { connections, published } = await chatting({ ...anyone, dialect: GENERIC })
  await connections.closed(bob, 'bob 1')
  await connections.declare(bob, 'bob 2', ['presence', 'conversations'])
  expect(published('participant.returned')).toEqual([])
  await connections.declare(bob, 'bob 2', ['presence', 'sessions'])
  expect(published('participant.returned')).toMatchObject([{ user: 'bob', audience: ['user:ann'] }])
})
