import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { deviceFingerprint, passGate, signInAgain } from './identity'

const answers = { age: 30, termsAccepted: true, privacyAccepted: true }
const welcome = { success: true, data: { userId: 'ann', tier: 0 } }
const known = { success: false, error: { code: 1005, message: 'DEVICE_REGISTERED', description: '' } }
const banned = { success: false, error: { code: 1002, message: 'DEVICE_BANNED', description: '' } }

let requests: { path: string; body: Record<string, unknown> }[]

beforeEach(() => {
  requests = []
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  })
  vi.stubGlobal('sessionStorage', { getItem: () => '{"source":"friend"}', removeItem: () => undefined })
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
})

afterEach(() => vi.unstubAllGlobals())

function serverAnswers(replies: Record<string, object>) {
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    requests.push({ path, body: JSON.parse(init.body as string) as Record<string, unknown> })
    return Promise.resolve(Response.json(replies[path]))
  })
}

test('a device secret is 256 random bits and stays the same', () => {
  const made = deviceFingerprint()
  expect(made).toMatch(/^[\w-]{43}$/)
  expect(deviceFingerprint()).toBe(made)
})

test('two browsers make different secrets', () => {
  const first = deviceFingerprint()
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  expect(deviceFingerprint()).toHaveLength(43)
  expect(deviceFingerprint()).not.toBe(first)
})

test('a browser that forbids storage keeps its secret until the page is left', () => {
  const forbid = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: forbid, setItem: forbid })
  const made = deviceFingerprint()
  expect(deviceFingerprint()).toBe(made)
})

test('a new person is registered with the answers, the device secret and how they came here', async () => {
  serverAnswers({ '/api/auth/register': welcome })
  expect(await passGate(answers)).toMatchObject({ ok: true, data: { userId: 'ann' } })
  expect(requests).toEqual([
    {
      path: '/api/auth/register',
      body: {
        ...answers,
        deviceFingerprint: deviceFingerprint(),
        platform: 'browser',
        attribution: { source: 'friend' },
      },
    },
  ])
})

test('a device that is registered already is signed in instead', async () => {
  serverAnswers({ '/api/auth/register': known, '/api/auth/login': welcome })
  expect(await passGate(answers)).toMatchObject({ ok: true })
  expect(requests.map((request) => request.path)).toEqual(['/api/auth/register', '/api/auth/login'])
})

test('any other refusal is handed on', async () => {
  serverAnswers({ '/api/auth/register': banned })
  expect(await passGate(answers)).toMatchObject({ ok: false, code: 1002 })
})

test('a returning device signs in without being asked anything', async () => {
  const device = deviceFingerprint()
  serverAnswers({ '/api/auth/login': welcome })
  expect(await signInAgain()).toMatchObject({ ok: true })
  expect(requests).toEqual([{ path: '/api/auth/login', body: { deviceFingerprint: device } }])
})
