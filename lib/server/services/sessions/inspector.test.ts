import { expect, test } from 'vitest'
import { actor, anyone, anyoneGeneric, HERE, openCore } from '../core.fixture'

const chief = { ...actor('chief'), role: 'admin' as const }

async function withSessions(texts: number, calls: number) {
  const core = openCore()
  for (let n = 0; n < texts; n += 1) await core.pairUp(actor(`ann ${n}`), actor(`bob ${n}`))
  for (let n = 0; n < calls; n += 1)
    await core.pairUp(actor(`cat ${n}`), actor(`dan ${n}`), { ...anyoneGeneric, chatType: 'audio' })
  return core
}

test('sessions are read page by page, each once, and of one kind if so asked', async () => {
  const { services } = await withSessions(3, 2)
  const first = await services.inspector.page(chief, { from: 0, limit: 4 })
  expect([first.sessions.length, first.next, first.total]).toEqual([4, 4, 5])
  const second = await services.inspector.page(chief, { from: first.next ?? 0, limit: 4 })
  expect([second.sessions.length, second.next]).toEqual([1, null])
  const calls = await services.inspector.page(chief, { from: 0, limit: 4, chatType: 'audio' })
  expect(calls.sessions.map(({ chatType }) => chatType)).toEqual(['audio', 'audio'])
})

test('a session shows how it is, and nothing of who is in it or what was said', async () => {
  const { services } = await withSessions(1, 0)
  await services.sessions.send(actor('ann 0'), { content: 'a secret', type: 'text', clientMessageId: null })
  const page = await services.inspector.page(chief, { from: 0, limit: 1 })
  expect(page.sessions).toMatchObject([
    { chatType: 'text', sides: [{ messages: expect.any(Number), isAway: false }, { isAway: false }] },
  ])
  const said = JSON.stringify(page)
  for (const word of ['ann', 'bob', 'secret']) expect(said).not.toContain(word)
})

test('administrators alone look, and at their own tenant', async () => {
  const { services } = await withSessions(1, 0)
  const moderator = { ...actor('mod'), role: 'moderator' as const }
  await expect(services.inspector.page(moderator, { from: 0, limit: 1 })).rejects.toMatchObject({
    reason: 'FORBIDDEN',
  })
  const foreigner = { ...chief, tenantId: 'other' }
  expect(await services.inspector.page(foreigner, { from: 0, limit: 1 })).toMatchObject({
    sessions: [],
    total: 0,
  })
})

test('a connection tells what its person does, and nothing of who they are', async () => {
  const core = await withSessions(1, 0)
  await core.connections.declare(actor('cat'), 'cat 1', HERE)
  await core.services.matching.join(actor('cat'), anyone)
  const { tenantId } = chief
  const common = {
    tenant: tenantId,
    namespace: '/',
    contracts: ['omegoo'],
    device: 'phone',
    since: 7,
  } as const
  for (const user of ['ann 0', 'cat', 'dan'])
    core.ports.liveConnections.opened({ ...common, connection: `of ${user}`, user })
  core.ports.liveConnections.opened({ ...common, connection: 'foreign', user: 'eve', tenant: 'other' })
  const first = await core.services.inspector.connections(chief, { from: 0, limit: 2 })
  expect(first).toEqual({
    connections: (['session', 'waiting'] as const).map((state) => ({
      namespace: '/',
      contracts: ['omegoo'],
      device: 'phone',
      since: 7,
      state,
    })),
    next: 2,
    total: 3,
  })
  const second = await core.services.inspector.connections(chief, { from: 2, limit: 2 })
  expect([second.connections.map(({ state }) => state), second.next]).toEqual([['idle'], null])
  const moderator = { ...actor('mod'), role: 'moderator' as const }
  await expect(core.services.inspector.connections(moderator, { from: 0, limit: 1 })).rejects.toMatchObject({
    reason: 'FORBIDDEN',
  })
})
