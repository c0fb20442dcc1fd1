import { expect, test } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { createMemoryLimiter } from '@/lib/server/adapters/memory/limiter'
import { limiterSuite } from '@/lib/server/ports/connections/limiter.suite'
import { createRedisLimiter } from './limiter'
import { createKeys } from '../keys'
import { describeWithRedis } from '../redis.fixture'
import type { RunScript } from '../scripts'

const LIMIT = { max: 2, windowMs: 1_000 }

describeWithRedis('on Redis', (redis) => {
  const open = async () => {
    const { keys, process } = await redis.deployment()
    return { keys, limiter: createRedisLimiter(await process(), keys, createMemoryLimiter()) }
  }
  limiterSuite(async () => (await open()).limiter, 50)

  test('the attempts of all processes count together', async () => {
    const { keys, process } = await redis.deployment()
    const [one, two] = [await process(), await process()].map((run) =>
      createRedisLimiter(run, keys, createMemoryLimiter()),
    )
    await one?.consume('ann', LIMIT, 0)
    expect(await two?.consume('ann', LIMIT, 10)).toEqual({ allowed: true, remaining: 0 })
    expect(await one?.consume('ann', LIMIT, 20)).toEqual({ allowed: false, retryAfterMs: 980 })
  })

  test('a rate-limit window expires without traffic', async () => {
    const { keys, process, client } = await redis.deployment()
    await createRedisLimiter(await process(), keys, createMemoryLimiter()).consume('ann', LIMIT, 0)
    const [key = ''] = await client.keys(`${keys.prefix}*`)
    expect(await client.pTTL(key)).toBeGreaterThan(LIMIT.windowMs)
    expect(await client.pTTL(key)).toBeLessThanOrEqual(LIMIT.windowMs + 10_000)
  })
})

test('while Redis is away limits hold in each process by itself', async () => {
  const away: RunScript = () => Promise.reject(new DomainError('UNAVAILABLE'))
  const limiter = createRedisLimiter(away, createKeys(), createMemoryLimiter())
  const verdicts = await Promise.all([0, 1, 2].map((at) => limiter.consume('ann', LIMIT, at)))
  expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true, false])
})

test('a mistake in the script is no outage', async () => {
  const broken: RunScript = () => Promise.reject(new Error('ERR user_script'))
  const limiter = createRedisLimiter(broken, createKeys(), createMemoryLimiter())
  await expect(limiter.consume('ann', LIMIT, 0)).rejects.toThrow('ERR user_script')
})
