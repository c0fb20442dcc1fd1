import { expect, test } from 'vitest'
import type { DomainEvent } from '@/lib/domain/events/domain-event'
import type { Signal } from '@/lib/domain/events/signal'
import { createBus } from './bus'

const opened: Signal = {
  type: 'connection.opened',
  user: 'ann',
  connection: 'c1',
  capability: 'sessions',
  first: true,
  at: 1,
}

const ended: DomainEvent = { type: 'login.ended', login: 'one', user: 'ann', at: 1, audience: [] }

test('reactions run one after the other, in the order of registration', async () => {
  const bus = createBus(() => undefined)
  const order: string[] = []
  bus.on('connection.opened', async () => {
    order.push('first begins')
    await Promise.resolve()
    order.push('first ends')
  })
  bus.onAny(() => void order.push('any'))
  bus.on('connection.closed', () => void order.push('another event'))
  bus.on('connection.opened', ({ user }) => void order.push(`last hears of ${user}`))
  await bus.signal(opened)
  expect(order).toEqual(['first begins', 'first ends', 'any', 'last hears of ann'])
})

test('a reaction that fails is told and stops nobody', async () => {
  const failures: unknown[] = []
  const bus = createBus((error, event) => void failures.push([error, event.type]))
  let heard = 0
  bus.on('connection.opened', () => Promise.reject(new Error('later')))
  bus.on('connection.opened', () => {
    throw new Error('at once')
  })
  bus.on('connection.opened', () => void (heard += 1))
  await bus.signal(opened)
  expect(heard).toBe(1)
  expect(failures).toEqual([
    [new Error('later'), 'connection.opened'],
    [new Error('at once'), 'connection.opened'],
  ])
})

test('frames of an event go out before anything that follows from it, whoever was registered first', async () => {
  const bus = createBus(() => undefined)
  const order: string[] = []
  bus.on('login.ended', () => bus.signal(opened))
  bus.on('connection.opened', () => void order.push('reaction'))
  bus.deliver(({ type }) => void order.push(`frames of ${type}`))
  await bus.publish(ended)
  expect(order).toEqual(['frames of login.ended', 'reaction'])
})

test('frames that cannot be made are reported, and reactions run all the same', async () => {
  const failures: unknown[] = []
  const bus = createBus((error) => void failures.push(error))
  let reactions = 0
  bus.deliver(() => {
    throw new Error('no frames')
  })
  bus.on('login.ended', () => void (reactions += 1))
  await bus.publish(ended)
  expect([failures, reactions]).toEqual([[new Error('no frames')], 1])
})

test('what is registered after a first event hears of the next one', async () => {
  const bus = createBus(() => undefined)
  const heard: string[] = []
  bus.on('connection.opened', () => void heard.push('first'))
  await bus.signal(opened)
  bus.on('connection.opened', () => void heard.push('second'))
  bus.onAny(() => void heard.push('any'))
  await bus.signal(opened)
  expect(heard).toEqual(['first', 'first', 'second', 'any'])
})
