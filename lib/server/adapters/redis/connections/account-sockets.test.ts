import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { accountSocketsSuite } from '@/lib/server/ports/connections/account-sockets.suite'
import { createRedisAccountSockets } from './account-sockets'
import { createRedisConnections } from './connections'
import { describeWithRedis, type Deployment, keysOf } from '../redis.fixture'
import type { RunScript } from '../scripts'

const ref = (connection: string) => ({ user: 'ann', connection })
const entering = { max: 2, mayGo: 'none', hasSpoken: false } as const

describeWithRedis('on Redis', (redis) => {
  const running: { stop(): unknown }[] = []
  afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())))

  /** A process, alive or already dead: its lease is over, and nobody renews it. */
  async function processOf({ keys, process: open }: Deployment, is: 'alive' | 'dead' = 'alive') {
    const opened = await open()
    let isAway = false
    const run: RunScript = (script, input) =>
      isAway ? Promise.reject(new DomainError('UNAVAILABLE')) : opened(script, input)
    const onError = (error: unknown) => expect.fail(String(error))
    const backs: (() => void)[] = []
    const settings = {
      run,
      redis: { isReady: () => !isAway, onBack: (listener: () => void) => void backs.push(listener) },
      keys,
      process: randomUUID(),
      onError,
    }
    const connections = createRedisConnections({ ...settings, ...(is === 'dead' && { leaseMs: 0 }) })
    if (is === 'dead') await connections.stop()
    else running.push(connections)
    await connections.beat()
    const sockets = createRedisAccountSockets(settings)
    running.push(sockets)
    return { ...sockets, setAway: (away: boolean) => void (isAway = away) }
  }

  accountSocketsSuite(async () => processOf(await redis.deployment()))

  test('the sockets of all processes count together, and the oldest goes wherever it is', async () => {
    const deployment = await redis.deployment()
    const [one, two] = [await processOf(deployment), await processOf(deployment)]
    await one.enter(ref('1'), entering)
    await two.enter(ref('2'), entering)
    expect(await one.enter(ref('3'), entering)).toBeUndefined()
    expect(await two.enter(ref('3'), { ...entering, mayGo: 'any' })).toEqual(['1'])
  })

  test('the sockets of a process that died do not count', async () => {
    const deployment = await redis.deployment()
    const [one, dead] = [await processOf(deployment), await processOf(deployment, 'dead')]
    await dead.enter(ref('1'), entering)
    await dead.enter(ref('2'), entering)
    expect(await one.enter(ref('3'), entering)).toEqual([])
    expect(await one.enter(ref('4'), entering)).toEqual([])
    expect(await one.enter(ref('5'), entering)).toBeUndefined()
  })

  test('while Redis is away each process counts its own, and declares them when it is back', async () => {
    const deployment = await redis.deployment()
    const [one, two] = [await processOf(deployment), await processOf(deployment)]
    await one.enter(ref('1'), entering)
    one.setAway(true)
    expect(await one.enter(ref('2'), entering)).toEqual([])
    expect(await one.enter(ref('3'), entering)).toBeUndefined()
    await one.spoke(ref('2'))
    await one.leave(ref('1'))
    one.setAway(false)
    await one.renew()
    expect(await two.enter(ref('4'), entering)).toEqual([])
    expect(await two.enter(ref('5'), { ...entering, mayGo: 'silent' })).toEqual(['4'])
  })

  test('sockets are declared again to a Redis that forgot everything', async () => {
    const deployment = await redis.deployment()
    const one = await processOf(deployment)
    await one.enter(ref('1'), entering)
    await one.enter(ref('2'), entering)
    for (const [name] of await keysOf(deployment))
      if (name.includes(':sockets:')) await deployment.client.del(name)
    await one.renew()
    expect(await one.enter(ref('3'), { ...entering, mayGo: 'any' })).toEqual(['1'])
  })

  test('every key expires', async () => {
    const deployment = await redis.deployment()
    const one = await processOf(deployment)
    await one.enter(ref('1'), entering)
    const kept = (await keysOf(deployment)).filter(([name]) => name.includes(':sockets:'))
    expect(kept.map(([, ttl]) => ttl > 0)).toEqual([true])
  })
})
