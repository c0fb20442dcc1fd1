import { expect, test } from 'vitest'
import { receive } from '@/lib/domain/media/signalling'
import { signallingSuite } from '@/lib/server/ports/sessions/signalling.suite'
import { describeWithRedis, keysOf } from '../redis.fixture'
import { createRedisSignalling } from './signalling'

describeWithRedis('on Redis', (redis) => {
  async function open() {
    const deployment = await redis.deployment()
    return {
      deployment,
      store: createRedisSignalling({ run: await deployment.process(), keys: deployment.keys }),
    }
  }
  signallingSuite(async () => (await open()).store)

  test('every key expires', async () => {
    const { deployment, store } = await open()
    const signal = { from: 'ann', kind: 'offer', body: 'sdp' } as const
    await store.change('s1', (before) => receive(before, signal, { isPartnerAway: false, now: 0 }))
    expect((await keysOf(deployment)).map(([, ttl]) => ttl > 0)).toEqual([true])
  })
})
