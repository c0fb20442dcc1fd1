import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld()
const { advance, chat, get, person, post } = world

const MINUTE = 60_000
const figures = async (by: Person, query = '') => (await get(`/api/admin/moderation${query}`, by.token)).body

async function reported(): Promise<string> {
  const { sessionId, ann } = await chat()
  const { body } = await post(
    '/api/moderation/report',
    { sessionId, reportType: 'spam', description: '' },
    ann.token,
  )
  return (body.data as { reportId: string }).reportId
}

test('the figures are of what was reported and decided, with the time until then', async () => {
  const moderator = await person('moderator')
  const [first, second, third] = [await reported(), await reported(), await reported()]
  await advance(10 * MINUTE)
  const decide = (id: string, status: string) =>
    request(world.url(), 'PUT', `/api/admin/reports/${id}`, { body: { status }, token: moderator.token })
  await decide(first, 'resolved')
  await decide(second, 'reviewed')
  await decide(second, 'dismissed')
  const { data } = (await figures(moderator)) as { data: Record<string, object> }
  expect(data).toMatchObject({
    window: { days: 14 },
    waiting: { pending: 1, oldest: { reportId: third }, appeals: 0 },
    totals: {
      reports: 3,
      outcomes: { resolved: 1, dismissed: 1, reviewed: 1 },
      firstDecision: { count: 2 },
      upheld: { first: 1, again: 0 },
      bans: { made: 0, lifted: 0 },
    },
    previousTotals: { reports: 0 },
    demo: false,
  })
  const { p50 } = (data.totals as { firstDecision: { p50: number } }).firstDecision
  expect(p50).toBeGreaterThanOrEqual(600)
  expect(p50).toBeLessThan(680)
  expect(data.days).toHaveLength(14)
  // Some minutes before midnight they are of two days.
  const days = (data.days as Record<string, number>[]).slice(-2)
  const sum = (name: string) => days.reduce((total, day) => total + (day[name] ?? 0), 0)
  expect(['reports', 'resolved', 'dismissed'].map(sum)).toEqual([3, 1, 1])
})

test('a window that makes no sense is refused', async () => {
  const moderator = await person('moderator')
  expect(await figures(moderator, '?start=2026-02-02&end=2026-02-01')).toMatchObject({
    success: false,
    error: { code: 9001 },
  })
})
