import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { acquisitionRest } from '@/lib/contracts/omegoo/acquisition-rest'
import { signupOf } from '@/lib/domain/acquisition'
import { addDays, dayOf } from '@/lib/domain/days'
import { newDevice, request } from '@/lib/protocol-client/rest'
import { madeUp } from '@/lib/server/ports/analytics/made-up.fixture'
import { createWorld } from '@/lib/testing/world'

type Report = z.output<typeof acquisitionRest.acquisition.response>['data']

const GEO_DB = join(import.meta.dirname, '../../adapters/geo/places.fixture.mmdb')
const world = createWorld({ env: { GEO_DB, TRUST_PROXY: '1' } })
const today = () => dayOf(world.server().clock.now())

async function register(more: object, address = '192.168.1.1') {
  const headers = { 'x-forwarded-for': address }
  const body = {
    age: 25,
    deviceFingerprint: newDevice(),
    termsAccepted: true,
    privacyAccepted: true,
    ...more,
  }
  const reply = await request(world.url(), 'POST', '/api/auth/register', { body, headers })
  expect(reply.status).toBe(200)
  return reply.body.data as { userId: string; token: string }
}

async function administrator(): Promise<string> {
  const { userId, token } = await register({})
  await world.promote(userId, 'admin')
  return token
}

const ask = async (token: string, query: Record<string, string> = {}) =>
  world.get(`/api/admin/acquisition?${new URLSearchParams(query).toString()}`, token)

async function report(token: string, query: Record<string, string> = {}): Promise<Report> {
  return (await ask(token, query)).body.data as Report
}

const keysOf = ({ keys }: Report) => Object.fromEntries(keys.map(({ key, total }) => [String(key), total]))

test('an administrator sees at once where people come from, by every dimension', async () => {
  const admin = await administrator()
  const spring = { source: ' Google ', medium: 'cpc', campaign: 'Spring' }
  await register({ attribution: spring, platform: 'pwa', gender: 'Female' }, '203.0.113.9')
  await register({ attribution: { source: 'google' }, platform: 'Browser' }, '2001:db8:5::1')

  const only = { start: today(), end: today() }
  const bySource = await report(admin, only)
  // The administrators of this file came from nowhere.
  const unknown = keysOf(bySource).null ?? 0
  const total = unknown + 2
  const share = (count: number) => Math.round((count / total) * 1_000) / 10
  const yesterday = addDays(today(), -1)
  expect(bySource).toEqual({
    by: 'source',
    window: { start: today(), end: today(), days: 1 },
    previous: { start: yesterday, end: yesterday, days: 1 },
    total,
    previousTotal: 0,
    change: null,
    keys: [
      { key: 'google', total: 2, previousTotal: 0, change: null, share: share(2) },
      { key: null, total: unknown, previousTotal: 0, change: null, share: share(unknown) },
    ],
    days: [{ day: today(), counts: [2, unknown], previousDay: yesterday, previousCounts: [0, 0] }],
    demo: false,
  })
  const by = async (dimension: string) => keysOf(await report(admin, { ...only, by: dimension }))
  expect(await by('medium')).toEqual({ cpc: 1, null: total - 1 })
  expect(await by('campaign')).toEqual({ spring: 1, null: total - 1 })
  expect(await by('platform')).toEqual({ pwa: 1, browser: 1, null: total - 2 })
  expect(await by('gender')).toEqual({ female: 1, null: total - 1 })
  expect(await by('country')).toEqual({ DE: 1, FR: 1, null: total - 2 })
})

test('the account keeps its country and region, and the figures stay when it goes', async () => {
  const admin = await administrator()
  const { userId, token } = await register({ attribution: { source: 'friend' } }, '198.51.100.7')
  const rows = () => world.server().sql('SELECT country, region, source FROM users WHERE id = $1', [userId])
  expect(await rows()).toEqual([{ country: 'US', region: 'California', source: 'friend' }])
  await request(world.url(), 'DELETE', '/api/user', { token })
  expect(await rows()).toEqual([])
  expect(keysOf(await report(admin))).toMatchObject({ friend: 1 })
})

test('the window before is shown beside this one', async () => {
  const admin = await administrator()
  const source = 'the week before'
  for (let count = 0; count < 2; count += 1) await register({ attribution: { source } })
  await world.server().sql('UPDATE signup_counts SET day = day - 1 WHERE source = $1', [source])
  await register({ attribution: { source } })

  const { keys, days } = await report(admin, { start: today(), end: today() })
  const index = keys.findIndex(({ key }) => key === source)
  expect(keys[index]).toMatchObject({ total: 1, previousTotal: 2, change: -50 })
  expect(days).toHaveLength(1)
  expect([days[0]?.counts[index], days[0]?.previousCounts[index]]).toEqual([1, 2])
})

test('the default range is the last 14 days', async () => {
  const admin = await administrator()
  const { window, days } = await report(admin)
  expect(window).toEqual({ start: addDays(today(), -13), end: today(), days: 14 })
  expect(days).toHaveLength(14)
})

test.each<Record<string, string>>([
  { start: '2026-02-30' },
  { start: '1.3.2026' },
  { start: '2026-03-02', end: '2026-03-01' },
  { start: '2026-01-01', end: '2027-01-02' },
  { start: '0000-01-01', end: '0000-01-02' },
  { by: 'region' },
  { by: 'count' },
  { by: 'source; DROP TABLE users' },
])('%o is refused', async (query) => {
  const admin = await administrator()
  const { status, body } = await ask(admin, query)
  expect([status, body.error?.code]).toEqual([400, 9001])
})

test('malformed attribution is refused, and counts nothing', async () => {
  const admin = await administrator()
  const before = await report(admin)
  const body = { age: 25, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  for (const attribution of [{ source: '' }, { medium: 7 }, { campaign: 'x'.repeat(101) }, 'google']) {
    const reply = await world.post('/api/auth/register', { ...body, attribution })
    expect(reply.body.error).toMatchObject({ code: 9001 })
  }
  expect(await report(admin)).toEqual(before)
})

test('made-up history is labelled, and removed without what is real', async () => {
  const admin = await administrator()
  await register({ attribution: { source: 'a friend' } })
  const { clock, database } = world.server()
  const day = addDays(today(), -3)
  const only = { start: day, end: today() }
  const before = await report(admin, only)
  expect(before.demo).toBe(false)
  const origin = { attribution: { source: 'a friend' }, platform: null, gender: null, place: null }
  const signups = [{ signup: signupOf(origin, Date.parse(day)), count: 40 }]
  await database.demoHistory.fill('default', madeUp({ signups }), clock.now())
  expect(await report(admin, only)).toMatchObject({ demo: true, total: before.total + 40 })
  expect(keysOf(await report(admin, only))['a friend']).toBe((keysOf(before)['a friend'] ?? 0) + 40)
  await database.demoHistory.remove('default')
  expect(await report(admin, only)).toEqual(before)
})

const figures = async (path: string, token: string, query: Record<string, string> = {}) =>
  (await world.get(`/api/admin/analytics/${path}?${new URLSearchParams(query).toString()}`, token)).body

/** Days that no other test uses, as many as are asked for, the last one first. */
let used = 20
async function onDayOfItsOwn(source: string): Promise<string> {
  const day = addDays(today(), -(used += 3))
  await world.server().sql('UPDATE signup_counts SET day = $1::date WHERE source = $2', [day, source])
  return day
}

test('the map has countries and their regions in the documented form', async () => {
  const admin = await administrator()
  const attribution = { source: 'map' }
  await register({ attribution }, '198.51.100.7')
  await register({ attribution, gender: 'female' }, '198.51.100.8')
  await register({ attribution }, '198.18.1.1')
  await register({ attribution })
  const day = await onDayOfItsOwn('map')
  const answer = await figures('acquisition/map', admin, { start: day, end: day, signupSource: 'map' })
  const region = { regionCode: 'CA', subdivisionCode: 'US-CA', name: 'California' }
  const usa = { countryCode: 'US', name: 'United States' }
  expect(answer).toEqual({
    success: true,
    map: {
      window: { start: day, end: day, days: 1 },
      totalSignups: 4,
      unknown: 1,
      countries: [
        { ...usa, signups: 2, share: 50, regions: [{ ...region, signups: 2, share: 100 }] },
        { countryCode: 'BR', name: 'Brazil', signups: 1, share: 25, regions: [] },
      ],
    },
  })
  expect(
    await figures('acquisition/map', admin, {
      start: day,
      end: day,
      gender: 'Female',
      signupSource: ' MAP ',
    }),
  ).toMatchObject({
    map: { totalSignups: 1, unknown: 0, countries: [{ ...usa, signups: 1, share: 100 }] },
  })
})

test('the sources have their combinations and the window before in the documented form', async () => {
  const admin = await administrator()
  const poster = { source: 'Poster', medium: 'print', campaign: 'back_to_school' }
  await register({ attribution: poster })
  const before = await onDayOfItsOwn('poster')
  for (let count = 0; count < 2; count += 1) await register({ attribution: poster })
  await register({ attribution: { source: 'poster' } })
  const day = addDays(before, 1)
  await world
    .server()
    .sql("UPDATE signup_counts SET day = $1::date WHERE source = 'poster' AND day > $1::date", [day])
  const only = { start: day, end: day, signupSource: 'poster' }
  expect(await figures('acquisition/sources', admin, only)).toEqual({
    success: true,
    sources: {
      window: { start: day, end: day, days: 1 },
      totalSignups: 3,
      uniqueSources: 2,
      unknown: 0,
      sources: [
        {
          source: 'poster',
          medium: 'print',
          campaign: 'back_to_school',
          signups: 2,
          share: 66.7,
          previousSignups: 1,
          trendDelta: 100,
        },
        {
          source: 'poster',
          medium: null,
          campaign: null,
          signups: 1,
          share: 33.3,
          previousSignups: 0,
          trendDelta: null,
        },
      ],
    },
  })
})

test('without days both are of the last 14, and start and end win over days', async () => {
  const admin = await administrator()
  const usual = { start: addDays(today(), -13), end: today(), days: 14 }
  for (const part of ['map', 'sources']) {
    expect(await figures(`acquisition/${part}`, admin)).toMatchObject({ [part]: { window: usual } })
    const both = { days: '7', start: '2026-01-01', end: '2026-01-02' }
    expect(await figures(`acquisition/${part}`, admin, both)).toMatchObject({
      [part]: { window: { start: '2026-01-01', end: '2026-01-02', days: 2 } },
    })
  }
})

test.each<Record<string, string>>([
  { days: '367' },
  { days: '0' },
  { days: '1e1' },
  { start: '2026-02-30' },
  { start: '2026-01-01', end: '2027-01-02' },
  { country: 'Germany' },
  { gender: 'x'.repeat(101) },
])('the map and the sources of %o are refused', async (query) => {
  const admin = await administrator()
  for (const part of ['map', 'sources'])
    expect((await figures(`acquisition/${part}`, admin, query)).error).toMatchObject({ code: 9001 })
})
