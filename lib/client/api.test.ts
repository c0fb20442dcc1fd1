import { afterEach, expect, test, vi } from 'vitest'

import { api } from '@/lib/client/api'

afterEach(() => vi.unstubAllGlobals())

function serverAnswers(body: string, init?: ResponseInit) {
  const fetched = vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, init)))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test('an answer in the envelope yields its data', async () => {
  serverAnswers(JSON.stringify({ success: true, data: { online: 3 } }))
  expect(await api.get('/api/stats/live')).toEqual({ ok: true, data: { online: 3 } })
})

test('a refusal is a result with its code, not an exception', async () => {
  const error = { code: 1001, message: 'INVALID_AGE', description: 'User is under 18 years old' }
  serverAnswers(JSON.stringify({ success: false, error }), { status: 403 })
  expect(await api.post('/api/auth/register', {})).toEqual({ ok: false, offline: false, ...error })
})

test.each([
  { where: 'the envelope', inBody: { retryAfter: 42 }, header: undefined },
  { where: 'the Retry-After header', inBody: {}, header: '42' },
])('the seconds to wait are read from $where', async ({ inBody, header }) => {
  const error = { code: 1003, message: 'RATE_LIMIT_EXCEEDED', description: 'Too many requests', ...inBody }
  serverAnswers(JSON.stringify({ success: false, error }), {
    status: 429,
    headers: header ? { 'Retry-After': header } : {},
  })
  expect(await api.get('/api/user/profile')).toMatchObject({ ok: false, code: 1003, retryAfter: 42 })
})

test('a file is given as it is, and its refusal as any other', async () => {
  serverAnswers('bytes', { headers: { 'Content-Type': 'image/png' } })
  const file = await api.file('/api/admin/reports/1/screenshots/1')
  expect(file.ok && [file.data.type, await file.data.text()]).toEqual(['image/png', 'bytes'])
  serverAnswers(JSON.stringify({ success: false, error: { code: 9002, message: 'NOT_FOUND' } }), {
    status: 404,
  })
  expect(await api.file('/api/admin/reports/1/screenshots/2')).toMatchObject({ ok: false, code: 9002 })
})

test.each([
  ['a proxy that answers for a missing server', '<html>502 Bad Gateway</html>'],
  ['an answer in no known form', '{"hello":"world"}'],
  ['an answer that is not an object', 'null'],
  ['a refusal without a code', '{"success":false,"error":{}}'],
])('%s counts as unreachable', async (_, body) => {
  serverAnswers(body, { status: 502 })
  expect(await api.get('/api/user/profile')).toMatchObject({ ok: false, offline: true })
})

test('a missing network is a result, not an exception', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  expect(await api.get('/api/user/profile')).toMatchObject({ ok: false, offline: true })
})

test('a body goes out as JSON with the session cookie, to our own origin only', async () => {
  const fetched = serverAnswers(JSON.stringify({ success: true, data: {} }))
  await api.put('/api/user/profile', { displayName: 'Ann' })
  expect(fetched).toHaveBeenCalledWith(
    '/api/user/profile',
    expect.objectContaining({
      method: 'PUT',
      credentials: 'same-origin',
      body: '{"displayName":"Ann"}',
      headers: expect.objectContaining({ 'Content-Type': 'application/json' }) as unknown,
    }),
  )
})
