import { expect, test } from 'vitest'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { account, caas } = createMembers(world)

/** Ann, who follows Bob. */
async function following() {
  const [ann, bob] = [await account('user', 'Ann'), await account('user', 'Bob')]
  const [hers, his] = [await caas(ann.token, '/presence'), await caas(bob.token, '/presence')]
  await his.settled()
  const asked = await hers.ask('presence:subscribe', { user_ids: [bob.userId] })
  return { ann, bob, hers, his, asked }
}

test('who follows somebody is answered how they are, and told when that changes', async () => {
  const { bob, hers, his, asked } = await following()
  const online = { user_id: bob.userId, status: 'online', custom_status: null }
  expect(asked).toEqual({ success: true, user_ids: [bob.userId], presences: [online] })
  await his.ask('presence:set-status', { status: 'busy', custom_status: 'In a meeting' })
  const busy = { user_id: bob.userId, status: 'busy', custom_status: 'In a meeting' }
  await expect
    .poll(() => hers.received, { timeout: 10_000, interval: 5 })
    .toContainEqual(
      expect.objectContaining({
        event: 'presence:status-changed',
        data: { ...busy, timestamp: expect.any(String) },
      }),
    )
  expect(await hers.ask('presence:get', { user_ids: [bob.userId, 'nobody'] })).toEqual({
    success: true,
    presences: [busy, { user_id: 'nobody', status: 'offline', custom_status: null }],
  })
})

test('who no longer follows somebody is told nothing', async () => {
  const { bob, hers, his } = await following()
  expect(await hers.ask('presence:unsubscribe', { user_ids: [bob.userId] })).toEqual({ success: true })
  const before = hers.count('presence:status-changed')
  await his.ask('presence:set-status', { status: 'away' })
  await hers.settled()
  expect(hers.count('presence:status-changed')).toBe(before)
})

test('a chosen status without a form is refused, and so is one of nobody’s words', async () => {
  const { his } = await following()
  for (const payload of [{}, { status: 'asleep' }, { status: 'busy', custom_status: 'x'.repeat(200) }])
    expect(await his.ask('presence:set-status', payload)).toMatchObject({ success: false, code: 9001 })
})
