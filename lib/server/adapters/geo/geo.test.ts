import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createGeo } from './geo'

const FIXTURE = join(import.meta.dirname, 'places.fixture.mmdb')

test.each([
  { address: '203.0.113.0', location: { country: 'DE', region: 'Bavaria', regionCode: 'BY' } },
  { address: '203.0.113.255', location: { country: 'DE', region: 'Bavaria', regionCode: 'BY' } },
  { address: '198.51.100.7', location: { country: 'US', region: 'California', regionCode: 'CA' } },
  { address: '198.18.1.1', location: { country: 'BR', region: null, regionCode: null } },
  { address: '2001:db8:abcd::1', location: { country: 'FR', region: 'Île-de-France', regionCode: 'IDF' } },
  {
    address: '2001:db8:abcd:0:0:0:0:0/64',
    location: { country: 'FR', region: 'Île-de-France', regionCode: 'IDF' },
  },
  { address: '2001:db8:1:0:0:0:0:0/64', location: { country: 'JP', region: null, regionCode: null } },
  { address: '203.0.114.1', location: undefined },
  { address: '127.0.0.1', location: undefined },
  { address: '::1', location: undefined },
  { address: 'unknown', location: undefined },
  { address: '', location: undefined },
  { address: '203.0.113', location: undefined },
])('$address is in $location', ({ address, location }) => {
  expect(createGeo(FIXTURE).locationOf(address)).toEqual(location)
})

test('without a file every location is unknown', () => {
  expect(createGeo(undefined).locationOf('203.0.113.9')).toBeUndefined()
})

test('a file that is absent, a folder or something else is refused with what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'omegoo-geo-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const text = join(folder, 'text.mmdb')
  writeFileSync(text, 'not a database')
  for (const file of [join(folder, 'absent.mmdb'), folder, text]) {
    expect(() => createGeo(file), file).toThrow(
      expect.objectContaining({ code: 'BAD_ENVIRONMENT', message: expect.stringContaining(file) }),
    )
  }
})
