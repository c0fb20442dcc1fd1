import { expect, test } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createFailures } from './failures'

function open() {
  const logged: string[] = []
  const log = {
    error: (_: object, message: string) => void logged.push(message),
    debug: () => undefined,
  }
  return { ...createFailures(log, createFakeClock()), logged }
}

test('a failure is logged and noticed by its kind', async () => {
  const { bus, failures, logged } = open()
  const kinds: string[] = []
  bus.on('failure.noticed', ({ kind }) => void kinds.push(kind))
  failures.error({ err: new Error('no') }, 'event failed')
  await Promise.resolve()
  expect([logged, kinds]).toEqual([['event failed'], ['event failed']])
})

test('what stumbles over an outage is no failure of its own', async () => {
  const { bus, failures, logged } = open()
  bus.on('failure.noticed', () => void logged.push('noticed'))
  failures.error({ err: new DomainError('UNAVAILABLE') }, 'event failed')
  await Promise.resolve()
  expect(logged).toEqual([])
})

test('a reaction that fails is noticed, once, even when noticing fails', async () => {
  const { bus, logged } = open()
  bus.onAny(({ type }) => {
    throw new Error(type)
  })
  await bus.signal({ type: 'limit.exceeded', limit: 'report', at: 0 })
  expect(logged).toEqual(['a reaction failed', 'a reaction failed'])
})
