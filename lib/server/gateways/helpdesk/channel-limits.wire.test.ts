import { expect, test } from 'vitest'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { RATE_LIMIT_FACTOR: '1' } })
const { member } = createMembers(world)

test('one person adds so many people to channels in an hour', async () => {
  const ann = await member('agent')
  const made = await world.post('/api/channels', { name: 'a channel' }, ann.token)
  const { channelId } = made.body.data as { channelId: string }
  const add = () =>
    world.post(
      `/api/channels/${channelId}/members`,
      { userIds: Array.from({ length: 100 }, (_, n) => `nobody-${n}`) },
      ann.token,
    )
  for (let n = 0; n < 5; n++) expect((await add()).status).toBe(200)
  expect(await add()).toMatchObject({ status: 429, body: { error: { code: 1003 } } })
  const memberIds = ['nobody']
  expect((await world.post('/api/channels', { name: 'more', memberIds }, ann.token)).status).toBe(429)
})
