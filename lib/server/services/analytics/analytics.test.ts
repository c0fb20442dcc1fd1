import { expect, test } from 'vitest'
import { actor, anyone, openCore } from '../core.fixture'

const [ann, bob] = [actor('ann'), actor('bob')]

test('every figure exists and is right before anything happened', () => {
  expect(openCore().services.analytics.snapshot()).toEqual({
    queue: { currentSize: 0, peakSize: 0 },
    rooms: { active: 0, totalCreated: 0 },
    pairing: { medianTime: 0, p50: 0, p95: 0, p99: 0, underOneSecond: 100 },
    sessions: { averageDuration: 0, totalDuration: 0 },
    messages: { total: 0, averagePerSession: 0 },
    requeues: { total: 0, perHour: 0 },
    disconnectReasons: {},
  })
})

test('the figures are those of text chat', async () => {
  const { services, pairUp, clock } = openCore()
  await pairUp(ann, bob)
  for (const n of [1, 2, 3])
    await services.sessions.send(ann, { content: `${n}`, type: 'text', clientMessageId: null })
  await clock.advance(9_950)
  await services.sessions.leave(ann)
  await clock.advance(60_000)
  await services.matching.join(ann, anyone)
  await services.matching.join(ann, anyone)
  await clock.advance(1)
  await services.matching.join(bob, { ...anyone, chatType: 'video' })
  const { pairing, ...figures } = services.analytics.snapshot()
  expect(figures).toEqual({
    queue: { currentSize: 1, peakSize: 2 },
    rooms: { active: 0, totalCreated: 1 },
    sessions: { averageDuration: 10_000, totalDuration: 10_000 },
    messages: { total: 3, averagePerSession: 3 },
    requeues: { total: 1, perHour: 1 },
    disconnectReasons: { left: 1 },
  })
  expect(pairing.underOneSecond).toBe(100)
  expect(pairing.p50).toBeGreaterThanOrEqual(150)
  expect(pairing.p99).toBeLessThanOrEqual(150 * 1.13)
})
