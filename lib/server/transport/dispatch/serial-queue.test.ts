import { expect, test } from 'vitest'
import { SerialQueue } from './serial-queue'

/** A job that ends when the test ends it. */
function held(log: string[], name: string) {
  let end: (error?: Error) => void = () => undefined
  const job = () => {
    log.push(`${name} begins`)
    return new Promise<void>((resolve, reject) => {
      end = (error) => (error ? reject(error) : resolve())
    }).finally(() => log.push(`${name} ends`))
  }
  return { job, end: (error?: Error) => end(error) }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('the first begins at once, each other one when the one before has ended', async () => {
  const log: string[] = []
  const queue = new SerialQueue(() => undefined)
  const [first, second] = [held(log, 'first'), held(log, 'second')]
  queue.add(first.job)
  queue.add(second.job)
  expect(log).toEqual(['first begins'])
  expect(queue.waiting()).toBe(2)
  first.end()
  await settle()
  expect(log).toEqual(['first begins', 'first ends', 'second begins'])
  second.end()
  await settle()
  expect(queue.waiting()).toBe(0)
})

test('a failing job is reported, and the jobs after it run', async () => {
  const log: string[] = []
  const failures: unknown[] = []
  const queue = new SerialQueue((error) => void failures.push(error))
  const [first, second, third] = [held(log, 'first'), held(log, 'second'), held(log, 'third')]
  queue.add(first.job)
  queue.add(second.job)
  const error = new Error('no')
  first.end(error)
  await settle()
  second.end()
  await settle()
  queue.add(third.job)
  third.end()
  await settle()
  expect(failures).toEqual([error])
  expect(log.filter((line) => line.endsWith('begins'))).toHaveLength(3)
  expect(queue.waiting()).toBe(0)
})
