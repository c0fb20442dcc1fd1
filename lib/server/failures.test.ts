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

test('a failure is logged and counted by its kind', async () => {
  const { bus, failures, logged } = open()
  const kinds: string[] = []
  bus.on('failure.noticed', ({ kind }) => void kinds.push(kind))
  failures.error({ err: new Error('no') }, 'event failed')
  await Promise.resolve()
  expect([logged, kinds]).toEqual([['event failed'], ['event failed']])
})

test('an error caused by an outage is no failure of its own', async () => {
  const { bus, failures, logged } = open()
  bus.on('failure.noticed', () => void logged.push('noticed'))
  failures.error({ err: new DomainError('UNAVAILABLE') }, 'event failed')
  await Promise.resolve()
  expect(logged).toEqual([])
})

test.each(['reaction', 'observer'] as const)(
  'a failing %s becomes one failure, even when the listener of failures fails too',
  async (phase) => {
    const { bus, logged } = open()
    const fail = ({ type }: { type: string }) => {
      throw new Error(type)
    }
    if (phase === 'observer') bus.observeAll('failing', fail)
    else for (const type of ['limit.exceeded', 'failure.noticed'] as const) bus.on(type, fail)
    await bus.signal({ type: 'limit.exceeded', limit: 'report', at: 0 })
    const article = phase === 'observer' ? 'an' : 'a'
    expect(logged).toEqual([`${article} ${phase} failed`, `${article} ${phase} failed`])
  },
)
