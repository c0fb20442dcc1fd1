import { describe, expect, test } from 'vitest'
import { LIMITS } from '@/lib/domain/limits'
import { newDevice, request } from '@/lib/protocol-client/rest'
import { connect } from '@/lib/testing/client'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { TRUST_PROXY: '1', RATE_LIMIT_FACTOR: '1' } })
const consent = { age: 30, termsAccepted: true, privacyAccepted: true }
const register = (address: string) =>
  request(world.url(), 'POST', '/api/auth/register', {
    body: { ...consent, deviceFingerprint: newDevice() },
    headers: { 'x-forwarded-for': address },
  })

describe.each([
  { what: 'IPv4', at: (n: number) => `198.51.100.${n + 1}`, outside: '198.51.101.1' },
  { what: 'IPv6', at: (n: number) => `2001:db8:7:${n.toString(16)}::1`, outside: '2001:db8:8::1' },
])('a range of $what', ({ at, outside }) => {
  test('may register so often, from however many of its addresses, and others are free', async () => {
    const { max } = LIMITS.registrationsOfRange
    const answers = []
    for (let n = 0; n < max + 2; n += 1) answers.push((await register(at(n))).status)
    expect(answers).toEqual([...Array.from({ length: max }, () => 200), 429, 429])
    const refused = await register(at(200))
    expect(refused.body.error).toMatchObject({ code: 1003, retryAfter: expect.any(Number) })
    expect((await register(outside)).status).toBe(200)
  })
})

test('administrators see that a range was refused, in the figures and in /metrics', async () => {
  const boss = await register('203.0.113.1')
  const { userId, token } = boss.body.data as { userId: string; token: string }
  await world.promote(userId, 'admin')
  const feed = await connect(world.url(), token, { namespace: '/admin' })
  for (let n = 0; n <= LIMITS.registrationsOfRange.max; n += 1) await register(`192.0.2.${n + 1}`)
  await world.advance(11_000)
  const trouble = await feed.next('admin:trouble')
  expect(trouble).toMatchObject({ limits: { registrationsOfRange: expect.any(Number) } })
  feed.socket.disconnect()
  const metrics = await (await fetch(`${world.url()}/metrics`)).text()
  expect(metrics).toMatch(/omegoo_limits_exceeded_total\{limit="registrationsOfRange"\} [1-9]/)
})
