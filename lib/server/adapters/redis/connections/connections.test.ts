import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { connectionsSuite } from '@/lib/server/ports/connections/connections.suite'
import { createRedisConnections } from './connections'
import { describeWithOwnRedis, describeWithRedis, type Deployment } from '../redis.fixture'
import type { RunScript } from '../scripts'

const LEASE_MS = 300
const UNANNOUNCED_MS = 100
const always = { isReady: () => true, onBack: () => undefined }
type Process = ReturnType<typeof createRedisConnections>

/** @returns whether it is the person's first one for sessions */
async function open(process: Process, user: string, connection: string): Promise<boolean> {
  return (await process.declare({ user, connection }, ['sessions'])).arrived.length > 0
}

/** @returns whether it was the person's last one for sessions */
async function close(process: Process, user: string, connection: string): Promise<boolean> {
  return (await process.declare({ user, connection }, [])).departed.length > 0
}

const departure = (user: string, connection: string) => ({
  user,
  connection,
  capability: 'sessions' as const,
})

describeWithRedis('on Redis', (redis) => {
  const running: Process[] = []
  afterEach(() => Promise.all(running.splice(0).map((process) => process.stop())))

  async function processOf(
    { keys, process }: Deployment,
    times: { leaseMs?: number; unannouncedMs?: number } = {},
  ) {
    const opened = await process()
    let isAway = false
    let losesAnswers = false
    const run: RunScript = async (script, input) => {
      if (isAway) throw new DomainError('UNAVAILABLE')
      const answer = await opened(script, input)
      if (losesAnswers) throw new DomainError('UNAVAILABLE')
      return answer
    }
    const onError = (error: unknown) => expect.fail(String(error))
    const one = createRedisConnections({
      run,
      redis: { ...always, isReady: () => !losesAnswers },
      keys,
      process: randomUUID(),
      onError,
      ...times,
    })
    running.push(one)
    await one.beat()
    return {
      ...one,
      setAway: (away: boolean) => void (isAway = away),
      /** What Redis is asked takes effect, and no answer comes. */
      loseAnswers: (loses: boolean) => void (losesAnswers = loses),
    }
  }

  /** A process that opened connections for people and whose lease is over. */
  async function deadWith(deployment: Deployment, ...people: string[]): Promise<Process> {
    vi.useFakeTimers({ toFake: ['setInterval'] }) // no sign of life any more
    const dead = await processOf(deployment, { leaseMs: 0 })
    vi.useRealTimers()
    for (const person of people) await open(dead, person, `${person} there`)
    return dead
  }

  connectionsSuite(async () => processOf(await redis.deployment()), 20)

  test('first and last are of the person, over all processes', async () => {
    const deployment = await redis.deployment()
    const [one, two] = [await processOf(deployment), await processOf(deployment)]
    expect([await open(one, 'ann', '1'), await open(two, 'ann', '2')]).toEqual([true, false])
    expect(await two.isHere('ann', 'sessions')).toBe(true)
    expect([await close(one, 'ann', '1'), await one.isHere('ann', 'sessions')]).toEqual([false, true])
    expect([await close(two, 'ann', '2'), await one.isHere('ann', 'sessions')]).toEqual([true, false])
  })

  test('a person is away for sessions while another process has them for presence', async () => {
    const deployment = await redis.deployment()
    const [one, two] = [await processOf(deployment), await processOf(deployment)]
    await one.declare({ user: 'ann', connection: '1' }, ['sessions', 'presence'])
    await two.declare({ user: 'ann', connection: '2' }, ['presence'])
    expect((await one.declare({ user: 'ann', connection: '1' }, [])).departed).toEqual(['sessions'])
    expect([await two.isHere('ann', 'sessions'), await two.isHere('ann', 'presence')]).toEqual([false, true])
  })

  test('of many connections that open at once on several processes one is first, and one is last', async () => {
    const deployment = await redis.deployment()
    const processes = await Promise.all([1, 2, 3].map(() => processOf(deployment)))
    const each = <T>(act: (process: Process, connection: string) => Promise<T>) =>
      Promise.all(processes.flatMap((process, p) => [1, 2, 3, 4].map((n) => act(process, `ann ${p} ${n}`))))
    const firsts = await each((process, connection) => open(process, 'ann', connection))
    expect(firsts.filter(Boolean)).toHaveLength(1)
    const lasts = await each((process, connection) => close(process, 'ann', connection))
    expect(lasts.filter(Boolean)).toHaveLength(1)
  })

  test('the connections of a dead process are removed: one departure for each person without another one', async () => {
    const deployment = await redis.deployment()
    const [one, two] = [await processOf(deployment), await processOf(deployment)]
    await deadWith(deployment, 'ann', 'bob', 'cat')
    await open(one, 'cat', 'cat here')
    const found = await vi.waitFor(async () => {
      const swept = (await Promise.all([one.sweep(100), two.sweep(100)])).flatMap(({ departed }) => departed)
      expect(swept).not.toEqual([])
      return swept
    })
    expect(found.map(({ user }) => user).toSorted()).toEqual(['ann', 'bob'])
    const isHere = (user: string) => one.isHere(user, 'sessions')
    expect(await Promise.all(['ann', 'bob', 'cat'].map(isHere))).toEqual([false, false, true])
    expect((await one.sweep(100)).departed).toEqual([])
  })

  test('a process that was taken for dead brings its people back, also when the answer to its first beat is lost', async () => {
    const deployment = await redis.deployment()
    const other = await processOf(deployment)
    vi.useFakeTimers({ toFake: ['setInterval'] }) // it beats when it is told to
    const one = await processOf(deployment, { leaseMs: LEASE_MS })
    vi.useRealTimers()
    await open(one, 'ann', 'ann here')
    await vi.waitFor(async () => expect((await other.sweep(100)).departed).toMatchObject([{ user: 'ann' }]))
    expect(await other.isHere('ann', 'sessions')).toBe(false)
    one.loseAnswers(true)
    await one.beat()
    one.loseAnswers(false)
    await one.beat()
    expect(await other.isHere('ann', 'sessions')).toBe(true)
    expect((await one.sweep(100)).restored).toContainEqual(departure('ann', 'ann here'))
    await one.beat()
    expect((await one.sweep(100)).restored).toEqual([])
  })

  test('the capabilities of a dead process depart one by one', async () => {
    const deployment = await redis.deployment()
    const one = await processOf(deployment)
    await one.declare({ user: 'ann', connection: 'ann here' }, ['presence'])
    const dead = await deadWith(deployment)
    await dead.declare({ user: 'ann', connection: 'ann there' }, ['sessions', 'calls', 'presence'])
    const gone = { user: 'ann', connection: 'ann there' }
    await vi.waitFor(async () =>
      expect((await one.sweep(100)).departed).toEqual([
        { ...gone, capability: 'sessions' },
        { ...gone, capability: 'calls' },
      ]),
    )
    expect(await one.isHere('ann', 'presence')).toBe(true)
  })

  test('a large crowd is swept in parts', async () => {
    const deployment = await redis.deployment()
    const one = await processOf(deployment)
    const crowd = Array.from({ length: 50 }, (_, index) => `person ${index}`)
    await deadWith(deployment, ...crowd)
    const swept: string[] = []
    await vi.waitFor(async () => {
      const { departed } = await one.sweep(20)
      expect(new Set(departed.map(({ connection }) => connection)).size).toBeLessThanOrEqual(20)
      swept.push(...departed.map(({ user }) => user))
      expect(swept).toHaveLength(50)
    })
    expect(swept.toSorted()).toEqual(crowd.toSorted())
  })

  test('a process taken for dead while it only slept restores its people', async () => {
    const deployment = await redis.deployment()
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const sleeper = await processOf(deployment, { leaseMs: LEASE_MS })
    vi.useRealTimers()
    const other = await processOf(deployment)
    await open(sleeper, 'ann', '1')
    await vi.waitFor(async () => expect((await other.sweep(9)).departed).toEqual([departure('ann', '1')]))
    await sleeper.beat()
    expect(await other.isHere('ann', 'sessions')).toBe(true)
    expect(await sleeper.sweep(9)).toEqual({ departed: [], restored: [departure('ann', '1')] })
    expect((await sleeper.sweep(9)).restored).toEqual([])
  })

  test('a departure that a process did not live to announce is announced by another one', async () => {
    const deployment = await redis.deployment()
    const other = await processOf(deployment, { unannouncedMs: UNANNOUNCED_MS })
    const died = await processOf(deployment)
    for (const user of ['ann', 'bob', 'cat']) {
      await open(died, user, `${user} 1`)
      expect(await close(died, user, `${user} 1`)).toBe(true)
    }
    await open(other, 'bob', 'bob 2')
    expect(await died.confirmClosed(departure('cat', 'cat 1'))).toBe(false)
    const swept = await vi.waitFor(async () => {
      const found = await other.sweep(9)
      expect(found.departed).not.toEqual([])
      return found
    })
    expect(swept.departed).toEqual([departure('ann', 'ann 1')])
    expect(swept.restored).toEqual([departure('bob', 'bob 1')])
    expect(await other.confirmClosed(departure('ann', 'ann 1'))).toBe(false)
    await wait(UNANNOUNCED_MS)
    expect(await other.sweep(9)).toEqual({ departed: [], restored: [] })
  })

  test('a return that a process did not live to announce is announced by another one', async () => {
    const deployment = await redis.deployment()
    const other = await processOf(deployment, { unannouncedMs: UNANNOUNCED_MS })
    const one = await processOf(deployment)
    for (const user of ['ann', 'bob']) {
      await open(one, user, `${user} 1`)
      await close(one, user, `${user} 1`)
      await open(other, user, `${user} 2`)
      expect(await one.confirmClosed(departure(user, `${user} 1`))).toBe(true)
    }
    await one.confirmClosed(departure('bob', 'bob 1'), true)
    await vi.waitFor(async () => expect((await other.sweep(9)).restored).toEqual([departure('ann', 'ann 1')]))
  })

  test('what was declared while Redis was away is declared at the next beat', async () => {
    const deployment = await redis.deployment()
    const other = await processOf(deployment, { unannouncedMs: 0 })
    const one = await processOf(deployment)
    await open(one, 'ann', '1')
    one.setAway(true)
    await expect(close(one, 'ann', '1')).rejects.toThrow()
    await expect(open(one, 'bob', '2')).rejects.toThrow()
    one.setAway(false)
    await one.beat()
    expect(await Promise.all(['ann', 'bob'].map((user) => other.isHere(user, 'sessions')))).toEqual([
      false,
      true,
    ])
    expect(await one.sweep(0)).toEqual({ departed: [], restored: [departure('bob', '2')] })
    expect(await other.sweep(9)).toEqual({ departed: [departure('ann', '1')], restored: [] })
  })

  test('the number of people is as of a second ago at most', async () => {
    const deployment = await redis.deployment()
    const [one, two] = [await processOf(deployment), await processOf(deployment)]
    await one.declare({ user: 'ann', connection: '1' }, ['presence'])
    await vi.waitFor(() => expect(two.people()).toBe(1), 3_000)
  })

  test('every key has a time to live', async () => {
    const deployment = await redis.deployment()
    const one = await processOf(deployment)
    await one.declare({ user: 'ann', connection: '1' }, ['sessions', 'presence'])
    await open(one, 'bob', '2')
    await close(one, 'bob', '2')
    await one.beat()
    const names = await deployment.client.keys(`${deployment.keys.prefix}*`)
    expect(names).toHaveLength(5)
    for (const name of names) expect(await deployment.client.pTTL(name)).toBeGreaterThan(0)
  })
})

describeWithOwnRedis('on a Redis that restarts', (redis) => {
  test('people who are connected are here again afterwards', async () => {
    const { keys, process } = await redis.deployment()
    const one = createRedisConnections({
      run: await process(),
      redis: always,
      keys,
      process: randomUUID(),
      onError: () => undefined,
    })
    await one.beat()
    await open(one, 'ann', '1')
    await redis.redis().restart()
    await vi.waitFor(async () => {
      await one.beat()
      expect(await one.isHere('ann', 'sessions')).toBe(true)
    }, 5_000)
    expect(await close(one, 'ann', '1')).toBe(true)
    await one.stop()
  })
})
