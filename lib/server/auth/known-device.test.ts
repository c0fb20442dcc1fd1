import { expect, test } from 'vitest'
import { KNOWN_FOR_MS } from '@/lib/domain/limits'
import { createKnownDevices } from './known-device'

const devices = createKnownDevices({ secret: 'a secret of the tests', secure: false })
const ANN = 'ann@example.org'
const cookieOf = (header: string) => header.split(';')[0] ?? ''

test('a browser is known by its cookie, for that e-mail address, for a month', () => {
  const header = devices.start(ANN, 1_000)
  expect(header).toMatch(
    /^omegoo-known-device=.*; Max-Age=2592000; Path=\/api\/auth; HttpOnly; SameSite=Lax$/,
  )
  const cookie = `other=1; ${cookieOf(header)}`
  expect(devices.deviceOf(cookie, ANN, 2_000)).toMatch(/^[\w-]{22}$/)
  expect(devices.deviceOf(cookie, 'bob@example.org', 2_000)).toBeUndefined()
  expect(devices.deviceOf(cookie, ANN, 1_000 + KNOWN_FOR_MS)).toBeUndefined()
})

test('each browser has a name of its own', () => {
  const names = [1, 2].map(() => devices.deviceOf(cookieOf(devices.start(ANN, 0)), ANN, 0))
  expect(new Set(names).size).toBe(2)
})

test('only our own cookies are accepted', () => {
  const cookie = cookieOf(devices.start(ANN, 1_000))
  const foreign = createKnownDevices({ secret: 'the secret of another server', secure: false })
  const forged = [
    cookieOf(foreign.start(ANN, 1_000)),
    cookie.replace('=1000.', '=2000.'),
    cookie.slice(0, -1) + (cookie.endsWith('A') ? 'B' : 'A'),
    `${cookie}x`,
    'omegoo-known-device=',
    'omegoo-known-device=1.2.3',
    '',
  ]
  expect(forged.map((one) => devices.deviceOf(one, ANN, 3_000))).toEqual(forged.map(() => undefined))
  expect(devices.deviceOf(null, ANN, 3_000)).toBeUndefined()
})

test('reached by https, it goes over https only', () => {
  const secure = createKnownDevices({ secret: 'a secret of the tests', secure: true })
  expect(secure.start(ANN, 0)).toMatch(/^__Secure-omegoo-known-device=.*Secure/)
})
