import type { APIRequestContext } from '@playwright/test'
import { expect, test } from './support/test'

/** Without PUBLIC_URL the product goes by the request's own host. */
test.use({ serverEnv: { PUBLIC_URL: '' } })
// A server of its own is started once, by one worker.
test.describe.configure({ mode: 'default' })

const CONSENTS = { age: 30, termsAccepted: true, privacyAccepted: true }
const newDevice = () => crypto.randomUUID() + crypto.randomUUID()

async function register(request: APIRequestContext): Promise<string> {
  const data = { ...CONSENTS, deviceFingerprint: newDevice() }
  const answer = await request.post('/api/auth/register', { data })
  return ((await answer.json()) as { data: { token: string } }).data.token
}

test('of next-auth there is what is used, each with its method', { tag: '@once' }, async ({ request }) => {
  for (const action of ['_log', 'error', 'verify-request', 'callback/none', 'signin/credentials', 'none']) {
    for (const ask of [request.get, request.post]) {
      const answer = await ask.call(request, `/api/auth/${action}`, { maxRedirects: 0 })
      expect(answer.status(), action).toBe(404)
      expect(await answer.json()).toMatchObject({ error: { code: 9002 } })
    }
  }
  const wrong = await request.get('/api/auth/callback/credentials')
  expect(wrong.status()).toBe(405)
  expect(wrong.headers().allow).toBe('POST')
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const device = newDevice()
  await request.post('/api/auth/register', { data: { ...CONSENTS, deviceFingerprint: device } })
  const form = { csrfToken, deviceFingerprint: device, json: 'true' }
  const signedIn = await request.post('/api/auth/callback/credentials', { form })
  expect(signedIn.status()).toBe(200)
  for (const form of [
    { callbackUrl: 'https://evil.example' },
    { callbackUrl: '//evil.example' },
    { callbackUrl: 'none' },
  ]) {
    const answer = await request.post('/api/auth/callback/credentials', {
      form: { ...form, csrfToken, deviceFingerprint: device, json: 'true' },
    })
    expect(answer.status()).toBe(200)
    expect(await answer.text()).not.toContain('evil.example')
  }
  for (const data of [
    '',
    '{"a":',
    '[]',
    '{"email":{"contains":"@"}}',
    '{"email":"\\u0000","password":"x"}',
  ]) {
    const headers = { 'content-type': 'application/json' }
    const answer = await request.post('/api/auth/callback/credentials', { data: Buffer.from(data), headers })
    expect(answer.status(), data).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: 9001 } })
  }
  const large = await request.post('/api/auth/callback/credentials', { data: 'x'.repeat(1_000_000) })
  expect(large.status()).toBe(413)
})

test(
  'an ended login has no session, and its cookie is not renewed',
  { tag: '@once' },
  async ({ request }) => {
    const token = await register(request)
    const cookies = (await request.storageState()).cookies
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const session = () => request.get('/api/auth/session', { headers: { cookie } })
    expect(await (await session()).json()).toHaveProperty('user.id')
    await request.post('/api/auth/logout-all', { headers: { authorization: `Bearer ${token}` } })
    const after = await session()
    expect(await after.json()).toEqual({})
    expect(after.headers()['set-cookie'] ?? '').not.toContain('session-token=ey')
  },
)

test('forged host and protocol headers redirect no one', { tag: '@once' }, async ({ request }) => {
  const headers = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    forwarded: 'host=evil.example',
  }
  for (const path of [
    '/api/auth/providers',
    '/api/auth/signin',
    '/api/auth/csrf',
    '/',
    '/nowhere',
    '/chat/',
  ]) {
    const answer = await request.get(path, { headers, maxRedirects: 0 })
    const said = JSON.stringify(answer.headers()) + (await answer.text())
    expect(said, path).not.toContain('evil.example')
  }
})

/** As a browser asks, as the router does, ahead of time, and as nobody should. */
const HOW: readonly Record<string, string>[] = [
  {},
  { rsc: '1' },
  { 'next-router-prefetch': '1', rsc: '1' },
  { 'next-action': 'x' },
  { rsc: '1', 'next-router-state-tree': '%E0%A4%A' },
]

test('every page has a policy', { tag: '@once' }, async ({ request }) => {
  const paths = [
    '/',
    '/chat',
    '/nowhere',
    '/chat/',
    '/offline',
    '/api/docs',
    '/admin',
    '/x.html',
    '/%E0%A4%A',
    '/_next/image',
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/_next/static/none.js',
    '/_next/none',
    '/_next/data/x/y.json',
    '/api/auth/signout',
    '/api/auth/signin',
    '/api/auth/error',
    '/api/none',
    '/icons/none.png',
    '/manifest.webmanifest',
  ]
  for (const path of paths) {
    for (const headers of HOW) {
      const answer = await request.get(path, { headers, maxRedirects: 0 })
      const policies = answer
        .headersArray()
        .filter(({ name }) => name.toLowerCase() === 'content-security-policy')
      expect(policies, path).toHaveLength(1)
      expect(policies[0]?.value, path).toMatch(/default-src '(self|none)'/)
      expect(answer.status(), path).toBeLessThan(500)
    }
  }
})

test('documents are sent once to clients that cache them', { tag: '@once' }, async ({ request }) => {
  for (const path of ['/api/openapi.json', '/api/asyncapi.json']) {
    const first = await request.get(path)
    expect(first.status()).toBe(200)
    const headers = { 'if-none-match': first.headers().etag ?? '' }
    expect((await request.get(path, { headers })).status()).toBe(304)
  }
})
