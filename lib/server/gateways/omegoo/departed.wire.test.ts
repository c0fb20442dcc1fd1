import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createWorld, join, type Person } from '@/lib/testing/world'
import { createDepartures, PASSWORD } from './departed.fixture'

const world = createWorld()
const { advance, post } = world
const { someone, member: memberOf, register, remove, report, banReported } = createDepartures(world)
const member = () => memberOf(`${randomUUID()}@example.org`)
const login = (body: object) => post('/api/auth/login', body)
const refusalOf = async (reply: ReturnType<typeof post>) => (await reply).body.error

async function reportedAndGone(order: 'reported first' | 'gone first') {
  const [ann, bob] = [await someone(), await member()]
  const { sessionId } = await world.meet(ann, bob)
  await bob.client.ask('send_text_message', { content: 'something rude' })
  const steps = [
    async () => expect((await report(ann, sessionId)).status).toBe(200),
    async () =>
      expect((await remove('/api/user', bob.token, { currentPassword: PASSWORD })).status).toBe(200),
  ]
  for (const step of order === 'reported first' ? steps : steps.toReversed()) await step()
  return { ann, bob }
}

test.each(['reported first', 'gone first'] as const)(
  'a ban of a deleted account holds for the device and the address: %s',
  async (order) => {
    const { ann, bob } = await reportedAndGone(order)
    const { userId, answer, after } = await banReported(ann)
    expect(answer.body).toEqual({ success: true, data: { userId, bannedUntil: null } })
    expect(userId).not.toBe(bob.userId)
    expect(after).toMatchObject({ status: 'resolved', reported: { banned: true } })
    expect(JSON.stringify(after)).not.toContain(bob.userId)

    const { deviceFingerprint, email } = bob
    const device = { code: 1002, bannedUntil: null }
    const account = { code: 1009, bannedUntil: null }
    expect(await refusalOf(register({ deviceFingerprint }))).toMatchObject(device)
    expect(await refusalOf(login({ deviceFingerprint }))).toMatchObject(device)
    expect(await refusalOf(register({ email, password: PASSWORD }))).toMatchObject(account)
    expect(await refusalOf(register({ email: email.toUpperCase(), password: PASSWORD }))).toMatchObject(
      account,
    )
    expect(await refusalOf(login({ email, password: PASSWORD }))).toMatchObject(account)
    const other = await someone()
    const upgrade = post('/api/user/upgrade', { email, password: PASSWORD }, other.token)
    expect(await refusalOf(upgrade)).toMatchObject(account)
    expect((await register({})).status).toBe(200)
  },
)

test('a ban ends other accounts on the device or the address at once', async () => {
  const { ann, bob } = await reportedAndGone('reported first')
  const { deviceFingerprint, email } = bob
  const sameDevice = await someone({ deviceFingerprint })
  const sameAddress = await someone({ email, password: PASSWORD })
  await banReported(ann)
  for (const { client } of [sameDevice, sameAddress]) await client.closed()
  expect(await refusalOf(login({ deviceFingerprint }))).toMatchObject({ code: 1002 })
  expect(await refusalOf(login({ email, password: PASSWORD }))).toMatchObject({ code: 1009 })
  expect(await refusalOf(login({ email, password: 'not the password' }))).toMatchObject({ code: 1008 })
})

test('such a ban ends at its end', async () => {
  const { ann, bob } = await reportedAndGone('reported first')
  const expiresAt = new Date(world.server().clock.now() + 60_000).toISOString()
  await banReported(ann, { expiresAt })
  const { deviceFingerprint } = bob
  expect(await refusalOf(register({ deviceFingerprint }))).toMatchObject({ bannedUntil: expiresAt })
  await advance(60_000)
  expect((await register({ deviceFingerprint })).status).toBe(200)
})

test.each([
  ['logging out everywhere', (token: string) => post('/api/auth/logout-all', undefined, token)],
  [
    'another password, and deleting',
    async (token: string) => {
      const body = { currentPassword: PASSWORD, newPassword: 'another password' }
      await request(world.url(), 'PUT', '/api/user/password', { token, body })
      return remove('/api/user', token, { currentPassword: 'another password' })
    },
  ],
])('%s does not free the device from a coming ban', async (_, act) => {
  const [ann, bob] = [await someone(), await member()]
  const { sessionId } = await world.meet(ann, bob)
  await report(ann, sessionId)
  expect((await act(bob.token)).status).toBe(200)
  await banReported(ann)
  const { deviceFingerprint } = bob
  expect(await refusalOf(register({ deviceFingerprint }))).toMatchObject({ code: 1002 })
  expect(await refusalOf(login({ deviceFingerprint }))).toMatchObject({ code: 1002 })
})

async function wouldMeet(ann: Person, bob: Person): Promise<boolean> {
  await join(ann, 'text')
  await join(bob, 'text')
  await advance(6_000)
  const { talking } = world.server().runtime.services.live()
  for (const { client } of [ann, bob]) await client.ask('leave_text_queue')
  return talking > 0
}

test.each(['blocked', 'blocker'] as const)(
  'who comes back with the device of a deleted account is still %s',
  async (side) => {
    const [ann, bob] = [await someone(), await someone()]
    const [by, whom] = side === 'blocked' ? [ann, bob] : [bob, ann]
    expect((await post('/api/moderation/block', { userId: whom.userId }, by.token)).status).toBe(200)
    expect((await remove('/api/user', bob.token)).status).toBe(200)
    const again = await someone({ deviceFingerprint: bob.deviceFingerprint })
    expect(again.userId).not.toBe(bob.userId)
    expect(await wouldMeet(ann, again)).toBe(false)
    expect(await wouldMeet(again, ann)).toBe(false)
  },
)

test('a person neither reported nor blocked leaves nothing, and returns as a new person', async () => {
  const [ann, bob] = [await someone(), await member()]
  await remove('/api/user', bob.token, { currentPassword: PASSWORD })
  const kept = await world
    .server()
    .sql('SELECT 1 FROM kept_digests WHERE created_at > $1', [new Date(world.server().clock.now() - 1)])
  expect(kept).toEqual([])
  const again = await someone({
    deviceFingerprint: bob.deviceFingerprint,
    email: bob.email,
    password: PASSWORD,
  })
  expect(await wouldMeet(ann, again)).toBe(true)
})
