import { expect, test } from 'vitest'
import { createFairQueue } from './fair-queue'

function queueOf(atOnce: number, waiting: number, ofAddress?: number) {
  const queue = createFairQueue({ atOnce, waiting, ...(ofAddress && { ofAddress }) })
  const log: string[] = []
  const enter = (address: string, name: string) =>
    queue.enter(address, {
      start: () => void log.push(name),
      refuse: () => void log.push(`not ${name}`),
    })
  return { queue, log, enter }
}

test('as many as configured are served at once, and the next when one is done', () => {
  const { queue, log, enter } = queueOf(2, 10)
  for (const name of ['1', '2', '3']) enter('a', name)
  expect(log).toEqual(['1', '2'])
  queue.done()
  expect(log).toEqual(['1', '2', '3'])
})

test('addresses are served alternately, however often one asks', () => {
  const { queue, log, enter } = queueOf(1, 10)
  for (const name of ['a1', 'a2', 'a3']) enter('a', name)
  enter('b', 'b1')
  enter('c', 'c1')
  for (let count = 0; count < 4; count += 1) queue.done()
  expect(log).toEqual(['a1', 'a2', 'b1', 'c1', 'a3'])
})

test('when the queue is full, the address with the most entries loses its newest, and no other is refused', () => {
  const { log, enter } = queueOf(1, 3)
  for (const name of ['a0', 'a1', 'a2', 'a3']) enter('a', name)
  enter('b', 'b1')
  expect(log).toEqual(['a0', 'not a3'])
  enter('a', 'a4')
  expect(log).toEqual(['a0', 'not a3', 'not a4'])
})

test('an entry that leaves makes room', () => {
  const { queue, log, enter } = queueOf(1, 1)
  enter('a', '1')
  const leave = enter('a', '2')
  leave()
  leave()
  expect(queue.waiting()).toBe(0)
  enter('a', '3')
  queue.done()
  expect(log).toEqual(['1', '3'])
})

test('one address has no more entries than its share, also while there is room', () => {
  const { queue, log, enter } = queueOf(1, 10, 2)
  for (const name of ['a0', 'a1', 'a2', 'a3']) enter('a', name)
  enter('b', 'b1')
  expect(log).toEqual(['a0', 'not a3'])
  queue.done()
  enter('a', 'a4')
  expect(log).toEqual(['a0', 'not a3', 'a1'])
  expect(queue.waiting()).toBe(3)
})
