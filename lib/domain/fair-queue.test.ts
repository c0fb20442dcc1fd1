import { expect, test } from 'vitest'
import { createFairQueue } from './fair-queue'

function queueOf(atOnce: number, waiting: number, ofAddress?: number) {
  const queue = createFairQueue({ atOnce, waiting, ...(ofAddress && { ofAddress }) })
  const told: string[] = []
  const enter = (address: string, name: string) =>
    queue.enter(address, {
      start: () => void told.push(name),
      refuse: () => void told.push(`not ${name}`),
    })
  return { queue, told, enter }
}

test('so many are served at once, and the next when one is done', () => {
  const { queue, told, enter } = queueOf(2, 10)
  for (const name of ['1', '2', '3']) enter('a', name)
  expect(told).toEqual(['1', '2'])
  queue.done()
  expect(told).toEqual(['1', '2', '3'])
})

test('addresses take turns, however often one asks', () => {
  const { queue, told, enter } = queueOf(1, 10)
  for (const name of ['a1', 'a2', 'a3']) enter('a', name)
  enter('b', 'b1')
  enter('c', 'c1')
  for (let count = 0; count < 4; count += 1) queue.done()
  expect(told).toEqual(['a1', 'a2', 'b1', 'c1', 'a3'])
})

test('when it is full the one who holds most places gives one up, and nobody else is kept out', () => {
  const { told, enter } = queueOf(1, 3)
  for (const name of ['a0', 'a1', 'a2', 'a3']) enter('a', name)
  enter('b', 'b1')
  expect(told).toEqual(['a0', 'not a3'])
  enter('a', 'a4')
  expect(told).toEqual(['a0', 'not a3', 'not a4'])
})

test('who leaves frees the place', () => {
  const { queue, told, enter } = queueOf(1, 1)
  enter('a', '1')
  const leave = enter('a', '2')
  leave()
  leave()
  expect(queue.waiting()).toBe(0)
  enter('a', '3')
  queue.done()
  expect(told).toEqual(['1', '3'])
})

test('one address has no more places than its own, also while others are free', () => {
  const { queue, told, enter } = queueOf(1, 10, 2)
  for (const name of ['a0', 'a1', 'a2', 'a3']) enter('a', name)
  enter('b', 'b1')
  expect(told).toEqual(['a0', 'not a3'])
  queue.done()
  enter('a', 'a4')
  expect(told).toEqual(['a0', 'not a3', 'a1'])
  expect(queue.waiting()).toBe(3)
})
