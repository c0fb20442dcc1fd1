import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { newDevice, registerGuest, request, type Reply } from '@/lib/protocol-client/rest'
import { sentMessagesOf } from '@/lib/testing/sent-messages'
import { createWorld } from '@/lib/testing/world'

const derived = vi.hoisted(() => ({ keys: 0 }))
/** Counts what dominates the time of an answer, and makes it cheap. */
vi.mock('node:crypto', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:crypto')>()
  const scrypt: typeof original.scrypt = (...args: unknown[]) => {
    derived.keys += 1
    const [password, salt, length, , done] = args as Parameters<typeof original.scrypt>
    original.scrypt(password, salt, length, { N: 2 }, done as never)
  }
  return { ...original, scrypt }
})

const world = createWorld({ env: { DEV_OUTBOX: '1' } })
const { post } = world
const PASSWORD = 'a long password'
const newMail = () => `${randomUUID()}@example.org`
const login = (body: object) => post('/api/auth/login', body)
let phones = 0
const newPhone = () => `+1555070${String((phones += 1)).padStart(4, '0')}`

const known = { email: newMail(), device: newDevice(), banned: newMail(), phone: newPhone() }
let asker = ''
let spent = ''

beforeAll(async () => {
  await registerGuest(world.url(), {
    email: known.email,
    password: PASSWORD,
    deviceFingerprint: known.device,
  })
  const banned = await registerGuest(world.url(), { email: known.banned, password: PASSWORD })
  await world.ban(banned.userId)
  asker = (await registerGuest(world.url())).token
  const owner = await registerGuest(world.url())
  await world.server().sql(`UPDATE users SET phone = $2 WHERE id = $1`, [owner.userId, known.phone])
  await post('/api/auth/forgot-password', { email: known.email })
  spent = await sentMessagesOf(world).secretFor(known.email, 'reset-password')
  expect((await post('/api/auth/reset-password', { token: spent, password: PASSWORD })).status).toBe(200)
})

/** The parts of an answer that could distinguish accounts. */
function visible({ status, text, headers }: Reply) {
  const changing = ['date', 'x-request-id']
  return { status, text, headers: [...headers].filter(([name]) => !changing.includes(name)) }
}

async function seen(ask: () => Promise<Reply>) {
  const before = derived.keys
  const answer = visible(await ask())
  return { ...answer, keysDerived: derived.keys - before }
}

const reset = (token: string) => post('/api/auth/reset-password', { token, password: PASSWORD })
const code = (phone: string) => post('/api/auth/request-otp', { phone }, asker)
const guess = (phone: string) => post('/api/auth/verify-otp', { phone, otp: '000000' }, asker)

test.each([
  {
    what: 'logging in with a wrong password, an unknown address and a banned account’s',
    asks: [
      () => login({ email: known.email, password: 'wrong' }),
      () => login({ email: newMail(), password: 'wrong' }),
      () => login({ email: known.banned, password: 'wrong' }),
    ],
    keys: 1,
  },
  {
    what: 'logging in with no address at all, or one that is none',
    asks: [
      () => login({ email: '', password: 'wrong' }),
      () => login({ email: 'unknown', password: 'wrong' }),
    ],
    keys: 1,
  },
  {
    what: 'logging in with unknown devices',
    asks: [
      () => login({ deviceFingerprint: newDevice() }),
      () => login({ deviceFingerprint: known.device.toUpperCase() }),
    ],
    keys: 0,
  },
  {
    what: 'forgetting the password of an account, of none, and of a banned one',
    asks: [known.email, newMail(), known.banned].map(
      (email) => () => post('/api/auth/forgot-password', { email }),
    ),
    keys: 0,
  },
  {
    what: 'looking at a link that was used, and at one that never was',
    asks: [
      () => post('/api/auth/validate-reset-token', { token: spent }),
      () => post('/api/auth/validate-reset-token', { token: 'x' }),
    ],
    keys: 0,
  },
  {
    what: 'using a link again, and one that never was',
    asks: [() => reset(spent), () => reset('x')],
    keys: 0,
  },
  {
    what: 'verifying an address by a link for something else, and by none',
    asks: [
      () => post('/api/auth/verify-email', { token: spent }),
      () => post('/api/auth/verify-email', { token: 'x' }),
    ],
    keys: 0,
  },
  {
    what: 'guessing at a code for a number in use, for a free one, and for one that none was sent to',
    asks: [
      async () => (await code(known.phone), guess(known.phone)),
      async () => {
        const phone = newPhone()
        await code(phone)
        return guess(phone)
      },
      () => guess(newPhone()),
    ],
    keys: 0,
  },
])('$what: the same answer to the byte, after deriving as many keys', async ({ asks, keys }) => {
  const answers = []
  for (const ask of asks) answers.push(await seen(ask))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]?.keysDerived).toBe(keys)
})

test('a code is sent to a number in use as to a free one', async () => {
  const phone = newPhone()
  const answers = [await seen(() => code(known.phone)), await seen(() => code(phone))]
  const [inUse, free] = answers.map((answer) => ({
    ...answer,
    text: answer.text.replace(/\+\d+/, 'the number'),
  }))
  expect(free).toEqual(inUse)
})

test('registering and upgrading with an address in use are refused as documented, after the same work', async () => {
  const register = (email: string) =>
    post('/api/auth/register', {
      age: 25,
      deviceFingerprint: newDevice(),
      termsAccepted: true,
      privacyAccepted: true,
      email,
      password: PASSWORD,
    })
  const upgrade = async (email: string) => {
    const { token } = await registerGuest(world.url())
    return () => post('/api/user/upgrade', { email, password: PASSWORD }, token)
  }
  const [inUse, free] = [await seen(() => register(known.email)), await seen(() => register(newMail()))]
  expect([inUse.status, free.status]).toEqual([409, 200])
  expect([inUse.keysDerived, free.keysDerived]).toEqual([1, 1])
  const upgraded = [await seen(await upgrade(known.email)), await seen(await upgrade(newMail()))]
  expect(upgraded.map(({ status, keysDerived }) => ({ status, keysDerived }))).toEqual([
    { status: 409, keysDerived: 1 },
    { status: 200, keysDerived: 1 },
  ])
})

test('a wrong password and an account without one are answered alike when it is to be changed', async () => {
  const { token } = await registerGuest(world.url(), { email: newMail(), password: PASSWORD })
  const change = (as: string) => () =>
    request(world.url(), 'PUT', '/api/user/password', {
      token: as,
      body: { currentPassword: 'wrong', newPassword: PASSWORD },
    })
  expect(await seen(change(asker))).toEqual(await seen(change(token)))
})
