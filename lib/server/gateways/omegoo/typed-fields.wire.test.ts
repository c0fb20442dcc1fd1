import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { newDevice, registerGuest } from '@/lib/protocol-client/rest'
import { sentMessagesOf } from '@/lib/testing/sent-messages'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { DEV_OUTBOX: '1', PUBLIC_URL: 'https://chat.example.org' } })
const { get, post } = world
const { sentTo, codeFor } = sentMessagesOf(world)
const PASSWORD = 'a long password'
const registration = (more: object) => ({
  age: 25,
  deviceFingerprint: newDevice(),
  termsAccepted: true,
  privacyAccepted: true,
  ...more,
})
const register = (more: object) => post('/api/auth/register', registration(more))
const emailOf = async (token: string) =>
  ((await get('/api/user/profile', token)).body.data as { email: string | null }).email

const ARABIC = '٠١٢٣٤٥٦٧٨٩'
const DIGITS = {
  Arabic: ARABIC,
  Persian: '۰۱۲۳۴۵۶۷۸۹',
  Hindi: '०१२३४५६७८९',
  'full width': '０１２３４５６７８９',
}
const inDigits = (digits: string, text: string) =>
  text.replaceAll(/\d/g, (digit) => digits[Number(digit)] ?? digit)

describe.each(Object.entries(DIGITS))('in %s digits', (name, digits) => {
  test('a number is accepted, and its code', async () => {
    const { token } = await registerGuest(world.url())
    const phone = `+9198765${String(Object.keys(DIGITS).indexOf(name)).padStart(5, '0')}`
    const typed = inDigits(digits, phone).replace('+', name === 'full width' ? '＋' : '+')
    const asked = await post('/api/auth/request-otp', { phone: typed }, token)
    expect(asked.body).toEqual({ success: true, data: { phone, expiresIn: 300 } })
    const otp = await codeFor(phone)
    const proved = await post(
      '/api/auth/verify-otp',
      { phone: typed, otp: `\u200F${inDigits(digits, otp)} ` },
      token,
    )
    expect(proved.body).toEqual({ success: true, data: { phone, tier: 0 } })
  })

  test.each([
    ['25', 200],
    ['18', 200],
    ['17', 1001],
    ['7', 1001],
    ['151', 9001],
    ['-5', 9001],
    ['1.5', 9001],
  ])('an age of %s is answered by %s', async (years, answer) => {
    const { status, body } = await register({ age: inDigits(digits, years) })
    expect(body.error?.code ?? status).toBe(answer)
    if (answer !== 200) expect(body.error).toMatchObject({ field: 'age' })
  })
})

test.each(['', 'old', ' ', '25', '1e2', '0x19', 'NaN', true, null, [25], {}])(
  'an age of %j is none',
  async (age) => {
    expect((await register({ age })).body.error).toMatchObject({ code: 9001, field: 'age' })
  },
)

describe('e-mail addresses', () => {
  test.each([
    ['a&b@N.example.org', 'a&b@N.example.org'],
    ["o'brien@N.example.ie", "o'brien@N.example.ie"],
    ['ann+tag@N.example.photography', 'ann+tag@N.example.photography'],
    ['Anna@N.Пример.рф', 'anna@N.xn--e1afmkfd.xn--p1ai'],
    ['anna@N.xn--e1afmkfd.xn--p1ai', 'anna@N.xn--e1afmkfd.xn--p1ai'],
    ['li@N.例子.中国', 'li@N.xn--fsqu00a.xn--fiqs8s'],
    ['अन्ना@N.उदाहरण.भारत', 'अन्ना@N.xn--p1b6ci4b4b3a.xn--h2brj9c'],
  ])('%s is accepted everywhere, and kept as %s', async (pattern, kept) => {
    const name = `n${randomUUID()}`
    const [typed, stored] = [pattern.replace('N', name), kept.replace('N', name)]
    const registered = await register({ email: typed, password: PASSWORD })
    const { token } = registered.body.data as { token: string }
    expect(await emailOf(token)).toBe(stored)
    expect(await sentTo(stored)).toHaveLength(1)
    for (const form of [typed, stored, typed.toUpperCase()]) {
      expect((await post('/api/auth/login', { email: form, password: PASSWORD })).status).toBe(200)
      const inUse = await register({ email: form, password: PASSWORD })
      expect(inUse.body.error).toMatchObject({ code: 1007, field: 'email' })
    }
    expect((await post('/api/auth/forgot-password', { email: typed })).status).toBe(200)
    expect(await sentTo(stored)).toHaveLength(2)

    const guest = await registerGuest(world.url())
    const other = pattern.replace('N', `m${name}`)
    const upgraded = await post('/api/user/upgrade', { email: other, password: PASSWORD }, guest.token)
    expect(upgraded.body.data).toEqual({ email: kept.replace('N', `m${name}`), emailVerified: false })
  })

  test.each([
    'ann',
    'ann@example',
    'ann@@example.org',
    'an n@example.org',
    'ann@exam ple.org',
    'ann@example.org\n',
    'ann@example.org\r\nBcc: bob@example.org',
    'ann\u0007@example.org',
    'ann\u202E@example.org',
    'Ann <ann@example.org>',
    'ann@example.org, bob@example.org',
    'ann@[127.0.0.1]',
    'ann@example.org:25',
    `${'a'.repeat(65)}@example.org`,
    `ann@${'a'.repeat(250)}.org`,
    '',
    7,
    null,
  ])('%j is refused, with its field', async (email) => {
    const refused = { code: 9001, field: 'email' }
    const guest = await registerGuest(world.url())
    const body = { email, password: PASSWORD }
    expect((await register(body)).body.error).toMatchObject(refused)
    expect((await post('/api/user/upgrade', body, guest.token)).body.error).toMatchObject(refused)
    expect((await post('/api/auth/forgot-password', { email })).body.error).toMatchObject(refused)
    const login = await post('/api/auth/login', body)
    expect([400, 401]).toContain(login.status)
    expect(await emailOf(guest.token)).toBeNull()
  })
})
