import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { pictureRest } from '@/lib/contracts/omegoo/picture-rest'
import { addDays, type Day, dayOf } from '@/lib/domain/days'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld()
const { person, get } = world
type Report = z.output<typeof pictureRest.yesterday.response>['data']

const ask = async ({ token }: Person): Promise<Report> => {
  const { status, body } = await get('/api/admin/yesterday', token)
  expect(status).toBe(200)
  return body.data as Report
}
const yesterday = () => addDays(dayOf(world.server().clock.now()), -1)
const count = async (admin: Person, day: Day, counts: Readonly<Record<string, number>>) => {
  for (const [name, number] of Object.entries(counts))
    await world.server().sql(
      `INSERT INTO figure_counts (tenant_id, span, start, name, count)
       SELECT tenant_id, 'day', $2::timestamptz, $3, $4 FROM users WHERE id = $1`,
      [admin.userId, `${day}T00:00:00Z`, name, number],
    )
}

test('where nothing has been counted yet, nothing is said of yesterday', async () => {
  const report = await ask(await person('admin'))
  expect(report).toMatchObject({ day: yesterday(), earlier: 0, numbers: [] })
})

test('what of yesterday was unusual is told against the same weekday of the weeks before', async () => {
  const admin = await person('admin')
  for (let week = 1; week <= 8; week += 1) {
    await count(admin, addDays(yesterday(), -7 * week), { messages: 100 + week, 'text.rooms': 40 })
    // The other days differ, and are no reason to call a quiet weekday unusual.
    await count(admin, addDays(yesterday(), -7 * week + 1), { messages: 900, 'text.rooms': 300 })
  }
  await count(admin, yesterday(), { messages: 500, 'text.rooms': 41, 'text.waits:40': 1 })
  const { day, against, earlier, numbers } = await ask(admin)
  expect([day, against, earlier]).toEqual([yesterday(), 'weekdays', 8])
  const of = (what: string) => numbers.find((one) => one.what === what)
  expect(of('messages')).toMatchObject({ value: 500, deviation: { usual: 104.5, direction: 'more' } })
  expect(of('text')).toMatchObject({ value: 41, deviation: { usual: 40, direction: null } })
  expect(of('signups')).toMatchObject({ value: 0, deviation: { direction: null } })
  expect(of('setup')).toBeUndefined()
})
