import { expect, test } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { createMemoryMarks } from '@/lib/server/adapters/memory/marks'
import { marksSuite } from '@/lib/server/ports/connections/marks.suite'
import { createKeys, type Keys } from '../keys'
import { createRedisMarks } from './marks'
import { describeWithRedis } from '../redis.fixture'
import type { RunScript } from '../scripts'

const LIFE_MS = 60_000
const marksOn = (run: RunScript, keys: Keys, lifeMs = LIFE_MS) =>
  createRedisMarks({ run, keys, lifeMs, fallback: createMemoryMarks(lifeMs) })

describeWithRedis('on Redis', (redis) => {
  marksSuite(async () => {
    const { keys, process } = await redis.deployment()
    return marksOn(await process(), keys)
  })

  test('processes share their marks, and a mark expires', async () => {
    const { keys, process, client } = await redis.deployment()
    const [one, two] = [marksOn(await process(), keys), marksOn(await process(), keys)]
    await one.set('ann here', 0)
    expect(await two.has('ann here', 10)).toBe(true)
    const [key = ''] = await client.keys(`${keys.prefix}*`)
    expect(await client.pTTL(key)).toBeGreaterThan(LIFE_MS / 2)
    expect(await client.pTTL(key)).toBeLessThanOrEqual(LIFE_MS)
  })
})

test('while Redis is away each process keeps marks of its own', async () => {
  const marks = marksOn(() => Promise.reject(new DomainError('UNAVAILABLE')), createKeys())
  await marks.set('ann here', 0)
  expect([await marks.has('ann here', 10), await marks.has('ann there', 10)]).toEqual([true, false])
})

test('a mistake in the script is no outage', async () => {
  const marks = marksOn(() => Promise.reject(new Error('ERR user_script')), createKeys())
  await expect(marks.has('ann here', 0)).rejects.toThrow('ERR user_script')
})
