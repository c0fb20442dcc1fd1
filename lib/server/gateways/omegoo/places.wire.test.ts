import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newDevice, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const GEO_DB = join(import.meta.dirname, '../../adapters/geo/places.fixture.mmdb')
const world = createWorld({ env: { GEO_DB, TRUST_PROXY: '1' } })
const BAVARIA = '203.0.113.9'
const FRANCE = '2001:db8:77::1'

/** A request as the proxy passes it on for a client at `address`. */
async function from<T>(address: string, path: string, body: object): Promise<T> {
  const headers = { 'x-forwarded-for': address }
  return (await request(world.url(), 'POST', path, { body, headers })).body.data as T
}

const register = (address: string, deviceFingerprint = newDevice()) =>
  from<{ token: string; refreshToken: string; userId: string }>(address, '/api/auth/register', {
    age: 25,
    deviceFingerprint,
    termsAccepted: true,
    privacyAccepted: true,
  })

async function locationsOf(token: string): Promise<(string | null)[]> {
  const { data } = (await world.get('/api/auth/sessions', token)).body
  return (data as { sessions: { place: string | null }[] }).sessions.map(({ place }) => place)
}

test('the list of logins shows in words where each was last used', async () => {
  const device = newDevice()
  const { token, refreshToken } = await register(BAVARIA, device)
  expect(await locationsOf(token)).toEqual(['Bavaria, Germany'])

  await world.advance(1_000)
  await from(FRANCE, '/api/auth/login', { deviceFingerprint: device })
  expect(await locationsOf(token)).toEqual(['Île-de-France, France', 'Bavaria, Germany'])

  await world.advance(1_000)
  const renewed = await from<{ token: string; refreshToken: string }>('198.18.0.1', '/api/auth/refresh', {
    refreshToken,
  })
  expect(await locationsOf(renewed.token)).toEqual(['Brazil', 'Île-de-France, France'])
  // After a request from an unknown location, the last known one stays.
  await from('192.168.1.1', '/api/auth/refresh', { refreshToken: renewed.refreshToken })
  expect(await locationsOf(renewed.token)).toContain('Brazil')
})

test('a login from an unknown address has no location', async () => {
  expect(await locationsOf((await register('192.168.1.1')).token)).toEqual([null])
})

test('no address is stored', async () => {
  await register(BAVARIA)
  const tables = await world
    .server()
    .sql(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`)
  expect(tables.length).toBeGreaterThan(10)
  for (const { name } of tables) {
    const rows = await world.server().sql(`SELECT t::text AS text FROM "${String(name)}" t`)
    expect(JSON.stringify(rows), String(name)).not.toMatch(/203\.0\.113|2001:db8/)
  }
})
