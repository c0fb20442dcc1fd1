import { expect, test } from 'vitest'
import { summarize } from '@/lib/domain/figure-window'
import { actor, openCore } from './core.fixture'

const [ann, bob] = [actor('ann'), actor('bob')]
const chief = { ...actor('chief'), role: 'admin' as const }

test('each change is told once, in the second in which it happened', async () => {
  const { pairUp, clock, heard, services } = openCore()
  await pairUp(ann, bob)
  await clock.advance(800)
  const [first, ...others] = heard('figures.changed')
  expect(others).toEqual([])
  expect(first?.figures).toMatchObject({ live: { online: 2, waiting: 0, talking: 2 }, pairing: { count: 2 } })
  await services.sessions.send(ann, { content: 'hello', type: 'text', clientMessageId: null })
  await clock.advance(1_000)
  expect(heard('figures.changed').slice(1)).toMatchObject([{ figures: { messages: { perMinute: 1 } } }])
  expect(Object.keys(heard('figures.changed')[1]?.figures ?? {})).toEqual(['messages'])
})

test('what happened a minute ago is not of the last minute', async () => {
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
  await ports.bus.publish({ type: 'failure.noticed', kind: 'event failed', at: clock.now(), audience: [] })
  for (let n = 0; n < 4; n += 1) await limits.take('report', 'somewhere').catch(() => undefined)
  await clock.advance(20_000)
  const { figures, points } = services.dashboard.snapshot(chief)
  expect(figures.trouble).toEqual({ limits: { report: 1 }, errors: { 'event failed': 1 } })
  expect(points.map((point) => [point.limits, point.errors])).toEqual([
    [1, 1],
    [0, 0],
  ])
  expect(points.map((point) => [point.limitKinds, point.errorKinds])).toEqual([
    [{ report: 1 }, { 'event failed': 1 }],
    [{}, {}],
  ])
})

test('a point tells how long people waited and talked, why it ended, and who looked again', async () => {
  const { pairUp, clock, services } = openCore()
  await pairUp(ann, bob)
  await clock.advance(30_000)
  await services.sessions.leave(ann)
  await services.matching.join(ann, { chatType: 'text', minTier: 0, interests: [], spelling: 'text' })
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
