import { expect, test } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { addCounters } from '@/lib/domain/counters'
import { actor, openCore } from '../core.fixture'

const [ann, bob] = [actor('ann'), actor('bob')]

test('each point is kept once, with what was counted in it and how many were there', async () => {
  const { pairUp, clock, ports, services } = openCore()
  await pairUp(ann, bob)
  await services.sessions.send(ann, { content: 'hello', type: 'text', clientMessageId: null })
  await clock.advance(30_000)
  const kept = ports.figureHistory.all
  expect(kept).toHaveLength(3)
  expect(addCounters(...kept.map(({ counted }) => counted))).toMatchObject({
    'text.rooms': 1,
    'text.joined': 2,
    messages: 1,
    samples: 3,
    'level.online': 6,
  })
})

test('what the database does not take is added when it is back, each point by itself', async () => {
  const { pairUp, clock, ports, failures } = openCore()
  const { add } = ports.figureHistory
  let isAway = true
  ports.figureHistory.add = async (...args) => {
    if (isAway) throw new DomainError('UNAVAILABLE')
    return add(...args)
  }
  await pairUp(ann, bob)
  for (let n = 0; n < 3; n += 1) await clock.advance(10_000).catch((error: unknown) => failures.push(error))
  expect(ports.figureHistory.all).toEqual([])
  isAway = false
  await clock.advance(10_000)
  const times = ports.figureHistory.all.map(({ at }) => at)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(addCounters(...ports.figureHistory.all.map(({ counted }) => counted))).toMatchObject({
    'text.rooms': 1,
  })
})
