import { describe, expect, test } from 'vitest'
import { createMemoryState, type State } from '@/lib/server/state'
import { newAddress, newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const registration = () => ({
  age: 25,
  deviceFingerprint: newDevice(),
  termsAccepted: true,
  privacyAccepted: true,
})
const tooMany = (retryAfter: number) => ({
  success: false,
  error: { code: 1003, message: 'RATE_LIMIT_EXCEEDED', description: 'Too many requests', retryAfter },
})

describe('behind one proxy that forwards the client’s address', () => {
  const world = createWorld({ env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '1' } })
  const from = (address: string, method: string, path: string, body?: unknown, token?: string) =>
    request(world.url(), method, path, {
      headers: { 'x-forwarded-for': address },
      ...(body !== undefined && { body }),
      ...(token && { token }),
    })

  test('the sixth credential request of an address in a minute is refused, with the seconds until the next one is allowed', async () => {
    const address = newAddress()
    for (let count = 0; count < 5; count += 1) {
      expect((await from(address, 'POST', '/api/auth/register', registration())).status).toBe(200)
    }
    await world.advance(20_500)
    const { status, body, headers } = await from(address, 'POST', '/api/auth/register', registration())
    expect({ status, body }).toEqual({ status: 429, body: tooMany(40) })
    expect(headers.get('retry-after')).toBe('40')
    expect((await from(newAddress(), 'POST', '/api/auth/register', registration())).status).toBe(200)
    expect((await from(address, 'POST', '/api/auth/login', { deviceFingerprint: newDevice() })).status).toBe(
      401,
    )
    await world.advance(39_500)
    expect((await from(address, 'POST', '/api/auth/register', registration())).status).toBe(200)
  })

  test('requests of the wrong form count too, and are answered by the limit first', async () => {
    const address = newAddress()
    for (let count = 0; count < 5; count += 1) {
      expect((await from(address, 'POST', '/api/auth/login', {})).status).toBe(400)
    }
    expect((await from(address, 'POST', '/api/auth/login', {})).status).toBe(429)
  })

  test('an account is counted however many addresses guess at it, and whether it exists or not', async () => {
    for (const email of ['guess@example.org', 'Guess@Example.org ']) {
      for (let count = 0; count < (email === 'guess@example.org' ? 5 : 0); count += 1) {
        expect(
          (await from(newAddress(), 'POST', '/api/auth/login', { email, password: 'wrong' })).status,
        ).toBe(401)
      }
    }
    const { status } = await from(newAddress(), 'POST', '/api/auth/login', {
      email: 'GUESS@example.org',
      password: 'wrong',
    })
    expect(status).toBe(429)
  })

  test('codes are counted by account and by number, however many addresses ask', async () => {
    const ask = (token: string, phone: string) =>
      from(newAddress(), 'POST', '/api/auth/request-otp', { phone }, token)
    const statuses = async (asked: (count: number) => ReturnType<typeof ask>) => {
      const all = []
      for (let count = 0; count < 6; count += 1) all.push((await asked(count)).status)
      return all
    }
    const onceTooOften = [200, 200, 200, 200, 200, 429]
    const { token } = await registerGuest(world.url())
    expect(await statuses((count) => ask(token, `+1555020${count}`))).toEqual(onceTooOften)
    const askers: string[] = []
    for (let count = 0; count < 6; count += 1) askers.push((await registerGuest(world.url())).token)
    expect(await statuses((count) => ask(askers[count] ?? '', '+15550300'))).toEqual(onceTooOften)
    await world.sleep(3_600_000)
    const fresh = await registerGuest(world.url())
    expect((await ask(fresh.token, '+15550300')).status).toBe(200)
  })

  test('guesses at a code are counted by account, beyond the tries that one code bears', async () => {
    const { token } = await registerGuest(world.url())
    const guess = (count: number) =>
      from(newAddress(), 'POST', '/api/auth/verify-otp', { phone: `+1555040${count}`, otp: '000000' }, token)
    for (let count = 0; count < 10; count += 1) expect((await guess(count)).status).toBe(400)
    expect((await guess(10)).status).toBe(429)
  })

  test('links for a new password are counted by the address they are for', async () => {
    const forgot = () =>
      from(newAddress(), 'POST', '/api/auth/forgot-password', { email: 'flooded@example.org' })
    for (let count = 0; count < 5; count += 1) expect((await forgot()).status).toBe(200)
    expect((await forgot()).status).toBe(429)
  })

  test('addresses of one IPv6 network count together, those of another do not', async () => {
    for (let count = 0; count < 5; count += 1) {
      expect((await from(`2001:db8:1:2::${count}`, 'POST', '/api/auth/login', {})).status).toBe(400)
    }
    expect((await from('2001:db8:1:2:ffff::1', 'POST', '/api/auth/login', {})).status).toBe(429)
    expect((await from('2001:db8:1:3::1', 'POST', '/api/auth/login', {})).status).toBe(400)
  })

  test('only what the proxy itself wrote is believed', async () => {
    const address = newAddress()
    for (let count = 0; count < 5; count += 1) {
      expect((await from(`${newAddress()}, ${address}`, 'POST', '/api/auth/login', {})).status).toBe(400)
    }
    expect((await from(`${newAddress()}, ${address}`, 'POST', '/api/auth/login', {})).status).toBe(429)
    expect((await from(`${address}, ${newAddress()}`, 'POST', '/api/auth/login', {})).status).toBe(400)
  })

  test('find-match: ten a minute, per account and per address', async () => {
    const { ann } = await world.chat()
    const find = (address: string, token = ann.token) =>
      from(address, 'POST', '/api/chat/find-match', { preferences: { chatType: 'text' } }, token)
    for (let count = 0; count < 10; count += 1) expect((await find(newAddress())).status).toBe(409)
    const { status, body } = await find(newAddress())
    expect({ status, body }).toEqual({ status: 429, body: tooMany(60) })

    const address = newAddress()
    for (let count = 0; count < 10; count += 1) expect((await find(address, 'nonsense')).status).toBe(401)
    expect((await find(address, 'nonsense')).status).toBe(429)
  })

  test('reports: three in five minutes, by REST and per account', async () => {
    const ann = await registerGuest(world.url())
    const report = () =>
      from(
        newAddress(),
        'POST',
        '/api/moderation/report',
        { sessionId: 'none', reportType: 'spam' },
        ann.token,
      )
    for (let count = 0; count < 3; count += 1) expect((await report()).status).toBe(404)
    await world.advance(299_000)
    const { body } = await report()
    expect(body).toEqual(tooMany(1))
    await world.advance(1_000)
    expect((await report()).status).toBe(404)
  })

  test('refreshing counts per login: thirty a minute, from wherever', async () => {
    const [ann, bob] = [await registerGuest(world.url()), await registerGuest(world.url())]
    const rotate = (refreshToken: string) => from(newAddress(), 'POST', '/api/auth/refresh', { refreshToken })
    let { refreshToken } = ann
    for (let count = 0; count < 30; count += 1) {
      const { status, body } = await rotate(refreshToken)
      expect(status).toBe(200)
      refreshToken = (body.data as { refreshToken: string }).refreshToken
    }
    expect((await rotate(refreshToken)).status).toBe(429)
    expect((await rotate(bob.refreshToken)).status).toBe(200)
  })

  test('logging out is outside the limit of the credential endpoints', async () => {
    const address = newAddress()
    for (let count = 0; count < 6; count += 1) {
      const { token } = await registerGuest(world.url())
      expect((await from(address, 'POST', '/api/auth/logout', undefined, token)).status).toBe(200)
    }
  })

  test('a client cannot set its address by the server’s own header', async () => {
    const address = newAddress()
    const login = () =>
      request(world.url(), 'POST', '/api/auth/login', {
        body: {},
        headers: { 'x-forwarded-for': address, 'x-omegoo-address': newAddress() },
      })
    for (let count = 0; count < 5; count += 1) expect((await login()).status).toBe(400)
    expect((await login()).status).toBe(429)
  })
})

describe('behind two proxies', () => {
  const world = createWorld({ env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '2' } })
  const from = (forwarded: string) =>
    request(world.url(), 'POST', '/api/auth/login', { body: {}, headers: { 'x-forwarded-for': forwarded } })

  test('the outer one’s word counts, however much a client wrote before it', async () => {
    const address = newAddress()
    for (let count = 0; count < 5; count += 1) {
      const invented = Array.from({ length: count }, newAddress).join(', ')
      expect((await from(`${invented}, ${address}, 10.9.9.9`)).status).toBe(400)
    }
    expect((await from(`${newAddress()}, ${address}, 10.9.9.9`)).status).toBe(429)
    expect((await from(`${address}, ${newAddress()}, 10.9.9.9`)).status).toBe(400)
  })

  test('forwarded values that are no addresses count as one address', async () => {
    const nonsense = ['unknown', '1.2.3.4:80:90', '_hidden', 'no address', '<script>']
    for (const one of nonsense) expect((await from(`${newAddress()}, ${one}, 10.9.9.9`)).status).toBe(400)
    expect((await from(`${newAddress()}, something else, 10.9.9.9`)).status).toBe(429)
  })
})

describe('what is counted', () => {
  const state = createMemoryState()
  const counted: string[] = []
  const limiter: State['limiter'] = {
    consume(key, limit, now) {
      counted.push(key)
      return state.limiter.consume(key, limit, now)
    },
  }
  const world = createWorld({ state: { ...state, limiter } })

  test('holds no device id, mail address or number, since Redis can be read by others', async () => {
    const [device, email, phone] = [newDevice(), 'Secret.Ann@example.org', '+15550999']
    const { token } = await registerGuest(world.url(), {
      deviceFingerprint: device,
      email,
      password: 'a long password',
    })
    for (const body of [{ deviceFingerprint: device }, { email, password: 'wrong' }])
      await world.post('/api/auth/login', body)
    await world.post('/api/auth/forgot-password', { email })
    await world.post('/api/auth/request-otp', { phone }, token)
    expect(counted.filter((key) => key.includes(' mail ')).length).toBeGreaterThan(2)
    for (const secret of [device, email.toLowerCase(), phone])
      expect(counted.join().toLowerCase()).not.toContain(secret)
  })
})

describe('without a proxy', () => {
  const env = { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '0', PUBLIC_URL: 'https://chat.example.org' }
  const world = createWorld({ env })

  test('guesses at device ids are counted by address, a new one each time', async () => {
    const guess = () =>
      request(world.url(), 'POST', '/api/auth/login', { body: { deviceFingerprint: newDevice() } })
    for (let count = 0; count < 5; count += 1) expect((await guess()).status).toBe(401)
    expect((await guess()).status).toBe(429)
    await world.advance(60_000)
  })

  test('X-Forwarded-For and its kin change nothing', async () => {
    const login = () =>
      request(world.url(), 'POST', '/api/auth/login', {
        body: {},
        headers: {
          'x-forwarded-for': newAddress(),
          forwarded: `for=${newAddress()}`,
          'x-real-ip': newAddress(),
        },
      })
    for (let count = 0; count < 5; count += 1) expect((await login()).status).toBe(400)
    expect((await login()).status).toBe(429)
  })

  test('reached by https, the cookie goes over https only, and the public address is an origin of ours', async () => {
    const { headers } = await request(world.url(), 'POST', '/api/auth/register', {
      body: registration(),
      headers: { origin: 'https://chat.example.org' },
    })
    expect(headers.get('set-cookie')).toMatch(/^__Secure-next-auth\.session-token=.*Secure/)
    expect(headers.get('access-control-allow-origin')).toBe('https://chat.example.org')
  })
})
