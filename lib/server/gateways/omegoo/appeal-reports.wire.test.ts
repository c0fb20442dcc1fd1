import { expect, test } from 'vitest'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld()
const { chat, get, person, post } = world

interface Appeal {
  readonly user: { readonly userId: string }
  readonly reports: readonly object[]
}

const appealOf = async (by: Person, userId: string) => {
  const { body } = await get('/api/admin/appeals?status=pending&limit=100', by.token)
  return (body.data as { appeals: Appeal[] }).appeals.find(({ user }) => user.userId === userId)
}

test('an appeal comes with the upheld reports about the person, and tells who reported that it was them', async () => {
  const [admin, other] = [await person('admin'), await person('moderator')]
  const { ann, bob, sessionId } = await chat()
  const complaint = { sessionId, reportType: 'spam', description: '' }
  const { reportId } = (await post('/api/moderation/report', complaint, ann.token)).body.data as {
    reportId: string
  }
  await post('/api/admin/ban-user', { userId: bob.userId, reason: 'spam', reportId }, admin.token)
  await world.server().sql(
    `INSERT INTO appeals (id, tenant_id, ban_id, user_id, text, created_at)
     SELECT 'an appeal', tenant_id, id, user_id, 'It was not me', created_at FROM bans WHERE user_id = $1`,
    [bob.userId],
  )
  const report = { reportId, reportType: 'spam', createdAt: expect.stringMatching(/Z$/) }
  expect((await appealOf(other, bob.userId))?.reports).toEqual([{ ...report, byYou: false }])

  await world.server().sql(`UPDATE users SET role = 'moderator' WHERE id = $1`, [ann.userId])
  expect((await appealOf(ann, bob.userId))?.reports).toEqual([{ ...report, byYou: true }])
})
