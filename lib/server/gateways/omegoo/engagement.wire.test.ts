import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { engagementRest } from '@/lib/contracts/omegoo/engagement-rest'
import { weekOf } from '@/lib/domain/activity'
import { addDays, dayOf } from '@/lib/domain/days'
import { newDevice, request } from '@/lib/protocol-client/rest'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

type Report = z.output<typeof engagementRest.engagement.response>['data']

const GEO_DB = join(import.meta.dirname, '../../adapters/geo/places.fixture.mmdb')
const world = createWorld({ env: { GEO_DB, TRUST_PROXY: '1' } })
const today = () => dayOf(world.server().clock.now())

async function administrator(): Promise<string> {
  const body = { age: 25, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  const reply = await world.post('/api/auth/register', body)
  const { userId, token } = reply.body.data as { userId: string; token: string }
  await world.promote(userId, 'admin')
  return token
}

async function report(token: string, query: Record<string, string> = {}): Promise<Report> {
  const asked = new URLSearchParams({ days: '1', ...query }).toString()
  return (await world.get(`/api/admin/analytics/engagement?${asked}`, token)).body.data as Report
}
const open = (platform: string, address = '203.0.113.9') =>
  request(world.url(), 'POST', '/api/stats/landing', {
    body: { platform },
    headers: { 'x-forwarded-for': address },
  })
const steps = ({ funnel }: Report) => Object.fromEntries(funnel.map(({ step, count }) => [step, count]))
/** How many more than before. */
const moreThan = (before: Record<string, number>, after: Record<string, number>) =>
  Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]))

test('a talk is seen at once: in the day, its kind, the week, the month, the funnel and the cohort', async () => {
  const admin = await administrator()
  const before = await report(admin)
  const { ann, bob } = await world.chat()
  await ann.client.ask('send_text_message', { content: 'Hello' })
  await world.advance(60_000)
  await ann.client.ask('leave_text_room')
  await bob.client.next('text_room_ended')

  const after = await report(admin)
  const [day] = after.days
  expect(day).toMatchObject({ day: today(), active: 2, sessions: 2, messages: 1, looking: 2, matched: 2 })
  expect(day?.durationMs).toBeGreaterThanOrEqual(120_000)
  expect(moreThan(steps(before), steps(after))).toEqual({
    landing: 0,
    gate: 2,
    looking: 2,
    matched: 2,
    talked: 2,
    cameBack: 0,
  })
  const none = { count: 0, previousCount: 0, change: null }
  expect(after.kinds).toMatchObject([
    { chatType: 'text', sessions: { count: 2, previousCount: 0, change: null }, lengths: [0, 0, 2, 0, 0] },
    { chatType: 'audio', sessions: none },
    { chatType: 'video', sessions: none },
  ])
  expect(after.weeks.at(-1)).toEqual({ start: weekOf(today()), people: 2 })
  expect(after.months.at(-1)).toEqual({ start: `${today().slice(0, 8)}01`, people: 2 })
  expect(after.cohorts).toHaveLength(12)
  expect(after.cohorts.at(-1)).toEqual({ week: weekOf(today()), people: 2, active: [2] })
  expect(after).toMatchObject({
    window: { start: today(), end: today(), days: 1 },
    previous: { start: addDays(today(), -1), end: addDays(today(), -1), days: 1 },
    demo: false,
  })

  const audio = await report(admin, { chatType: 'audio' })
  expect(audio.days).toMatchObject([{ active: 0, sessions: 0, matched: 0 }])
  expect(audio.kinds.map(({ chatType }) => chatType)).toEqual(['audio'])
  expect((await report(admin, { country: 'FR' })).days).toMatchObject([{ active: 0, sessions: 0 }])
})

test('an opening of the front page is counted without anybody, by what and where from', async () => {
  const admin = await administrator()
  const before = steps(await report(admin))
  for (const platform of ['browser', 'browser', 'pwa']) {
    const reply = await open(platform)
    expect([reply.status, reply.body]).toEqual([200, { success: true, data: {} }])
    expect(reply.headers.get('set-cookie')).toBeNull()
  }
  await open('browser', '192.168.1.1')
  expect(moreThan(before, steps(await report(admin)))).toMatchObject({ landing: 4, gate: 0, looking: 0 })
  expect(steps(await report(admin, { country: 'DE' }))).toMatchObject({ landing: 3 })
  expect(steps(await report(admin, { country: 'de', platform: 'pwa' }))).toMatchObject({ landing: 1 })
})

test.each([{}, { platform: 'toaster' }, { platform: 7 }])('an opening of %o is refused', async (body) => {
  const reply = await request(world.url(), 'POST', '/api/stats/landing', { body })
  expect([reply.status, reply.body.error?.code]).toEqual([400, 9001])
})

test.each<Record<string, string>>([{ days: '367' }, { chatType: 'letter' }, { country: 'Germany' }])(
  'the figures of %o are refused',
  async (query) => {
    const asked = new URLSearchParams(query).toString()
    const { status, body } = await world.get(
      `/api/admin/analytics/engagement?${asked}`,
      await administrator(),
    )
    expect([status, body.error?.code]).toEqual([400, 9001])
  },
)

test('what is written in a channel is seen at once: messages, who wrote, and the channel once', async () => {
  const { member } = createMembers(world)
  const [chief, ann] = [await member('admin'), await member()]
  const of = ({ conversations }: Report) =>
    conversations.find(({ kind }) => kind === 'channel') ?? { messages: 0, people: 0, conversations: 0 }
  const before = of(await report(chief.token))
  const made = await world.post('/api/channels', { name: 'a channel', memberIds: [ann.userId] }, chief.token)
  const { channelId } = made.body.data as { channelId: string }
  for (const { client } of [chief, ann, ann])
    await client.ask('chat:send_message', { channelId, message: 'hello' })
  const after = of(await report(chief.token))
  expect(after).toMatchObject({
    day: today(),
    messages: before.messages + 3,
    people: before.people + 2,
    conversations: before.conversations + 1,
  })
  const file = await fetch(`${world.url()}/api/admin/analytics/export/conversations-by-day?days=1`, {
    headers: { authorization: `Bearer ${chief.token}` },
  })
  const { messages, people, conversations } = after
  expect(await file.text()).toContain(`"${today()}","Channels",${messages},${people},${conversations}`)
})
