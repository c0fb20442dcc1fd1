import { describe, expect, test, vi } from 'vitest'
import { omegoo } from '@/lib/contracts/omegoo/contract'
import type { RestRow } from '@/lib/contracts/kit'
import { connect } from '@/lib/testing/client'
import { newDevice, registerGuest, request, type Guest } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const PASSWORD = 'a long password'
const consent = { age: 30, termsAccepted: true, privacyAccepted: true }
let count = 0
const newEmail = () => `tenant-person-${(count += 1)}@example.org`

async function runner(): Promise<Guest> {
  const guest = await registerGuest(world.url())
  await world.promote(guest.userId, 'admin')
  return guest
}

async function tenant() {
  const { token } = await runner()
  const { body } = await world.post('/api/admin/tenants', { name: 'A school' }, token)
  const { tenantId, tenantKey } = body.data as { tenantId: string; tenantKey: string }
  const withKey = (path: string, send: object, key = tenantKey) =>
    request(world.url(), 'POST', path, { body: send, headers: { 'x-tenant-key': key } })
  const register = async (more: object = {}) => {
    const answer = await withKey('/api/auth/register', {
      ...consent,
      deviceFingerprint: newDevice(),
      ...more,
    })
    return answer.body.data as Guest
  }
  return { runner: token, tenantId, tenantKey, withKey, register }
}

/** A tenant with an administrator. */
async function administered() {
  const made = await tenant()
  const email = newEmail()
  const { userId } = await made.register({ email, password: PASSWORD })
  const named = await world.post(`/api/admin/tenants/${made.tenantId}/administrators`, { email }, made.runner)
  expect(named.body.data).toEqual({ userId })
  const enter = async () =>
    ((await made.withKey('/api/auth/login', { email, password: PASSWORD })).body.data as Guest).token
  return { ...made, enter, admin: await enter(), adminId: userId }
}
const tenantOf = async (user: string) =>
  (await world.server().sql('SELECT tenant_id AS tenant FROM users WHERE id = $1', [user]))[0]?.['tenant']

describe('a tenant’s key', () => {
  test('makes accounts in that tenant, and finds them there', async () => {
    const { tenantId, register, withKey } = await tenant()
    const [email, deviceFingerprint] = [newEmail(), newDevice()]
    const { userId } = await register({ email, password: PASSWORD, deviceFingerprint })
    expect(await tenantOf(userId)).toBe(tenantId)
    for (const claim of [{ email, password: PASSWORD }, { deviceFingerprint }]) {
      expect((await withKey('/api/auth/login', claim)).body.data).toMatchObject({ userId })
      expect((await world.post('/api/auth/login', claim)).status).toBe(401)
    }
    const same = await registerGuest(world.url(), { email, password: PASSWORD, deviceFingerprint })
    expect(same.userId).not.toBe(userId)
    expect(await tenantOf(same.userId)).toBe('default')
  })

  test('that is wrong or revoked is refused clearly, and makes no account', async () => {
    const { runner: token, tenantId, tenantKey, withKey } = await tenant()
    const newcomer = { ...consent, deviceFingerprint: newDevice() }
    const refused = { status: 403, body: { error: { code: 2008, message: 'UNKNOWN_TENANT_KEY' } } }
    expect(await withKey('/api/auth/register', newcomer, 'omg_wrong')).toMatchObject(refused)
    const listed = await world.get('/api/admin/tenants', token)
    const { tenants } = listed.body.data as { tenants: { tenantId: string; keys: { keyId: string }[] }[] }
    const [key] = tenants.find((one) => one.tenantId === tenantId)?.keys ?? []
    const path = `/api/admin/tenants/${tenantId}/keys`
    const renewed = (await world.post(path, undefined, token)).body.data as { tenantKey: string }
    const revoke = () => request(world.url(), 'DELETE', `${path}/${key?.keyId}`, { token })
    expect((await revoke()).status).toBe(200)
    expect((await revoke()).status).toBe(404)
    expect(await withKey('/api/auth/register', newcomer, tenantKey)).toMatchObject(refused)
    expect((await withKey('/api/auth/register', newcomer, renewed.tenantKey)).status).toBe(200)
  })

  test('is shown once, and kept as a digest', async () => {
    const { runner: token, tenantKey } = await tenant()
    const listed = await world.get('/api/admin/tenants', token)
    expect(listed.text).not.toContain(tenantKey)
    expect(listed.text).toContain(`"hint":"${tenantKey.slice(-4)}"`)
    const rows = await world.server().sql('SELECT * FROM tenant_keys')
    expect(JSON.stringify(rows)).not.toContain(tenantKey)
  })
})

test('only administrators of the first tenant make tenants', async () => {
  const { admin } = await administered()
  const forbidden = { status: 403, body: { error: { code: 2004 } } }
  expect(await world.post('/api/admin/tenants', { name: 'Mine' }, admin)).toMatchObject(forbidden)
  expect(await world.get('/api/admin/tenants', admin)).toMatchObject(forbidden)
})

/** Rows of administration, with an object of the first tenant for each parameter. */
const rows = Object.values(omegoo.rest as Readonly<Record<string, RestRow>>).filter(
  ({ access, path }) => access.startsWith('admin.') && !path.startsWith('/api/admin/tenants'),
)

describe('what administrators of a tenant see', () => {
  test('is nothing of the first tenant, at any endpoint that lists', async () => {
    const { admin, adminId } = await administered()
    const email = newEmail()
    const stranger = await registerGuest(world.url(), { email, password: PASSWORD, displayName: 'Stranger' })
    const { ann, bob, bobId, sessionId } = await world.chat()
    const about = { reportedUserId: bobId, violationType: 'spam', description: 'rude words' }
    await ann.client.ask('report_text_chat', about)
    const foreign = [stranger.userId, email, 'Stranger', ann.userId, bob.userId, sessionId, 'rude words']
    const lists = rows.filter(({ method, path }) => method === 'GET' && !path.includes(':'))
    expect(lists.length).toBeGreaterThan(3)
    for (const { path } of lists) {
      const answer = await world.get(path, admin)
      expect([200, 400, 403], path).toContain(answer.status)
      for (const name of foreign) expect(answer.text, path).not.toContain(name)
    }
    const users = await world.get('/api/admin/users', admin)
    expect((users.body.data as { users: { userId: string }[] }).users.map(({ userId }) => userId)).toEqual([
      adminId,
    ])
  })

  test.each(rows.filter(({ path }) => path.includes(':')))(
    '$method $path: a foreign object is as an absent one',
    async ({ method, path }) => {
      const { admin } = await administered()
      const { ann, bobId, sessionId } = await world.chat()
      const complaint = { sessionId, reportType: 'spam', description: 'rude' }
      const { body } = await world.post('/api/moderation/report', complaint, ann.token)
      const { reportId } = body.data as { reportId: string }
      expect(bobId).toBeDefined()
      const at = (id: string) => path.replace(/:\w+/, id).replaceAll(/:\w+/g, '1')
      const ask = (id: string) =>
        request(world.url(), method, at(id), {
          token: admin,
          ...(method !== 'GET' && { body: { role: 'user', status: 'resolved', reason: 'none', userId: id } }),
        })
      const nobody = '00000000-0000-4000-8000-000000000000'
      for (const id of [ann.userId, reportId]) {
        const [foreign, absent] = [await ask(id), await ask(nobody)]
        expect(foreign.status).toBe(absent.status)
        expect(foreign.text.replaceAll(id, '')).toBe(absent.text.replaceAll(nobody, ''))
      }
    },
  )

  test('is their own people: they name others, ban them, and read what they are reported for', async () => {
    const { admin, register } = await administered()
    const [one, other] = [await register(), await register()]
    const [ann, bob] = await Promise.all(
      [one, other].map(async (guest) => ({ ...guest, client: await world.client(guest.token) })),
    )
    if (!ann || !bob) throw new Error('Two people were made')
    const { bobId } = await world.meet(ann, bob)
    await ann.client.ask('report_text_chat', {
      reportedUserId: bobId,
      violationType: 'spam',
      description: 'x',
    })
    const reports = await world.get('/api/admin/reports', admin)
    expect((reports.body.data as { reports: unknown[] }).reports).toHaveLength(1)
    expect(
      (await world.post('/api/admin/ban-user', { userId: bob.userId, reason: 'spam' }, admin)).status,
    ).toBe(200)
    const role = { token: admin, body: { role: 'moderator' } }
    expect((await request(world.url(), 'PUT', `/api/admin/users/${ann.userId}/role`, role)).status).toBe(200)
  })

  test('is the figures of their own people, on the dashboard, the feed and the inspector', async () => {
    const [here, there] = [await administered(), await administered()]
    const feeds = await Promise.all(
      [here, there].map(({ admin }) => connect(world.url(), admin, { namespace: '/admin' })),
    )
    for (const feed of feeds)
      expect(await feed.next('admin:snapshot')).toMatchObject({ live: { online: 0, talking: 0 }, points: [] })
    // One session in each, another person who waits in the second, and two sessions of the first tenant.
    for (const { register } of [here, there]) await pairOf(register)
    const waiter = await there.register()
    const { ask } = await world.client(waiter.token)
    await ask('join_text_queue')
    await world.chat()
    await world.chat()
    await world.advance(1_100)

    for (const [index, [{ admin }, people]] of [
      [here, { online: 2, waiting: 0, talking: 2 }] as const,
      [there, { online: 3, waiting: 1, talking: 2 }] as const,
    ].entries()) {
      const feed = feeds[index]
      expect(feed?.received.findLast(({ event }) => event === 'admin:live')?.data).toMatchObject(people)
      const sessions = feed?.received.findLast(({ event }) => event === 'admin:sessions')?.data
      expect(sessions).toMatchObject({ active: 1, total: 1 })
      const dashboard = await world.get('/api/admin/dashboard', admin)
      expect(dashboard.body.data).toMatchObject({ live: people, kinds: { text: { talking: 2 } } })
      const live = await world.get('/api/admin/live', admin)
      const page = live.body.data as { sessions: unknown[]; total: number }
      expect([page.sessions.length, page.total]).toEqual([1, 1])
    }
    const first = await world.get('/api/admin/dashboard', here.runner)
    expect(first.body.data).toMatchObject({ live: { talking: 4, waiting: 0 } })

    // The last hour, and the roll-ups that are fed by it.
    await world.advance(11_000)
    for (const [index, { tenantId }] of [here, there].entries()) {
      const point = feeds[index]?.received.findLast(({ event }) => event === 'admin:point')?.data
      expect(point).toMatchObject({ talking: 2 })
      await vi.waitFor(async () =>
        expect(
          await world
            .server()
            .sql(
              `SELECT sum(count)::int AS rooms FROM figure_counts WHERE tenant_id = $1 AND span = 'hour' AND name = 'text.rooms'`,
              [tenantId],
            ),
        ).toEqual([{ rooms: 1 }]),
      )
    }
    for (const feed of feeds) feed.socket.disconnect()
  })

  test('goes on for an hour after the last of them left, and then is nothing', async () => {
    const { enter, register } = await administered()
    const [ann, bob] = await pairOf(register)
    await world.advance(11_000)
    const figures = async () => (await world.get('/api/admin/dashboard', await enter())).body.data
    expect(await figures()).toMatchObject({ live: { online: 2 }, sessions: { total: 1 } })
    for (const { client } of [ann, bob]) client.socket.disconnect()
    await vi.waitFor(async () => expect(await figures()).toMatchObject({ live: { online: 0 } }))
    await world.advance(120_000)
    expect(await figures()).toMatchObject({ live: { online: 0, talking: 0 }, sessions: { total: 1 } })
    await world.advance(3_700_000)
    expect(await figures()).toMatchObject({ sessions: { total: 0 } })
  })

  test('is the alerts of their own people; what is of the server is watched by those who run it', async () => {
    const { admin } = await administered()
    const { body } = await world.get('/api/admin/alerts/thresholds', admin)
    const kinds = (body.data as { thresholds: { kind: string }[] }).thresholds.map(({ kind }) => kind)
    expect(kinds).toContain('pairing-time')
    for (const kind of ['errors', 'ledger']) {
      expect(kinds).not.toContain(kind)
      const change = { token: admin, body: { isOn: true, raise: 5, clear: 1 } }
      const path = `/api/admin/alerts/thresholds/${kind}`
      expect((await request(world.url(), 'PUT', path, change)).status).toBe(403)
    }
  })
})

/** Two people of a tenant, in a session. */
async function pairOf(register: () => Promise<Guest>) {
  const [one, other] = [await register(), await register()]
  const [ann, bob] = await Promise.all(
    [one, other].map(async (guest) => ({ ...guest, client: await world.client(guest.token) })),
  )
  if (!ann || !bob) throw new Error('Two people were made')
  await world.meet(ann, bob)
  return [ann, bob] as const
}

test('who registers, and who is connected, is told to the administrators of that tenant alone', async () => {
  const { admin, register } = await administered()
  const { token: chief } = await runner()
  const watch = (token: string) => world.client(token, { namespace: '/admin' })
  const [theirs, ours] = [await watch(admin), await watch(chief)]
  await world.advance(2_000)
  for (const one of [theirs, ours]) await one.settled()
  const before = [theirs.count('admin:acquisition'), ours.count('admin:acquisition')]
  const { token } = await register()
  await world.advance(2_000)
  for (const one of [theirs, ours]) await one.settled()
  const after = [theirs.count('admin:acquisition'), ours.count('admin:acquisition')]
  expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 0])

  await world.client(token)
  const connections = async (by: string) =>
    (await world.get('/api/admin/connections', by)).body.data as { total: number }
  expect(await connections(admin)).toMatchObject({ total: 2 })
  expect(await connections(chief)).toMatchObject({ total: 1 })
})

test('people of two tenants never meet, however long both wait', async () => {
  const [here, there] = [await tenant(), await tenant()]
  const [one, other] = [await here.register(), await there.register()]
  const [ann, bob] = await Promise.all([one, other].map(async ({ token }) => world.client(token)))
  const eve = await world.person()
  for (const client of [ann, bob, eve.client]) await client?.ask('join_text_queue')
  await world.advance(30_000)
  expect(world.server().runtime.services.live()).toMatchObject({ waiting: 3, talking: 0 })
  for (const client of [ann, bob, eve.client]) await client?.ask('leave_text_queue')
})
