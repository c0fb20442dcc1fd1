import { randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { liveConnection, liveConnectionsSuite } from '@/lib/server/ports/connections/live-connections.suite'
import { describeWithRedis, type Deployment, keysOf } from '../redis.fixture'
import type { RunScript } from '../scripts'
import { createRedisLiveConnections } from './live-connections'

const LEASE_MS = 200

describeWithRedis('on Redis', (redis) => {
  const running: { stop(): void }[] = []
  afterEach(() => running.splice(0).forEach((one) => one.stop()))

  async function processOf({ keys, process: open }: Deployment, leaseMs?: number) {
    const opened = await open()
    let isAway = false
    const run: RunScript = (script, input) =>
      isAway ? Promise.reject(new DomainError('UNAVAILABLE')) : opened(script, input)
    const one = createRedisLiveConnections({
      run,
      redis: { isReady: () => !isAway, onBack: () => undefined },
      keys,
      process: randomUUID(),
      onError: (error) => expect.fail(String(error)),
      ...(leaseMs !== undefined && { leaseMs }),
    })
    running.push(one)
    return { ...one, settled: one.keep, setAway: (away: boolean) => void (isAway = away) }
  }

  liveConnectionsSuite(async () => processOf(await redis.deployment()))

  test('those of all processes are one list, which goes on from page to page', async () => {
    const deployment = await redis.deployment()
    const processes = [await processOf(deployment), await processOf(deployment)]
    for (let n = 0; n < 6; n += 1) processes[n % 2]?.opened(liveConnection(n))
    for (const one of processes) await one.keep()
    const [first] = processes
    const pages = []
    for (const from of [0, 2, 4]) pages.push(await first?.page('ours', from, 2))
    expect(pages.map((page) => page?.total)).toEqual([6, 6, 6])
    const names = pages.flatMap((page) => page?.connections ?? []).map(({ connection }) => connection)
    expect(new Set(names)).toEqual(new Set([0, 1, 2, 3, 4, 5].map((n) => `connection ${n}`)))
  })

  test('many changes at once are all written', async () => {
    const live = await processOf(await redis.deployment())
    for (let n = 0; n < 1_200; n += 1) live.opened(liveConnection(n))
    await live.keep()
    expect((await live.page('ours', 0, 1)).total).toBe(1_200)
  })

  test('those of a process that died are forgotten', async () => {
    const deployment = await redis.deployment()
    const [alive, dead] = [await processOf(deployment), await processOf(deployment, LEASE_MS)]
    dead.opened(liveConnection(1))
    await dead.keep()
    dead.stop()
    expect((await alive.page('ours', 0, 10)).total).toBe(1)
    await vi.waitFor(async () => expect((await alive.page('ours', 0, 10)).total).toBe(0))
  })

  test('what Redis has forgotten, or never heard of, it is told again', async () => {
    const deployment = await redis.deployment()
    const live = await processOf(deployment)
    live.opened(liveConnection(1))
    live.opened(liveConnection(2))
    await live.keep()
    live.setAway(true)
    live.closed('connection 1')
    live.opened(liveConnection(3))
    await live.keep()
    live.setAway(false)
    await deployment.client.flushDb()
    await vi.waitFor(async () => {
      await live.keep()
      expect((await live.page('ours', 0, 10)).connections).toEqual([liveConnection(2), liveConnection(3)])
    })
  })

  test('every key expires', async () => {
    const deployment = await redis.deployment()
    const live = await processOf(deployment)
    live.opened(liveConnection(1))
    await live.keep()
    const times = (await keysOf(deployment)).map(([, left]) => left)
    expect(times).toHaveLength(2)
    expect(times.every((left) => left > 0 && left <= 6_000)).toBe(true)
  })
})
