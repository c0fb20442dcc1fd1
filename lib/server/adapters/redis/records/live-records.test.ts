import { expect, test, vi } from 'vitest'
import { RECORD_LEASE_MS } from '@/lib/server/ports/records/live-records'
import { liveRecordsSuite } from '@/lib/server/ports/records/live-records.suite'
import {
  type Deployment,
  describeWithOwnRedis,
  describeWithRedis,
  dyingAfter,
  keysOf,
} from '../redis.fixture'
import { createRedisLiveRecords } from './live-records'

const T0 = 1_800_000_000_000
const FIVE = ['ann', 'bob', 'cat', 'dan', 'eve']
const call = { id: 'c1', users: FIVE, deadline: T0 + 60_000 }

const indexOf = ({ keys }: Deployment) => `${keys.prefix}:{calls}`
const on = (deployment: Deployment, over: readonly string[] = []) =>
  createRedisLiveRecords({
    run: deployment.run,
    index: indexOf(deployment),
    overOf: async (ids) => ids.filter((id) => over.includes(id)),
  })

describeWithRedis('on Redis', (redis) => {
  liveRecordsSuite(async () => on(await redis.deployment()))

  test('people whose records are over are not busy, and those records are due at once', async () => {
    const deployment = await redis.deployment()
    await on(deployment).enter(call, T0)
    const records = on(deployment, ['c1'])
    const two = { id: 'c2', users: ['ann', 'fay'], deadline: T0 + 60_000 }
    expect(await records.enter(two, T0)).toEqual([])
    expect(await records.join('c2', 'bob', T0)).toBe('joined')
    expect([await records.current('ann'), await records.current('bob')]).toEqual(['c2', 'c2'])
    expect(await records.leaseDue(T0, 10)).toMatchObject([{ id: 'c1' }])
    expect(await records.close('c1', FIVE, T0)).toBe(true)
    expect([await records.current('ann'), await records.current('cat')]).toEqual(['c2', undefined])
  })

  test('what a process had leased as it died is seen to by another one, once', async () => {
    const deployment = await redis.deployment()
    const [one, other] = [on(deployment), on(deployment)]
    await one.enter(call, T0)
    const dying = on({ ...deployment, run: dyingAfter(1, deployment.run) })
    await dying.leaseDue(call.deadline, 10)
    await expect(dying.close('c1', FIVE, call.deadline)).rejects.toThrow('dead')
    expect(await other.leaseDue(call.deadline + RECORD_LEASE_MS - 1, 10)).toEqual([])
    const taken = await Promise.all(
      [one, other].map(async (records) => records.leaseDue(call.deadline + RECORD_LEASE_MS, 10)),
    )
    expect(taken.flat()).toMatchObject([{ id: 'c1' }])
  })

  test('an index without live records keeps nothing but what expires', async () => {
    const deployment = await redis.deployment()
    const records = on(deployment)
    await records.enter(call, T0)
    await records.join('c1', 'fay', T0)
    await records.leaseDue(T0, 10)
    for (const [name, ttl] of await keysOf(deployment)) expect(ttl, name).toBeGreaterThan(0)
    await records.close('c1', [...FIVE, 'fay'], T0)
    const left = (await keysOf(deployment)).map(([name]) => name.slice(indexOf(deployment).length))
    const lasts = [...FIVE, 'fay'].map((user) => `:last:${user}`)
    expect(left.toSorted()).toEqual([...lasts, ':epoch'].toSorted())
  })
})

describeWithOwnRedis('live records on a Redis that restarts', (redis) => {
  test('the loss is noticed once', async () => {
    const deployment = await redis.deployment()
    const onLost = vi.fn<() => void>()
    const { run } = deployment
    const records = createRedisLiveRecords({
      run,
      index: indexOf(deployment),
      overOf: async () => [],
      onLost,
    })
    await records.leaseDue(T0, 10)
    await records.enter(call, T0)
    await redis.redis().restart()
    await vi.waitFor(() => records.leaseDue(T0, 10), { timeout: 5_000 })
    await records.leaseDue(T0, 10)
    expect(onLost).toHaveBeenCalledTimes(1)
    expect([await records.current('ann'), records.size()]).toEqual([undefined, 0])
  })
})
