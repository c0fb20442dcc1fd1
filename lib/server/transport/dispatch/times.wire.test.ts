import { beforeAll, expect, test } from 'vitest'
import { registerGuest } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
let token = ''
beforeAll(async () => {
  const guest = await registerGuest(world.url())
  await world.promote(guest.userId, 'admin')
  token = guest.token
})

const LISTS = ['/api/chat/history', '/api/moderation/user-reports', '/api/admin/reports', '/api/admin/users']

/** Asks every endpoint that accepts a time. */
const askAt = (time: string) =>
  Promise.all([
    ...LISTS.map((path) => world.get(`${path}?before=${encodeURIComponent(time)}`, token)),
    world.post('/api/admin/ban-user', { userId: 'nobody', reason: 'x', expiresAt: time }, token),
  ])

test.each([
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  '-000001-01-01T00:00:00Z',
  '+010000-01-01T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '10000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-29T24:00:00Z',
  '2026-11-29T00:00:00',
  '2026-11-29T00:00:00+99:00',
  '-8640000000000001',
  '1e400',
  '0',
])('a time that cannot be stored is 400 at every endpoint: %s', async (time) => {
  for (const { status, body } of await askAt(time)) {
    expect({ status, ...body.error }).toMatchObject({ status: 400, code: 9001 })
  }
})

test.each([
  '0001-01-01T00:00:00Z',
  '0099-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999999999Z',
])('a time that can be stored is accepted: %s', async (time) => {
  const answers = await askAt(time)
  // A ban needs a future time and an account.
  const ban = answers.pop()
  expect([400, 404]).toContain(ban?.status)
  expect(answers.map(({ status }) => status)).toEqual(LISTS.map(() => 200))
})

const days = (query: string) => world.get(`/api/admin/acquisition?${query}`, token)

test.each([
  'start=0000-01-01&end=0000-01-02',
  'start=0001-01-01&end=0001-01-02',
  'end=0001-01-01',
  'start=9999-12-31',
  'start=9999-12-30&end=9999-12-31',
  'start=%2B275760-09-13',
  'end=10000-01-01',
  'end=2026-02-30',
  'start=1970-01-01&end=1970-01-02',
  'start=9998-12-30&end=9998-12-31',
])('a day whose neighbour cannot be stored is 400: %s', async (query) => {
  const { status, body } = await days(query)
  expect({ status, ...body.error }).toMatchObject({ status: 400, code: 9001 })
})

test.each(['end=2000-01-28', 'start=2000-01-01&end=2000-12-31', 'start=2100-12-01&end=2100-12-31'])(
  'the first and the last days are accepted: %s',
  async (query) => {
    const { status } = await days(query)
    expect(status).toBe(200)
  },
)
