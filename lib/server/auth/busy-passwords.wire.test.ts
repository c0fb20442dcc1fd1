import { expect, test, vi } from 'vitest'
import { newAddress, newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { sentMessagesOf } from '@/lib/testing/sent-messages'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { TRUST_PROXY: '1', DEV_OUTBOX: '1' }, passwordN: 2 ** 17 })
const PASSWORD = 'a long password'
const NEW = 'another password'
/** Two are checked and eight of one address wait. */
const PLACES = 10
const WAITING = 8

const from = (address: string, path: string, body: unknown, more: { token?: string; method?: string } = {}) =>
  request(world.url(), more.method ?? 'POST', path, {
    body,
    headers: { 'x-forwarded-for': address },
    ...(more.token && { token: more.token }),
  })
const member = (name: string) =>
  registerGuest(world.url(), { email: `${name}-in-the-queue@example.org`, password: PASSWORD })

/** So many guesses at once from one address; none is waited for. */
function flood(address: string, count: number) {
  const gone = new AbortController()
  const refused: Response[] = []
  for (let index = 0; index < count; index += 1) {
    void fetch(`${world.url()}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ email: 'not-an-account@example.org', password: 'wrong' }),
      signal: gone.signal,
    }).then(
      (response) => void (response.status === 503 && refused.push(response)),
      () => undefined,
    )
  }
  return { refused, leave: () => gone.abort() }
}

/** Waits until the queue of an address is full. */
async function filled(address: string) {
  const many = flood(address, PLACES + 5)
  await vi.waitFor(() => expect(many.refused.length).toBeGreaterThanOrEqual(3), {
    interval: 2,
    timeout: 10_000,
  })
  return many
}

test('an owner who signed in from there lately does not wait behind strangers, however many', async () => {
  await member('eve')
  const login = { email: 'eve-in-the-queue@example.org', password: PASSWORD }
  const home = newAddress()
  expect((await from(home, '/api/auth/login', login)).status).toBe(200)
  const guess = { email: login.email, password: 'wrong' }
  let answered = 0
  const strangers = Array.from({ length: 34 }, () =>
    from(newAddress(), '/api/auth/login', guess).then(() => void (answered += 1)),
  )
  await vi.waitFor(() => expect(answered).toBeGreaterThan(0), { interval: 2, timeout: 10_000 })
  expect((await from(home, '/api/auth/login', login)).status).toBe(200)
  expect(answered).toBeLessThan(20)
  await Promise.all(strangers)
})

test('passwords beyond the queue are refused at once, with Retry-After; other addresses get through', async () => {
  await member('ann')
  const many = await filled(newAddress())
  const [first] = many.refused
  expect(await first?.json()).toEqual({
    success: false,
    error: {
      code: 9007,
      message: 'UNAVAILABLE',
      description: 'Not available right now: try again',
      retryAfter: 5,
    },
  })
  expect(first?.headers.get('retry-after')).toBe('5')
  const own = from(newAddress(), '/api/auth/login', {
    email: 'ann-in-the-queue@example.org',
    password: PASSWORD,
  })
  expect((await own).status).toBe(200)
  many.leave()
})

test('all that needs a password waits in the same queue, and changes nothing when it is refused', async () => {
  const [bob, guest] = [await member('bob'), await registerGuest(world.url())]
  await from(newAddress(), '/api/auth/forgot-password', { email: 'bob-in-the-queue@example.org' })
  const token = await sentMessagesOf(world).secretFor('bob-in-the-queue@example.org', 'reset-password')
  const newcomer = {
    age: 25,
    deviceFingerprint: newDevice(),
    termsAccepted: true,
    privacyAccepted: true,
    email: 'new-in-the-queue@example.org',
    password: PASSWORD,
  }
  const upgrade = { email: 'guest-in-the-queue@example.org', password: PASSWORD }
  const change = { currentPassword: PASSWORD, newPassword: NEW }

  const address = newAddress()
  const many = await filled(address)
  const answers = await Promise.all([
    from(address, '/api/auth/register', newcomer),
    from(address, '/api/user/upgrade', upgrade, guest),
    from(address, '/api/user/password', change, { ...bob, method: 'PUT' }),
    from(address, '/api/user', change, { ...bob, method: 'DELETE' }),
    from(address, '/api/auth/reset-password', { token, password: NEW }),
  ])
  many.leave()
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503])
  expect((await world.get('/api/user/profile', bob.token)).status).toBe(200)
  const later = await from(newAddress(), '/api/auth/reset-password', { token, password: NEW })
  expect(later.status).toBe(200)
})

test('a client that has gone leaves the queue', async () => {
  const address = newAddress()
  const gone = await filled(address)
  gone.leave()
  // The two under way go on; behind them is room for eight others, as soon as the server has noticed.
  await vi.waitFor(
    async () => {
      const others = flood(address, WAITING)
      await world.get('/api/stats/live')
      others.leave()
      expect(others.refused).toEqual([])
    },
    { interval: 20, timeout: 10_000 },
  )
})
