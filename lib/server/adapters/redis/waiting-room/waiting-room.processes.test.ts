import { describe, expect, test, vi } from 'vitest'
import { MATCHING_DELAY_MS, MAX_CANDIDATES, PATIENCE_MS } from '@/lib/domain/matching'
import { waiting } from '@/lib/domain/waiting.fixture'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import {
  type Deployment,
  describeWithOwnRedis,
  describeWithRedis,
  dyingAfter,
  keysOf,
} from '../redis.fixture'
import { createRedisWaitingRoom } from './waiting-room'

const LEASE_MS = 5_000
const roomOf = async ({ keys, process }: Deployment, onLost?: () => void) =>
  createRedisWaitingRoom({ keys, run: await process(), onLost })
const namesOf = (count: number, name = 'u') => Array.from({ length: count }, (_, index) => `${name}${index}`)

/** Settles all that is due by all processes at once. @returns the pairs that each settled */
async function settleAll(rooms: readonly WaitingRoom[], now: number): Promise<string[][]> {
  const settled = rooms.map(async (room) => {
    const pairs = []
    for (const { id, pair } of await room.takeDue(now, 1_000))
      if ((await room.settle(id)) === 'settled') pairs.push(pair.map(({ user }) => user))
    return pairs
  })
  return (await Promise.all(settled)).flat()
}

describeWithRedis('several processes with one waiting room', (redis) => {
  test('pair all people who join at once, each once', async () => {
    const deployment = await redis.deployment()
    const rooms = await Promise.all(namesOf(4).map(() => roomOf(deployment)))
    const joins = rooms.map((room, place) => {
      // Everybody joins twice, by two processes.
      const mine = namesOf(200).filter((_, index) => index % 4 === place || (index + 1) % 4 === place)
      return Promise.all(mine.map((user) => room.join(waiting(user), `${user} ${place}`, 0)))
    })
    const joined = (await Promise.all(joins)).flat()
    expect([joined.length, joined.filter(({ again }) => !again).length]).toEqual([400, 200])
    const pairs = await settleAll(rooms, MATCHING_DELAY_MS)
    expect(pairs).toHaveLength(100)
    expect(new Set(pairs.flat())).toEqual(new Set(namesOf(200)))
    for (const room of rooms) await room.retry(0, 1, () => 'p')
    expect(rooms.map((room) => room.size())).toEqual([0, 0, 0, 0])
  })

  test('lose none of the people who leave, join and block meanwhile', async () => {
    const deployment = await redis.deployment()
    const rooms = await Promise.all(namesOf(3).map(() => roomOf(deployment)))
    const [one, two, three] = rooms
    const people = namesOf(60)
    await Promise.all(
      people.map(async (user, index) => {
        await one?.join(waiting(user), `${user} 1`, 0)
        if (index % 3 === 0) await two?.leave(user, 1)
        if (index % 3 === 1) await three?.avoid(user, `u${index + 1}`, 1)
        if (index % 3 === 0) await three?.join(waiting(user), `${user} 2`, 2)
      }),
    )
    const met: string[] = []
    for (let now = 10; now < 10_000; now += 100) {
      let made = 0
      const searches = rooms.map((room) =>
        room.retry(now, 100, () => `p ${now} ${(made += 1)} ${Math.random()}`),
      )
      await Promise.all(searches)
      met.push(...(await settleAll(rooms, now)).flat())
    }
    expect(new Set(met).size).toBe(met.length)
    // Two who avoid each other may be the last ones.
    const alone = people.filter((user) => !met.includes(user))
    expect(alone.map((user) => Number(user.slice(1)) % 3)).toEqual(alone.length > 0 ? [1, 2] : [])
    expect(one?.size()).toBe(alone.length)
  })

  test('settle a pair whose process died before or after it was handed out, once', async () => {
    const deployment = await redis.deployment()
    const [dead, alive] = [
      createRedisWaitingRoom({ keys: deployment.keys, run: dyingAfter(3, deployment.run) }),
      await roomOf(deployment),
    ]
    await dead.join(waiting('ann'), 'p1', 0)
    await dead.join(waiting('bob'), 'p2', 0)
    expect(await dead.takeDue(MATCHING_DELAY_MS, 10)).toHaveLength(1)
    await expect(dead.settle('p2')).rejects.toThrow('dead')
    expect(await settleAll([alive], MATCHING_DELAY_MS + LEASE_MS - 1)).toEqual([])
    const others = [alive, await roomOf(deployment)]
    expect(await settleAll(others, MATCHING_DELAY_MS + LEASE_MS)).toEqual([['ann', 'bob']])
  })

  test('keep nothing without the version in its name and a time to live', async () => {
    const deployment = await redis.deployment()
    const room = await roomOf(deployment)
    const interests = new Set(['music'])
    await room.join(waiting('ann', { interests, avoid: new Set(['x']) }), 'p1', 0)
    await room.join(waiting('bob', { chatType: 'video' }), 'p2', 0)
    await room.join(waiting('cat', { chatType: 'video' }), 'p3', 0)
    await room.avoid('ann', 'dan', 0)
    await room.retry(PATIENCE_MS, 10, () => 'p4')
    const found = await keysOf(deployment)
    expect(found.length).toBeGreaterThan(10)
    for (const [name, ttl] of found) {
      expect(name).toMatch(/^test-[^:]+:\d+:\{room\}:/)
      expect(ttl).toBeGreaterThan(60_000)
    }
  })

  test('leave nothing but counters behind when all people have left', async () => {
    const deployment = await redis.deployment()
    const room = await roomOf(deployment)
    const interests = new Set(['music'])
    for (const user of namesOf(9))
      await room.join(waiting(user, { interests, avoid: new Set(['x']) }), user, 0)
    await settleAll([room], MATCHING_DELAY_MS)
    await room.leave('u8', 0)
    const left = (await keysOf(deployment)).map(([name]) => name.replace(/.*\}:/, ''))
    expect(left.toSorted()).toEqual(['arrivals', 'sizes'])
  })
})

describeWithOwnRedis('a waiting room on a Redis that fails', (redis) => {
  test('is reported as lost, once to each process, and works again', async () => {
    const deployment = await redis.deployment()
    const lost = [vi.fn<() => void>(), vi.fn<() => void>()]
    const rooms = await Promise.all(lost.map((onLost) => roomOf(deployment, onLost)))
    const search = (now: number) => Promise.all(rooms.map((room) => room.retry(now, 10, () => 'p')))
    await search(0)
    await rooms[0]?.join(waiting('ann'), 'p1', 0)
    await deployment.client.scriptFlush()
    await search(1)
    expect(lost.map((onLost) => onLost.mock.calls.length)).toEqual([0, 0])

    await redis.redis().restart()
    await vi.waitFor(() => search(2), { timeout: 5_000 })
    await search(3)
    expect(lost.map((onLost) => onLost.mock.calls.length)).toEqual([1, 1])
    expect(rooms.map((room) => room.size())).toEqual([0, 0])
    expect(await rooms[1]?.leave('ann', 4)).toBeUndefined()
    await rooms[0]?.join(waiting('ann'), 'p2', 5)
    expect((await rooms[1]?.join(waiting('bob'), 'p3', 5))?.pairing?.id).toBe('p3')
  })

  describe('a join', () => {
    /** How often each command ran inside Redis. */
    async function during({ client }: Deployment, action: () => Promise<unknown>) {
      await client.configResetStat()
      await action()
      const stats = await client.info('commandstats')
      const calls = [...stats.matchAll(/cmdstat_(\w+):calls=(\d+)/g)]
      return new Map(calls.map(([, name, count]) => [name, Number(count)]))
    }

    test.each([
      { who: 'whom everybody blocked', crowd: {}, ann: {} },
      {
        who: 'who shares an interest with all who blocked them',
        crowd: { interests: new Set(['chess']) },
        ann: { interests: new Set(['chess']) },
      },
    ])('examines no more than $who, however many wait', async ({ crowd, ann }) => {
      const costs = []
      for (const count of [100, 2_000]) {
        const deployment = await redis.deployment()
        const room = await roomOf(deployment)
        // None of the crowd has the tier that all of them ask for, so that they leave each other alone.
        const one = { ...crowd, minTier: 1, avoid: new Set(['ann']) }
        for (let from = 0; from < count; from += 100) {
          const some = namesOf(100, `u${from} `)
          await Promise.all(some.map((user) => room.join(waiting(user, one), user, 0)))
        }
        for (let more = 0; more < count; more += 100) await room.retry(PATIENCE_MS, 100, () => 'p')
        const newcomer = waiting('ann', { ...ann, tier: 1, since: PATIENCE_MS })
        const calls = await during(deployment, () => room.join(newcomer, 'p', PATIENCE_MS))
        expect(calls.get('sismember')).toBeLessThanOrEqual(2 * MAX_CANDIDATES)
        costs.push(calls)
      }
      expect(costs[1]).toEqual(costs[0])
    })
  })
})
