import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { z } from 'zod'
import type { pictureRest } from '@/lib/contracts/omegoo/picture-rest'
import { dayOf } from '@/lib/domain/days'
import { newDevice, request } from '@/lib/protocol-client/rest'
import { createWorld, type Person } from '@/lib/testing/world'

const GEO_DB = join(import.meta.dirname, '../../adapters/geo/places.fixture.mmdb')
const world = createWorld({ env: { GEO_DB, TRUST_PROXY: '1' } })
const { advance, person, chat, get } = world
type Data<R extends keyof typeof pictureRest> = z.output<(typeof pictureRest)[R]['response']>['data']

const ask = async <R extends keyof typeof pictureRest>(admin: Person, path: string) => {
  const { status, body } = await get(path, admin.token)
  expect(status).toBe(200)
  return body.data as Data<R>
}
const policy = (admin: Person, body: object) =>
  request(world.url(), 'PUT', '/api/admin/matching/policy', { token: admin.token, body })

test('what happened is in the figures of its day and its hour within ten seconds', async () => {
  const admin = await person('admin')
  const waiting = await person()
  await waiting.client.ask('join_voice_queue')
  await advance(2_000)
  await waiting.client.ask('leave_voice_queue')
  const { ann } = await chat()
  await ann.client.ask('leave_text_room')
  await advance(10_000)

  const today = dayOf(world.server().clock.now())
  const matching = await ask<'matchingFigures'>(admin, '/api/admin/matching?days=1')
  expect(matching.window).toEqual({ start: today, end: today, days: 1 })
  expect(matching.total).toMatchObject({ joined: 3, met: 2, gaveUp: 1, abandonment: 33.3, sessions: 1 })
  expect(matching.days).toMatchObject([{ day: today, joined: 3 }])
  const hour = new Date(world.server().clock.now()).getUTCHours()
  expect(matching.hours[hour]).toMatchObject({ hour, joined: 3 })
  expect(matching.kinds.map(({ chatType, joined }) => [chatType, joined])).toEqual([
    ['text', 2],
    ['audio', 1],
    ['video', 0],
  ])
  const voice = await ask<'matchingFigures'>(admin, '/api/admin/matching?days=1&chatType=audio')
  expect(voice.total).toMatchObject({ joined: 1, gaveUp: 1, abandonment: 100 })
  const { hours } = await ask<'hourFigures'>(admin, '/api/admin/hours')
  expect(hours.at(-1)).toMatchObject({ sessions: { text: 1, audio: 0, video: 0 } })
  expect(hours.at(-1)?.peakOnline).toBeGreaterThanOrEqual(3)
})

test('calls are in the figures of voice and video, and text sessions are not', async () => {
  const admin = await person('admin')
  const [ann, bob] = [await person(), await person()]
  for (const { client } of [ann, bob]) await client.ask('join_voice_queue')
  await advance(200)
  const report = { iceConnectionState: 'connected', packetLoss: 6, jitter: 20, currentBitrate: 30 }
  await ann.client.ask('voice_metrics', { ...report, connectTime: 1_500, relayed: true })
  await bob.client.ask('voice_metrics', { ...report, connectTime: 1_200, relayed: false })
  await ann.client.ask('leave_voice_room')
  await advance(10_000)
  const { total, kinds } = await ask<'mediaFigures'>(admin, '/api/admin/media?days=1')
  expect(total).toMatchObject({
    sessions: 1,
    ended: 1,
    failedPercent: 0,
    unconnectedPercent: 0,
    relayPercent: 50,
    setup: { count: 2 },
    causes: [{ cause: 'left', count: 1, share: 100, cumulative: 100 }],
  })
  expect(total.loss.p50).toBeCloseTo(6, 0)
  expect(total.lines.find(({ band }) => band === 'poor')).toMatchObject({ sessions: 1, skippedPercent: 100 })
  expect(kinds.map(({ chatType, sessions }) => [chatType, sessions])).toEqual([
    ['audio', 1],
    ['video', 0],
  ])
})

/** Somebody on a platform and, by the address, from a country. */
async function personOn(platform: string, address = '127.0.0.1'): Promise<Person> {
  const { body } = await request(world.url(), 'POST', '/api/auth/register', {
    body: { age: 30, termsAccepted: true, privacyAccepted: true, deviceFingerprint: newDevice(), platform },
    headers: { 'x-forwarded-for': address },
  })
  const { userId, token } = body.data as { userId: string; token: string }
  return { userId, token, client: await world.client(token) } as Person
}

test('matching and calls are narrowed by platform or by country, at once, and by both not', async () => {
  const admin = await person('admin')
  const joined = async (query: string) =>
    (await ask<'matchingFigures'>(admin, `/api/admin/matching?days=1&chatType=audio&${query}`)).total.joined
  const calls = async (query: string) =>
    (await ask<'mediaFigures'>(admin, `/api/admin/media?days=1&${query}`)).total
  const filters = ['platform=pwa', 'platform=other', 'country=US', 'country=unknown']
  const before = await Promise.all(filters.map(joined))
  const [ann, bob] = [await personOn('PWA', '198.51.100.7'), await personOn('toaster')]
  for (const { client } of [ann, bob]) await client.ask('join_voice_queue')
  await advance(200)
  await ann.client.ask('leave_voice_room')
  await ann.client.settled()
  expect(
    (await Promise.all(filters.map(joined))).map((count, index) => count - (before[index] ?? 0)),
  ).toEqual([1, 1, 1, 1])
  expect(await calls('platform=pwa')).toMatchObject({ sessions: 1, ended: 1, causes: [{ cause: 'left' }] })
  expect(await calls('platform=toaster')).toMatchObject({ sessions: 1, ended: 1 })
  expect(await calls('country=FR')).toMatchObject({ sessions: 0, ended: 0 })
  const { hours, days, kinds } = await ask<'matchingFigures'>(
    admin,
    '/api/admin/matching?days=1&platform=pwa',
  )
  const sum = (all: readonly { readonly joined: number }[]) => all.reduce((all, one) => all + one.joined, 0)
  expect([sum(hours), sum(days), sum(kinds)]).toEqual([1, 1, 1])
  for (const page of ['matching', 'media']) {
    const { status, body } = await get(`/api/admin/${page}?platform=pwa&country=US`, admin.token)
    expect([status, body.error?.code]).toEqual([400, 9001])
  }
})

test('a policy that an administrator sets holds for who joins from now on, and the audit log notes it', async () => {
  const admin = await person('admin')
  expect((await get('/api/admin/matching/policy', admin.token)).body.data).toEqual({
    delayMs: 150,
    patienceMs: 600,
  })
  expect((await policy(admin, { delayMs: 300, patienceMs: 0 })).body.data).toEqual({
    delayMs: 300,
    patienceMs: 0,
  })
  const [ann, bob] = [await person(), await person()]
  await ann.client.ask('join_text_queue', { interests: ['chess'] })
  await bob.client.ask('join_text_queue', { interests: ['football'] })
  await advance(299)
  expect(ann.client.count('text_match_found')).toBe(0)
  await advance(1)
  await ann.client.next('text_match_found')
  const entries = await world
    .server()
    .sql(`SELECT details FROM audit_log WHERE action = 'matching.policy-changed'`)
  expect(entries).toEqual([
    { details: { delayMs: 300, patienceMs: 0, fromDelayMs: 150, fromPatienceMs: 600 } },
  ])
  await policy(admin, { delayMs: 150, patienceMs: 600 })
})

test.each([
  [{ delayMs: 99, patienceMs: 600 }, 9019],
  [{ delayMs: 150, patienceMs: 15_001 }, 9019],
  [{ delayMs: 150 }, 9001],
  [{ delayMs: 150.5, patienceMs: 600 }, 9001],
])('the policy %o is refused', async (body, code) => {
  const answer = await policy(await person('admin'), body)
  expect([answer.status, answer.body.error?.code]).toEqual([400, code])
})

test('interests are kept once five people have named them, and no sooner', async () => {
  const admin = await person('admin')
  const interests = async () => (await ask<'matchingFigures'>(admin, '/api/admin/matching?days=1')).interests
  const [rare, common] = ['a rare thing', 'Chess']
  for (let n = 0; n < 5; n += 1) {
    const { client } = await person()
    await client.ask('join_text_queue', { interests: n === 0 ? [common, rare] : [common] })
  }
  await advance(61_000)
  const found = (await interests()).filter(({ interest }) => ['chess', rare].includes(interest))
  expect(found).toMatchObject([{ interest: 'chess' }])
  expect(found[0]?.joined).toBeGreaterThanOrEqual(5)
  expect(found[0]?.met).toBeGreaterThanOrEqual(1)
})

test('sessions that go on are told without their ids, their people or their words', async () => {
  const admin = await person('admin')
  const { ann, bob, sessionId, annId, bobId } = await chat()
  await ann.client.ask('send_text_message', { content: 'a secret' })
  const live = await ask<'liveSessions'>(admin, '/api/admin/live')
  // Sessions of the tests before are there for another half a minute.
  const here = live.sessions.filter(({ sides }) => sides.every(({ isAway }) => !isAway))
  expect(here).toMatchObject([{ chatType: 'text', sides: [{ dialect: 'omegoo-text' }, { quality: null }] }])
  expect(here[0]?.sides.map(({ messages }) => messages).toSorted()).toEqual([0, 1])
  expect(live).toMatchObject({ next: null, total: live.sessions.length })
  const said = JSON.stringify(live)
  for (const word of [ann.userId, bob.userId, annId, bobId, sessionId, 'secret'])
    expect(said).not.toContain(word)
  expect((await ask<'liveSessions'>(admin, '/api/admin/live?chatType=video')).sessions).toEqual([])
})

test('open connections are told with their contract, device and what their person does, and without ids', async () => {
  const admin = await person('admin')
  await advance(1)
  const start = new Date(world.server().clock.now()).toISOString()
  const waiting = await person()
  await waiting.client.ask('join_voice_queue')
  const { ann, bob, annId, bobId, sessionId } = await chat()
  const watcher = await world.client(admin.token, { namespace: '/admin' })
  const asked = () => ask<'liveConnections'>(admin, '/api/admin/connections?limit=100')
  const live = await asked()
  // The administrator's own is idle too, and may have been opened a moment before or after.
  const ours = live.connections.filter(
    ({ since, namespace, state }) => since >= start && (namespace !== '/' || state !== 'idle'),
  )
  expect(ours.map(({ namespace, state }) => `${namespace} ${state}`).toSorted()).toEqual([
    '/ session',
    '/ session',
    '/ waiting',
    '/admin idle',
  ])
  expect(ours.filter(({ state }) => state === 'waiting')).toMatchObject([
    { namespace: '/', contracts: ['omegoo'], device: 'program' },
  ])
  expect(live).toMatchObject({ next: null, total: live.connections.length })
  const said = JSON.stringify(live)
  for (const word of [ann.userId, bob.userId, annId, bobId, sessionId, admin.userId])
    expect(said).not.toContain(word)
  watcher.disconnect()
  await vi.waitFor(async () => expect((await asked()).total).toBe(live.total - 1))
})

test('connections are read page by page, and a page has an end', async () => {
  const admin = await person('admin')
  await person()
  const path = '/api/admin/connections?limit=1'
  const first = await ask<'liveConnections'>(admin, path)
  expect([first.connections.length, first.next]).toEqual([1, 1])
  const beyond = await ask<'liveConnections'>(admin, `${path}&from=${first.total}`)
  expect([beyond.connections, beyond.next]).toEqual([[], null])
  for (const wrong of ['limit=0', 'limit=101', 'from=-1'])
    expect((await get(`/api/admin/connections?${wrong}`, admin.token)).status).toBe(400)
})
