import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { connectionsSuite } from '@/lib/server/ports/connections/connections.suite'
import { createRedisConnections } from './connections'
import { describeWithOwnRedis, describeWithRedis, type Deployment } from '../redis.fixture'

const LEASE_MS = 300
const UNANNOUNCED_MS = 100
const always = { isReady: () => true, onBack: () => undefined }
type Process = ReturnType<typeof createRedisConnections>

describeWithRedis('on Redis', (redis) => {
  const running: Process[] = []
  afterEach(() => Promise.all(running.splice(0).map((process) => process.stop())))

  async function processOf(
    { keys, process }: Deployment,
    times: { leaseMs?: number; unannouncedMs?: number } = {},
  ): Promise<Process> {
    const run = await process()
    const onError = (error: unknown) => expect.fail(String(error))
    const one = createRedisConnections({
      run,
      redis: always,
      keys,
      process: randomUUID(),
      onError,
      ...times,
    })
    running.push(one)
    await one.beat()
    return one
  }

  /** A process that opened connections for people and died. */
  async function deadWith(deployment: Deployment, ...people: string[]): Promise<void> {
    vi.useFakeTimers({ toFake: ['setInterval'] }) // no sign of life any more
    const dead = await processOf(deployment, { leaseMs: 1 })
    vi.useRealTimers()
    for (const person of people) await dead.open(person, `${person} there`)
  }

  connectionsSuite(async () => processOf(await redis.deployment()), 20)

  test('first and last are of the person, over all processes', async () => {
    const deployment = await redis.deployment()
    const [one, two] = [await processOf(deployment), await processOf(deployment)]
    expect([await one.open('ann', '1'), await two.open('ann', '2')]).toEqual([true, false])
    expect([await two.isHere('ann'), two.people()]).toEqual([true, 1])
    expect([await one.close('ann', '1'), await one.isHere('ann')]).toEqual([false, true])
    expect([await two.close('ann', '2'), await one.isHere('ann')]).toEqual([true, false])
  })

  test('of many who come at once on several processes one is first, and one is last', async () => {
    const deployment = await redis.deployment()
    const processes = await Promise.all([1, 2, 3].map(() => processOf(deployment)))
    const each = <T>(act: (process: Process, connection: string) => Promise<T>) =>
      Promise.all(processes.flatMap((process, p) => [1, 2, 3, 4].map((n) => act(process, `ann ${p} ${n}`))))
    const firsts = await each((process, connection) => process.open('ann', connection))
    expect(firsts.filter(Boolean)).toHaveLength(1)
    const lasts = await each((process, connection) => process.close('ann', connection))
    expect(lasts.filter(Boolean)).toHaveLength(1)
  })

  test('the connections of a dead process go, each person once, who has another one not at all', async () => {
    const deployment = await redis.deployment()
    const [one, two] = [await processOf(deployment), await processOf(deployment)]
    await deadWith(deployment, 'ann', 'bob', 'cat')
    await one.open('cat', 'cat here')
    const found = await vi.waitFor(async () => {
      const swept = (await Promise.all([one.sweep(100), two.sweep(100)])).flatMap(({ gone }) => gone)
      expect(swept).not.toEqual([])
      return swept
    })
    expect(found.map(({ user }) => user).toSorted()).toEqual(['ann', 'bob'])
    expect(await Promise.all(['ann', 'bob', 'cat'].map(one.isHere))).toEqual([false, false, true])
    expect((await one.sweep(100)).gone).toEqual([])
  })

  test('a large crowd is swept in parts', async () => {
    const deployment = await redis.deployment()
    const one = await processOf(deployment)
    const crowd = Array.from({ length: 50 }, (_, index) => `person ${index}`)
    await deadWith(deployment, ...crowd)
    const swept: string[] = []
    await vi.waitFor(async () => {
      const { gone } = await one.sweep(20)
      expect(gone.length).toBeLessThanOrEqual(20)
      swept.push(...gone.map(({ user }) => user))
      expect(swept).toHaveLength(50)
    })
    expect(swept.toSorted()).toEqual(crowd.toSorted())
  })

  test('a process taken for dead while it only slept takes its people back', async () => {
    const deployment = await redis.deployment()
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const sleeper = await processOf(deployment, { leaseMs: LEASE_MS })
    vi.useRealTimers()
    const other = await processOf(deployment)
    await sleeper.open('ann', '1')
    await vi.waitFor(async () =>
      expect((await other.sweep(9)).gone).toEqual([{ user: 'ann', connection: '1' }]),
    )
    await sleeper.beat()
    expect(await other.isHere('ann')).toBe(true)
    expect(await sleeper.sweep(9)).toEqual({ gone: [], back: [{ user: 'ann', connection: '1' }] })
    expect((await sleeper.sweep(9)).back).toEqual([])
  })

  test('an end that a process did not live to announce is announced by another one', async () => {
    const deployment = await redis.deployment()
    const other = await processOf(deployment, { unannouncedMs: UNANNOUNCED_MS })
    const died = await processOf(deployment)
    for (const user of ['ann', 'bob', 'cat']) {
      await died.open(user, `${user} 1`)
      expect(await died.close(user, `${user} 1`)).toBe(true)
    }
    await other.open('bob', 'bob 2')
    expect(await died.left({ user: 'cat', connection: 'cat 1' })).toBe(false)
    const swept = await vi.waitFor(async () => {
      const found = await other.sweep(9)
      expect(found.gone).not.toEqual([])
      return found
    })
    expect(swept.gone).toEqual([{ user: 'ann', connection: 'ann 1' }])
    expect(swept.back).toEqual([{ user: 'bob', connection: 'bob 1' }])
    expect(await other.left({ user: 'ann', connection: 'ann 1' })).toBe(false)
    await wait(UNANNOUNCED_MS)
    expect(await other.sweep(9)).toEqual({ gone: [], back: [] })
  })

  test('that somebody is here again is announced too, by whoever lives', async () => {
    const deployment = await redis.deployment()
    const other = await processOf(deployment, { unannouncedMs: UNANNOUNCED_MS })
    const one = await processOf(deployment)
    for (const user of ['ann', 'bob']) {
      await one.open(user, `${user} 1`)
      await one.close(user, `${user} 1`)
      await other.open(user, `${user} 2`)
      expect(await one.left({ user, connection: `${user} 1` })).toBe(true)
    }
    await one.left({ user: 'bob', connection: 'bob 1' }, true)
    await vi.waitFor(async () =>
      expect((await other.sweep(9)).back).toEqual([{ user: 'ann', connection: 'ann 1' }]),
    )
  })

  test('the number of people is as of a second ago at most', async () => {
    const deployment = await redis.deployment()
    const [one, two] = [await processOf(deployment), await processOf(deployment)]
    await one.open('ann', '1')
    await vi.waitFor(() => expect(two.people()).toBe(1), 3_000)
  })

  test('every key has a time to live', async () => {
    const deployment = await redis.deployment()
    const one = await processOf(deployment)
    await one.open('ann', '1')
    await one.open('bob', '2')
    await one.close('bob', '2')
    await one.beat()
    const names = await deployment.client.keys(`${deployment.keys.prefix}*`)
    expect(names).toHaveLength(4)
    for (const name of names) expect(await deployment.client.pTTL(name)).toBeGreaterThan(0)
  })
})

describeWithOwnRedis('on a Redis that restarts', (redis) => {
  test('who is connected is here again afterwards', async () => {
    const { keys, process } = await redis.deployment()
    const one = createRedisConnections({
      run: await process(),
      redis: always,
      keys,
      process: randomUUID(),
      onError: () => undefined,
    })
    await one.beat()
    await one.open('ann', '1')
    await redis.redis().restart()
    await vi.waitFor(async () => {
      await one.beat()
      expect(await one.isHere('ann')).toBe(true)
    }, 5_000)
    expect(await one.close('ann', '1')).toBe(true)
    await one.stop()
  })
})
