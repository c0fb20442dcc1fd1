import { expect, test } from 'vitest'
import { connect } from '@/lib/testing/client'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { forgedTokens } from '@/lib/testing/forged-tokens'
import { connectRaw } from '@/lib/testing/raw-client'
import { JWT_SECRET } from '@/lib/testing/test-server'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const COOKIE = 'next-auth.session-token'
const INVALID = { code: 2001, message: 'INVALID_TOKEN', description: 'JWT token is invalid or expired' }
const refused = { status: 401, body: { success: false, error: INVALID } }

/** A live login, tokens forged from it, and what else of it is no access token. */
async function victim() {
  const guest = await registerGuest(world.url(), { deviceFingerprint: newDevice() })
  const { sid } = JSON.parse(Buffer.from(guest.token.split('.')[1] ?? '', 'base64url').toString()) as {
    sid: string
  }
  const now = world.server().clock.now()
  const forged = await forgedTokens({ secret: JWT_SECRET, user: guest.userId, login: sid, now })
  return { ...guest, bad: [...forged, ['its refresh token', guest.refreshToken] as const] }
}

const ask = (headers: Record<string, string>) => request(world.url(), 'GET', '/api/user/profile', { headers })
/** What a header may hold at all. */
const isForHeader = (token: string) => !/[\r\n\0]/.test(token)

test('no forged token is accepted as a Bearer token', async () => {
  const { token, bad } = await victim()
  for (const [what, forged] of bad.filter(([, one]) => isForHeader(one))) {
    const { status, body } = await ask({ authorization: `Bearer ${forged}` })
    expect({ status, body }, what).toEqual(refused)
  }
  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200)
})

test('no forged token is accepted in a handshake', async () => {
  const { bad } = await victim()
  for (const [what, forged] of bad) {
    await expect(connect(world.url(), forged), what).rejects.toThrow('Authentication error: Invalid token')
  }
})

test('no forged token is accepted by authenticate', async () => {
  const { token, bad } = await victim()
  const client = await world.client()
  for (const [what, forged] of bad) {
    expect(await client.ask('authenticate', forged), what).toMatchObject({ success: false, code: 2001 })
  }
  expect(await client.ask('authenticate', token)).toMatchObject({ success: true })
})

test('no forged token is accepted on a raw WebSocket, at the upgrade or in the first frame', async () => {
  const { userId, bad } = await victim()
  const error = { type: 'error', message: INVALID.description, code: INVALID.code }
  for (const [what, forged] of bad) {
    const byFrame = await connectRaw(world.url())
    byFrame.send('init', { userId, token: forged })
    const frame = await byFrame.next()
    expect(frame, what).toMatchObject({ type: 'error' })
    // One that is too long is a frame of the wrong form, after which the connection stays.
    if (frame.code === INVALID.code) expect((await byFrame.closed()).code, what).toBe(4401)
    else expect({ what, code: frame.code }).toEqual({ what: 'more than 4,096 characters', code: 9001 })
    byFrame.close()
    if (!isForHeader(forged)) continue
    const byHeader = await connectRaw(world.url(), { headers: { authorization: `Bearer ${forged}` } })
    expect(await byHeader.next(), what).toEqual(error)
    expect((await byHeader.closed()).code, what).toBe(4401)
  }
})

test('neither a forged nor an access token is accepted for refreshing, and the login stays', async () => {
  const { token, refreshToken, bad } = await victim()
  const all = [...bad, ['its access token', token] as const].filter(
    ([, one]) => one !== refreshToken && one.length <= 500,
  )
  for (const [what, forged] of all) {
    const { status, body } = await world.post('/api/auth/refresh', { refreshToken: forged })
    expect({ status, body }, what).toEqual(refused)
  }
  expect((await world.post('/api/auth/refresh', { refreshToken })).status).toBe(200)
})

test('no forged and no other token is accepted in the web session’s cookie', async () => {
  const { token, bad } = await victim()
  const unauthenticated = {
    status: 401,
    body: { success: false, error: expect.objectContaining({ code: 2003 }) },
  }
  for (const [what, forged] of [...bad, ['its access token', token] as const]) {
    const { status, body } = await ask({ cookie: `${COOKIE}=${encodeURIComponent(forged)}` })
    expect({ status, body }, what).toEqual(unauthenticated)
  }
})

test('the cookie’s value is accepted as a cookie only', async () => {
  const body = { age: 30, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  const { headers } = await world.post('/api/auth/register', body)
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  const sealed = cookie.slice(COOKIE.length + 1)
  expect((await ask({ cookie })).status).toBe(200)
  const { status, body: answer } = await ask({ authorization: `Bearer ${sealed}` })
  expect({ status, body: answer }).toEqual(refused)
  await expect(connect(world.url(), sealed)).rejects.toThrow('Authentication error: Invalid token')
  expect((await world.post('/api/auth/refresh', { refreshToken: sealed.slice(0, 500) })).status).toBe(401)
})

test('an expired access token is refused everywhere, with a reason of its own where the document has one', async () => {
  const { token } = await victim()
  await world.sleep(900_000)
  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(401)
  await expect(connect(world.url(), token)).rejects.toThrow('Authentication error: Token expired')
  const raw = await connectRaw(world.url(), { headers: { authorization: `Bearer ${token}` } })
  expect((await raw.closed()).code).toBe(4401)
})

test('a spent refresh token that is used again ends the login on every kind of socket, and its cookie', async () => {
  const body = { age: 30, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  const { headers, body: answer } = await world.post('/api/auth/register', body)
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  const first = answer.data as { token: string; refreshToken: string }
  const socket = await world.client(first.token)
  const byCookie = await world.client(undefined, { extraHeaders: { cookie, origin: world.url() } })
  const raw = await connectRaw(world.url(), { headers: { authorization: `Bearer ${first.token}` } })
  const rotate = (refreshToken: string) => world.post('/api/auth/refresh', { refreshToken })
  const second = (await rotate(first.refreshToken)).body.data as { refreshToken: string }
  await rotate(second.refreshToken)
  expect((await rotate(first.refreshToken)).status).toBe(401)
  await Promise.all([socket.closed(), byCookie.closed(), raw.closed()])
  expect((await ask({ cookie })).status).toBe(401)
})
