import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createGeo } from './geo'

const FIXTURE = join(import.meta.dirname, 'places.fixture.mmdb')

test.each([
  { address: '203.0.113.0', place: { country: 'DE', region: 'Bavaria' } },
  { address: '203.0.113.255', place: { country: 'DE', region: 'Bavaria' } },
  { address: '198.51.100.7', place: { country: 'US', region: 'California' } },
  { address: '198.18.1.1', place: { country: 'BR', region: null } },
  { address: '2001:db8:abcd::1', place: { country: 'FR', region: 'Île-de-France' } },
  { address: '2001:db8:abcd:0:0:0:0:0/64', place: { country: 'FR', region: 'Île-de-France' } },
  { address: '2001:db8:1:0:0:0:0:0/64', place: { country: 'JP', region: null } },
  { address: '203.0.114.1', place: undefined },
  { address: '127.0.0.1', place: undefined },
  { address: '::1', place: undefined },
  { address: 'unknown', place: undefined },
  { address: '', place: undefined },
  { address: '203.0.113', place: undefined },
])('$address is in $place', ({ address, place }) => {
  expect(createGeo(FIXTURE).locationOf(address)).toEqual(place)
})

test('without a file nobody is anywhere', () => {
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
