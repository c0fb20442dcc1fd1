import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newAddress, registerGuest, request } from '@/lib/protocol-client/rest'
import { sentMessagesOf } from '@/lib/testing/sent-messages'
import { createWorld } from '@/lib/testing/world'

const HOUR_MS = 3_600_000
const PASSWORD = 'a long password'
const newMail = () => `${randomUUID()}@example.org`

/** A server that sends eight messages of either kind in an hour, and the warnings it has logged. */
function smallServer(more: Record<string, string> = {}) {
  const world = createWorld({
    env: { TRUST_PROXY: '1', DEV_OUTBOX: '1', MAIL_PER_HOUR: '8', SMS_PER_HOUR: '8', ...more },
  })
  const exceeded: string[] = []
  beforeAll(() => world.server().runtime.bus.on('limit.exceeded', ({ limit }) => void exceeded.push(limit)))
  // A test begins with nothing used.
  beforeEach(async () => {
    if (!more.SMS_PREFIXES) await world.sleep(HOUR_MS)
    exceeded.length = 0
  })
  const ask = (path: string, body: unknown, { token = '', address = newAddress() } = {}) =>
    request(world.url(), 'POST', path, {
      body,
      headers: { 'x-forwarded-for': address },
      ...(token && { token }),
    })
  let numbers = 0
  return {
    world,
    ask,
    exceeded,
    code: async (address?: string, phone = `+1555030${String((numbers += 1)).padStart(4, '0')}`) => {
      const { token } = await registerGuest(world.url())
      return ask('/api/auth/request-otp', { phone }, { token, ...(address && { address }) })
    },
    mailTo: async (to: string) => (await sentMessagesOf(world).sentTo(to)).length,
    member: async () => {
      const email = newMail()
      return { email, ...(await registerGuest(world.url(), { email, password: PASSWORD })) }
    },
  }
}

describe('a ceiling of the whole server', () => {
  const { world, ask, exceeded, code, mailTo, member } = smallServer()

  test('of SMS: a request beyond it is answered Retry-After, and the operator is warned', async () => {
    for (let count = 0; count < 8; count += 1) expect((await code()).status).toBe(200)
    await world.sleep(600_500)
    const { status, body, headers } = await code()
    expect({ status, body }).toMatchObject({
      status: 503,
      body: { success: false, error: { code: 9007, message: 'UNAVAILABLE', retryAfter: 3_000 } },
    })
    expect(headers.get('retry-after')).toBe('3000')
    expect(exceeded).toEqual(['smsOfServer'])
    await world.sleep(HOUR_MS)
    expect((await code()).status).toBe(200)
  })

  test('of SMS: no address gets more than a quarter of it', async () => {
    const address = newAddress()
    const statuses = [await code(address), await code(address), await code(address), await code()]
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429, 200])
    expect(statuses[2]?.body.error).toMatchObject({ code: 1003, retryAfter: 3_600 })
    expect(exceeded).toEqual(['smsOfAddress'])
  })

  test('of mail: a forgotten password is answered as ever, and the operator is warned; a requested link is refused', async () => {
    const [ann, bob] = [await member(), await member()]
    const again = () => ask('/api/user/resend-verification', undefined, { token: ann.token })
    for (let count = 0; count < 3; count += 1) expect((await again()).status).toBe(200)
    const forgot = () => ask('/api/auth/forgot-password', { email: bob.email })
    const before = await forgot()
    expect(await mailTo(bob.email)).toBe(2)
    for (let count = 0; count < 2; count += 1) await forgot()
    expect(await mailTo(bob.email)).toBe(4)
    const beyond = await forgot()
    expect([beyond.status, beyond.body]).toEqual([200, before.body])
    expect(await mailTo(bob.email)).toBe(4)
    expect(exceeded).toEqual(['mailOfServer'])
    expect((await again()).body.error).toMatchObject({ code: 9007, retryAfter: 3_600 })
  })

  test('of mail: accounts are still made and changed; registrations leave half of it to others', async () => {
    const members = []
    for (let count = 0; count < 5; count += 1) members.push(await member())
    const mails = []
    for (const { email } of members) mails.push(await mailTo(email))
    expect(mails).toEqual([1, 1, 1, 1, 0])
    expect(exceeded).toEqual(['mailOfAddress'])
    const last = members.at(-1)
    const again = await ask('/api/user/resend-verification', undefined, { token: last?.token ?? '' })
    expect([again.status, await mailTo(last?.email ?? '')]).toEqual([200, 1])

    const [address, guest, email] = [newAddress(), await registerGuest(world.url()), newMail()]
    for (let count = 0; count < 3; count += 1)
      await ask('/api/auth/forgot-password', { email: last?.email }, { address })
    await world.advance(0)
    const body = { email, password: PASSWORD }
    expect((await ask('/api/user/upgrade', body, { token: guest.token, address })).status).toBe(200)
    expect(await mailTo(email)).toBe(0)
  })
})

describe('where only some countries are served', () => {
  const { code, exceeded } = smallServer({ SMS_PREFIXES: '+91,+44' })

  test.each([
    ['+919876543210', 200],
    ['+447700900123', 200],
    ['+4915550100', 400],
    ['+12125550100', 400],
  ])('a code to %s: %d', async (phone, status) => {
    const reply = await code(undefined, phone)
    expect(reply.status).toBe(status)
    if (status === 400)
      expect(reply.body.error).toMatchObject({
        code: 9001,
        field: 'phone',
        description: 'Codes are sent to numbers that begin with +91, +44 only',
      })
    expect(exceeded).toEqual([])
  })
})
