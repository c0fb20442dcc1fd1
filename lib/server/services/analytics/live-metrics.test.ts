import { describe, expect, test } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { summarize } from '@/lib/domain/figure-window'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { NO_QUEUES } from '@/lib/domain/peak-queues'
import { createMemoryLiveMetricsExchange } from '@/lib/server/adapters/memory/live-metrics-exchange'
import type { LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'
import { actor, openCore, type OpenedCore } from '../core.fixture'

const [ann, bob] = [actor('ann'), actor('bob')]
const chief = { ...actor('chief'), role: 'admin' as const }

test('each change is published once, in the second in which it happened', async () => {
  const { pairUp, clock, published, services } = openCore()
  await pairUp(ann, bob)
  await clock.advance(800)
  const [first, ...others] = published('figures.changed')
  expect(others).toEqual([])
  expect(first?.figures).toMatchObject({ live: { online: 2, waiting: 0, talking: 2 }, pairing: { count: 2 } })
  await services.sessions.send(ann, { content: 'hello', type: 'text', clientMessageId: null })
  await clock.advance(1_000)
  expect(published('figures.changed').slice(1)).toMatchObject([{ figures: { messages: { perMinute: 1 } } }])
  expect(Object.keys(published('figures.changed')[1]?.figures ?? {})).toEqual(['messages'])
})

test('events of more than a minute ago leave the last minute', async () => {
  const { pairUp, clock, services } = openCore()
  await pairUp(ann, bob)
  await services.sessions.send(ann, { content: 'hello', type: 'text', clientMessageId: null })
  const figures = () => services.dashboard.snapshot(chief).figures
  await clock.advance(59_000)
  expect(figures()).toMatchObject({ messages: { perMinute: 1, total: 1 }, pairing: { count: 2 } })
  await clock.advance(2_000)
  expect(figures()).toMatchObject({ messages: { perMinute: 0, total: 1 }, pairing: { count: 0 } })
})

test('failures and limits are counted by kind, and in the point of their ten seconds', async () => {
  const { clock, ports, services, limits } = openCore()
  await ports.bus.signal({ type: 'failure.noticed', kind: 'event failed', at: clock.now() })
  for (let n = 0; n < 4; n += 1) await limits.consume('report', 'somewhere').catch(() => undefined)
  await clock.advance(20_000)
  const { figures, points } = services.dashboard.snapshot(chief)
  expect(figures.trouble).toEqual({
    limits: { report: 1 },
    errors: { 'event failed': 1 },
    devices: {},
    heldBack: 0,
    relay: null,
  })
  expect(points.map((point) => [point.limits, point.errors])).toEqual([
    [1, 1],
    [0, 0],
  ])
  expect(points.map((point) => [point.limitKinds, point.errorKinds])).toEqual([
    [{ report: 1 }, { 'event failed': 1 }],
    [{}, {}],
  ])
})

test('a point holds waits, session lengths, causes of ends and repeated searches', async () => {
  const { pairUp, clock, services } = openCore()
  await pairUp(ann, bob)
  await clock.advance(30_000)
  await services.sessions.leave(ann)
  await services.matching.join(ann, { chatType: 'text', minTier: 0, interests: [], dialect: 'text' })
  await clock.advance(10_000)
  const { points } = services.dashboard.snapshot(chief)
  expect(summarize(points)).toMatchObject({
    waits: { count: 2, underOneSecond: 100 },
    ended: 1,
    lengths: { bands: [0, 0, 1, 0, 0] },
    causes: { left: 1 },
    requeues: 1,
    requeueRate: 50,
  })
  expect(points.map(({ ended }) => ended)).toEqual([0, 0, 0, 1])
})

test('only administrators are shown the figures', async () => {
  const { services } = openCore()
  const moderator = { ...actor('mod'), role: 'moderator' as const }
  expect(() => services.dashboard.snapshot(moderator)).toThrow(
    expect.objectContaining({ reason: 'FORBIDDEN' }),
  )
  await expect(services.dashboard.overview(moderator)).rejects.toMatchObject({ reason: 'FORBIDDEN' })
})

describe('several processes', () => {
  /** Figures summed in one store, which `publisher` alone publishes. */
  function openTwo() {
    const together = createMemoryLiveMetricsExchange()
    const state = { publisher: 0, isAway: false }
    const exchangeOf = (process: number): LiveMetricsExchange => ({
      keep: together.keep,
      present: together.present,
      async exchange(tenant, own) {
        if (state.isAway) throw new DomainError('UNAVAILABLE')
        return { ...(await together.exchange(tenant, own)), isPublisher: state.publisher === process }
      },
    })
    const [one, two] = [
      openCore({ liveMetricsExchange: exchangeOf(0) }),
      openCore({ liveMetricsExchange: exchangeOf(1) }),
    ]
    const advance = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1)
        for (const { clock } of [one, two]) await clock.advance(1_000)
    }
    const figuresOf = (core: OpenedCore) => core.services.dashboard.snapshot(chief)
    return { one, two, state, advance, figuresOf }
  }

  test('one process publishes the figures of both, and both know the same hour', async () => {
    const { one, two, advance, figuresOf } = openTwo()
    await advance(1)
    await one.pairUp(ann, bob)
    await two.pairUp(ann, bob)
    await advance(21)
    expect(two.published('figures.changed')).toEqual([])
    expect(two.published('figures.point')).toEqual([])
    const points = one.published('figures.point').map(({ point }) => point)
    expect(summarize(points).waits.count).toBe(4)
    for (const core of [one, two]) {
      expect(figuresOf(core).points).toEqual(points)
      expect(figuresOf(core).figures).toMatchObject({ sessions: { total: 2 }, pairing: { count: 4 } })
    }
  })

  test('the process that takes over publishes everything once, and the hour goes on', async () => {
    const { one, two, state, advance, figuresOf } = openTwo()
    await one.pairUp(ann, bob)
    await advance(15)
    state.publisher = 1
    await advance(15)
    const [first] = two.published('figures.changed')
    expect(Object.keys(first?.figures ?? {})).toHaveLength(6)
    expect(two.published('figures.changed').slice(1)).toEqual([])
    const { points } = figuresOf(two)
    expect(points.length).toBeGreaterThan(1)
    expect(summarize(points).waits.count).toBe(2)
  })

  test('counts from before a process started are not published as its own', async () => {
    const together = createMemoryLiveMetricsExchange()
    await together.exchange(DEFAULT_TENANT, {
      at: 1,
      added: { messages: 9, 'waits:43': 4 },
      peakQueues: NO_QUEUES,
      pointsAfter: 0,
    })
    const { clock, services } = openCore({ liveMetricsExchange: together })
    await clock.advance(10_000)
    const { figures, points } = services.dashboard.snapshot(chief)
    expect(figures).toMatchObject({ messages: { perMinute: 0 }, pairing: { count: 0 } })
    expect(points).toMatchObject([{ messages: 0, count: 0 }])
  })

  test('counts from a time when the exchange failed are sent later, once', async () => {
    const { one, two, state, figuresOf } = openTwo()
    state.isAway = true
    await expect(one.pairUp(ann, bob).then(() => one.clock.advance(1_000))).rejects.toThrow()
    expect(figuresOf(one).figures.sessions.total).toBe(1)
    state.isAway = false
    for (let second = 0; second < 3; second += 1)
      for (const { clock } of [one, two]) await clock.advance(1_000)
    for (const core of [one, two]) expect(figuresOf(core).figures.sessions.total).toBe(1)
  })

  test('after the sums were lost counting begins anew, and the hour is kept', async () => {
    let together = createMemoryLiveMetricsExchange()
    const liveMetricsExchange: LiveMetricsExchange = {
      exchange: (tenant, own) => together.exchange(tenant, own),
      keep: (tenant, points) => together.keep(tenant, points),
      present: (tenants, at, since) => together.present(tenants, at, since),
    }
    const { clock, pairUp, services } = openCore({ liveMetricsExchange })
    await pairUp(ann, bob)
    await clock.advance(20_000)
    together = createMemoryLiveMetricsExchange()
    await clock.advance(20_000)
    const { figures, points } = services.dashboard.snapshot(chief)
    expect(figures).toMatchObject({ sessions: { total: 0 }, pairing: { count: 0 } })
    expect(points.map(({ waits }) => waits.length)).toEqual([1, 0, 0, 0])
    const kept = await together.exchange(DEFAULT_TENANT, {
      at: 1,
      added: {},
      peakQueues: NO_QUEUES,
      pointsAfter: 0,
    })
    expect(kept.points).toEqual(points)
  })
})
