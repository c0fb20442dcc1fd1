import { expect, test } from 'vitest'
import type { DomainEvent } from '@/lib/domain/events/domain-event'
import type { Signal } from '@/lib/domain/events/signal'
import { createBus } from './bus'
import { MAX_BACKLOG } from './observer'

const closing: Signal = { type: 'account.closing', user: 'ann', at: 1 }
const banned: Signal = { type: 'account.banned', user: 'ann', by: 'moderator', at: 2 }
const ended: DomainEvent = { type: 'login.ended', login: 'one', user: 'ann', at: 1, audience: [] }

function open() {
  const failures: unknown[] = []
  const bus = createBus((error, { type, observer }) => void failures.push([error, observer ?? type]))
  return { bus, failures }
}

test('reactions run one after the other, and those of another event do not run', async () => {
  const { bus } = open()
  const order: string[] = []
  bus.on('account.closing', async () => {
    order.push('first begins')
    await Promise.resolve()
    order.push('first ends')
  })
  bus.on('account.banned', () => void order.push('another event'))
  bus.on('account.closing', ({ user }) => void order.push(`last is given ${user}`))
  await bus.signal(closing)
  expect(order).toEqual(['first begins', 'first ends', 'last is given ann'])
})

test('a reaction that fails is reported and stops no other', async () => {
  const { bus, failures } = open()
  let reactions = 0
  bus.on('account.closing', () => Promise.reject(new Error('later')))
  bus.on('account.closing', () => {
    throw new Error('at once')
  })
  bus.on('account.closing', () => void (reactions += 1))
  await bus.signal(closing)
  expect(reactions).toBe(1)
  expect(failures).toEqual([
    [new Error('later'), 'account.closing'],
    [new Error('at once'), 'account.closing'],
  ])
})

test('frames of an event go out before anything that follows from it, whatever was registered first', async () => {
  const { bus } = open()
  const order: string[] = []
  bus.on('login.ended', () => bus.signal(closing))
  bus.on('account.closing', () => void order.push('reaction'))
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
  bus.on('account.closing', () => void given.push('first'))
  await bus.signal(closing)
  bus.on('account.closing', () => void given.push('second'))
  bus.observeAll('all', () => void given.push('observer'))
  await bus.signal(closing)
  expect(given).toEqual(['first', 'observer', 'first', 'second'])
})

test('figures are true as soon as an event is published, before its reactions are done', () => {
  const { bus } = open()
  let count = 0
  bus.on('account.closing', () => new Promise(() => undefined))
  bus.observe('figures', { 'account.closing': () => void (count += 1) })
  void bus.signal(closing)
  void bus.signal(banned)
  expect(count).toBe(1)
})

test('an observer that returns a value which is no promise is done at once', async () => {
  const { bus, failures } = open()
  const seen: string[] = []
  const count: (event: { readonly type: string }) => void = ({ type }) => seen.push(type)
  bus.observe('figures', { 'account.closing': count })
  await bus.signal(closing)
  await bus.signal(closing)
  expect([seen.length, failures]).toEqual([2, []])
})

test('a slow observer delays no sender, and gets its events in order once each is done with', async () => {
  const { bus } = open()
  const given: string[] = []
  const [first, last] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  bus.observe('slow', {
    'account.closing': async () => {
      given.push('closing')
      await first.promise
    },
    'account.banned': () => {
      given.push('banned')
      last.resolve()
    },
  })
  let others = 0
  bus.observeAll('quick', () => void (others += 1))
  await bus.signal(closing)
  await bus.publish(ended)
  await bus.signal(banned)
  expect([given, others]).toEqual([['closing'], 3])
  first.resolve()
  await last.promise
  expect(given).toEqual(['closing', 'banned'])
})

test('an observer that fails, at once or later, is reported and gets the next event', async () => {
  const { bus, failures } = open()
  const done = Promise.withResolvers<void>()
  bus.observe('weak', {
    'account.closing': () => Promise.reject(new Error('later')),
    'account.banned': () => {
      throw new Error('at once')
    },
    'login.ended': () => done.resolve(),
  })
  await bus.signal(closing)
  await bus.signal(banned)
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
  for (let n = 0; n < MAX_BACKLOG + 4; n += 1) await bus.signal(closing)
  expect([given, bus.dropped()]).toEqual([1, new Map([['stuck', 3]])])
  first.resolve()
  await last.promise
  expect(given).toBe(MAX_BACKLOG + 1)
  expect(failures).toEqual([
    [expect.objectContaining({ message: expect.stringContaining('dropped') }), 'stuck'],
  ])
})
