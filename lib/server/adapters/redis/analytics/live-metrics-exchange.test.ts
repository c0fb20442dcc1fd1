import { expect, test, vi } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { NO_QUEUES } from '@/lib/domain/peak-queues'
import {
  contribution,
  figuresExchangeSuite,
  pointAt,
} from '@/lib/server/ports/analytics/live-metrics-exchange.suite'
import { createRedisLiveMetricsExchange } from './live-metrics-exchange'
import { describeWithRedis, keysOf } from '../redis.fixture'

describeWithRedis('on Redis', (redis) => {
  /** Two processes of one deployment. */
  async function open(publisherLeaseMs = 60_000) {
    const deployment = await redis.deployment()
    const { keys, process } = deployment
    const [one, two] = [
      createRedisLiveMetricsExchange({ run: await process(), keys, process: 'one', publisherLeaseMs }),
      createRedisLiveMetricsExchange({ run: await process(), keys, process: 'two', publisherLeaseMs }),
    ]
    return { one, two, deployment }
  }
  figuresExchangeSuite(async () => (await open()).one)

  test('the counts of all processes are added up, and one process publishes them', async () => {
    const { one, two } = await open()
    const said = contribution({ added: { messages: 1 } })
    expect(await one.exchange(DEFAULT_TENANT, said)).toMatchObject({
      counters: { messages: 1 },
      isPublisher: true,
    })
    expect(await two.exchange(DEFAULT_TENANT, said)).toMatchObject({
      counters: { messages: 2 },
      isPublisher: false,
    })
    expect(await one.exchange(DEFAULT_TENANT, contribution())).toMatchObject({
      counters: { messages: 2 },
      isPublisher: true,
    })
  })

  test('when the publishing process is gone another one publishes, with all counts and points', async () => {
    const { one, two } = await open(50)
    await one.exchange(DEFAULT_TENANT, contribution({ added: { messages: 7 } }))
    await one.keep(DEFAULT_TENANT, [pointAt(10_000)])
    await vi.waitFor(async () =>
      expect(await two.exchange(DEFAULT_TENANT, contribution())).toEqual({
        since: 1_000,
        counters: { messages: 7 },
        peakQueues: NO_QUEUES,
        isPublisher: true,
        points: [pointAt(10_000)],
      }),
    )
  })

  test('every key expires, and all are on one node of a cluster', async () => {
    const { one, deployment } = await open()
    await one.exchange(DEFAULT_TENANT, contribution({ added: { messages: 1 } }))
    await one.keep(DEFAULT_TENANT, [pointAt(10_000)])
    await one.exchange('another', contribution({ added: { messages: 1 } }))
    await one.keep('another', [pointAt(10_000)])
    await one.present(['another'], 1_000, 0)
    const keys = await keysOf(deployment)
    expect(keys).toHaveLength(9)
    for (const [name, ttl] of keys) {
      expect(name).toContain('{figures}')
      expect(ttl).toBeGreaterThan(0)
    }
  })
})
