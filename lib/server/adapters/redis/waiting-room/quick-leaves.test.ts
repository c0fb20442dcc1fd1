import { expect, test } from 'vitest'
import { quickLeavesSuite } from '@/lib/server/ports/matching/quick-leaves.suite'
import { createRedisQuickLeaves } from './quick-leaves'
import { describeWithRedis } from '../redis.fixture'

describeWithRedis('on Redis', (redis) => {
  quickLeavesSuite(async () => {
    const { keys, process } = await redis.deployment()
    return createRedisQuickLeaves(await process(), keys)
  }, 50)

  test('processes count together', async () => {
    const { keys, process } = await redis.deployment()
    const [one, two] = [await process(), await process()].map((run) => createRedisQuickLeaves(run, keys))
    const ann = { user: 'ann', devices: [], address: null }
    for (let count = 0; count < 8; count += 1) {
      await one?.hold(ann, count)
      await two?.count('ann', 8, count)
    }
    expect(await one?.hold(ann, 10)).toEqual({ heldUntil: 1_010, isNew: false })
    expect(await two?.hold(ann, 500)).toEqual({ heldUntil: 1_010, isNew: false })
  })
})
