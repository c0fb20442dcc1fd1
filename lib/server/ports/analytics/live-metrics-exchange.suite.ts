import { expect, test } from 'vitest'
import { type FigurePoint, POINTS_KEPT } from '@/lib/domain/live-figures'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { NO_QUEUES } from '@/lib/domain/peak-queues'
import type { Contribution, LiveMetricsExchange } from './live-metrics-exchange'

/** A point with its time and a number of messages. */
export const pointAt = (at: number, messages = 0): FigurePoint => ({
  at,
  messages,
  online: 1,
  waiting: 0,
  talking: 0,
  p50: 150,
  p95: 150,
  p99: 150,
  underOneSecond: 100,
  count: 1,
  ended: 1,
  requeues: 0,
  limits: 0,
  errors: 0,
  waits: [[43, 1]],
  lengths: [],
  causes: { left: 1 },
  limitKinds: {},
  errorKinds: {},
})

export const contribution = (changes: Partial<Contribution> = {}): Contribution => ({
  at: 1_000,
  added: {},
  peakQueues: NO_QUEUES,
  pointsAfter: 0,
  ...changes,
})

/** What every way of putting figures together has to do; run against each adapter. */
export function figuresExchangeSuite(open: () => Promise<LiveMetricsExchange>): void {
  test('before the first contribution there is nothing', async () => {
    const exchanged = await (await open()).exchange(DEFAULT_TENANT, contribution())
    expect(exchanged).toEqual({
      since: 1_000,
      counters: {},
      peakQueues: NO_QUEUES,
      isPublisher: true,
      points: [],
    })
  })

  test('contributions add up, by name, since the first one', async () => {
    const exchange = await open()
    await exchange.exchange(
      DEFAULT_TENANT,
      contribution({ added: { messages: 2, 'errors:event failed': 1 } }),
    )
    const contributed = contribution({ at: 2_000, added: { messages: 3, 'waits:43': 1 } })
    const { counters, since } = await exchange.exchange(DEFAULT_TENANT, contributed)
    expect(counters).toEqual({ messages: 5, 'errors:event failed': 1, 'waits:43': 1 })
    expect(since).toBe(1_000)
  })

  test('the longest queue of each kind is the longest of all contributions', async () => {
    const exchange = await open()
    const peaks = (text: number, audio: number, video: number) => ({ text, audio, video })
    for (const [peakQueues, most] of [
      [peaks(3, 0, 2), peaks(3, 0, 2)],
      [peaks(12, 1, 1), peaks(12, 1, 2)],
      [peaks(9, 10, 9), peaks(12, 10, 9)],
    ] as const)
      expect((await exchange.exchange(DEFAULT_TENANT, contribution({ peakQueues }))).peakQueues).toEqual(most)
  })

  test('points are given to processes that do not know them, oldest first, one for each time', async () => {
    const exchange = await open()
    await exchange.keep(DEFAULT_TENANT, [pointAt(30_000), pointAt(10_000, 1)])
    await exchange.keep(DEFAULT_TENANT, [pointAt(20_000), pointAt(10_000, 2)])
    await exchange.keep(DEFAULT_TENANT, [])
    const all = await exchange.exchange(DEFAULT_TENANT, contribution())
    expect(all.points).toEqual([pointAt(10_000, 2), pointAt(20_000), pointAt(30_000)])
    const later = await exchange.exchange(DEFAULT_TENANT, contribution({ pointsAfter: 20_000 }))
    expect(later.points).toEqual([pointAt(30_000)])
  })

  test('an hour of points is kept', async () => {
    const exchange = await open()
    const points = Array.from({ length: POINTS_KEPT + 5 }, (_, index) => pointAt(10_000 * (index + 1)))
    await exchange.keep(DEFAULT_TENANT, points.slice(0, -1))
    await exchange.keep(DEFAULT_TENANT, points.slice(-1))
    expect((await exchange.exchange(DEFAULT_TENANT, contribution())).points).toEqual(points.slice(5))
  })

  test('each tenant has figures of its own', async () => {
    const exchange = await open()
    await exchange.exchange('one', contribution({ added: { messages: 2 } }))
    await exchange.keep('one', [pointAt(10_000)])
    const other = await exchange.exchange('other', contribution({ added: { messages: 3 } }))
    expect(other).toMatchObject({ counters: { messages: 3 }, points: [] })
    const first = await exchange.exchange(DEFAULT_TENANT, contribution())
    expect(first).toMatchObject({ counters: {}, points: [] })
    const one = await exchange.exchange('one', contribution())
    expect(one).toMatchObject({ counters: { messages: 2 }, points: [pointAt(10_000)] })
  })

  test('tenants with somebody here are told to every process, until they were not for a while', async () => {
    const exchange = await open()
    expect(await exchange.present([], 1_000, 0)).toEqual([])
    await exchange.present(['one'], 1_000, 0)
    expect((await exchange.present(['other'], 2_000, 0)).toSorted()).toEqual(['one', 'other'])
    expect(await exchange.present([], 3_000, 1_500)).toEqual(['other'])
  })
}
