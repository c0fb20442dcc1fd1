import { expect, test } from 'vitest'
import type { DomainEvent } from '@/lib/domain/events/domain-event'
import type { Signal } from '@/lib/domain/events/signal'
import { createBus } from './bus'
import { MAX_BACKLOG } from './observer'

const opened: Signal = { type: 'connection.opened', user: 'ann', connection: 'c1', first: true, at: 1 }
const closed: Signal = { type: 'connection.closed', user: 'ann', connection: 'c1', last: true, at: 2 }
const ended: DomainEvent = { type: 'login.ended', login: 'one', user: 'ann', at: 1, audience: [] }

function open() {
  const failures: unknown[] = []
  const bus = createBus((error, { type, observer }) => void failures.push([error, observer ?? type]))
  return { bus, failures }
}

test('reactions run one after the other, and those of another event do not run', async () => {
  const { bus } = open()
  const order: string[] = []
  bus.on('connection.opened', async () => {
    order.push('first begins')
    await Promise.resolve()
    order.push('first ends')
  })
  bus.on('connection.closed', () => void order.push('another event'))
  bus.on('connection.opened', ({ user }) => void order.push(`last is given ${user}`))
  await bus.signal(opened)
  expect(order).toEqual(['first begins', 'first ends', 'last is given ann'])
})

test('a reaction that fails is reported and stops no other', async () => {
  const { bus, failures } = open()
  let reactions = 0
  bus.on('connection.opened', () => Promise.reject(new Error('later')))
  bus.on('connection.opened', () => {
    throw new Error('at once')
  })
  bus.on('connection.opened', () => void (reactions += 1))
  await bus.signal(opened)
  expect(reactions).toBe(1)
  expect(failures).toEqual([
    [new Error('later'), 'connection.opened'],
    [new Error('at once'), 'connection.opened'],
  ])
})

test('frames of an event go out before anything that follows from it, whatever was registered first', async () => {
  const { bus } = open()
  const order: string[] = []
  bus.on('login.ended', () => bus.signal(opened))
  bus.on('connection.opened', () => void order.push('reaction'))
  bus.deliver(({ type }) => void order.push(`frames of ${type}`))
  await bus.publish(ended)
  expect(order).toEqual(['frames of login.ended', 'reaction'])
})

test('frames that cannot be made are reported, and reactions run all the same', async () => {
  const { bus, failures } = open()
  let reactions = 0
  bus.deliver(() => {
    throw new Error('no frames')
  })
  bus.on('login.ended', () => void (reactions += 1))
  await bus.publish(ended)
  expect([failures, reactions]).toEqual([[[new Error('no frames'), 'login.ended']], 1])
})

test('whatever is registered after a first event is given the next one', async () => {
  const { bus } = open()
  const given: string[] = []
  bus.on('connection.opened', () => void given.push('first'))
  await bus.signal(opened)
  bus.on('connection.opened', () => void given.push('second'))
  bus.observeAll('all', () => void given.push('observer'))
  await bus.signal(opened)
  expect(given).toEqual(['first', 'observer', 'first', 'second'])
})

test('figures are true as soon as an event is published, before its reactions are done', () => {
  const { bus } = open()
  let count = 0
  bus.on('connection.opened', () => new Promise(() => undefined))
  bus.observe('figures', { 'connection.opened': () => void (count += 1) })
  void bus.signal(opened)
  void bus.signal(closed)
  expect(count).toBe(1)
})

test('a slow observer delays no sender, and gets its events in order once each is done with', async () => {
  const { bus } = open()
  const given: string[] = []
  const [first, last] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  bus.observe('slow', {
    'connection.opened': async () => {
      given.push('opened')
      await first.promise
    },
    'connection.closed': () => {
      given.push('closed')
      last.resolve()
    },
  })
  let others = 0
  bus.observeAll('quick', () => void (others += 1))
  await bus.signal(opened)
  await bus.publish(ended)
  await bus.signal(closed)
  expect([given, others]).toEqual([['opened'], 3])
  first.resolve()
  await last.promise
  expect(given).toEqual(['opened', 'closed'])
})

test('an observer that fails, at once or later, is reported and gets the next event', async () => {
  const { bus, failures } = open()
  const done = Promise.withResolvers<void>()
  bus.observe('weak', {
    'connection.opened': () => Promise.reject(new Error('later')),
    'connection.closed': () => {
      throw new Error('at once')
    },
    'login.ended': () => done.resolve(),
  })
  await bus.signal(opened)
  await bus.signal(closed)
  await bus.publish(ended)
  await done.promise
  expect(failures).toEqual([
    [new Error('later'), 'weak'],
    [new Error('at once'), 'weak'],
  ])
})

test('the backlog of an observer is bounded: what is beyond it is counted, and reported once', async () => {
  const { bus, failures } = open()
  const [first, last] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let given = 0
  bus.observeAll('stuck', async () => {
    given += 1
    await first.promise
    if (given === MAX_BACKLOG + 1) last.resolve()
  })
  for (let n = 0; n < MAX_BACKLOG + 4; n += 1) await bus.signal(opened)
  expect([given, bus.dropped()]).toEqual([1, new Map([['stuck', 3]])])
  first.resolve()
  await last.promise
  expect(given).toBe(MAX_BACKLOG + 1)
  expect(failures).toEqual([
    [expect.objectContaining({ message: expect.stringContaining('dropped') }), 'stuck'],
  ])
})
