import { expect, test } from 'vitest'
import { createTurns } from './serial-queue'

/** A job that ends when told. */
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
  const turns = createTurns(() => undefined)
  const [first, second] = [held(log, 'first'), held(log, 'second')]
  turns.take(first.job)
  turns.take(second.job)
  expect(log).toEqual(['first begins'])
  expect(turns.waiting()).toBe(2)
  first.end()
  await settle()
  expect(log).toEqual(['first begins', 'first ends', 'second begins'])
  second.end()
  await settle()
  expect(turns.waiting()).toBe(0)
})

test('one that fails is told and stops nobody, nor does what comes later', async () => {
  const log: string[] = []
  const failures: unknown[] = []
  const turns = createTurns((error) => void failures.push(error))
  const [first, second, third] = [held(log, 'first'), held(log, 'second'), held(log, 'third')]
  turns.take(first.job)
  turns.take(second.job)
  const error = new Error('no')
  first.end(error)
  await settle()
  second.end()
  await settle()
  turns.take(third.job)
  third.end()
  await settle()
  expect(failures).toEqual([error])
  expect(log.filter((line) => line.endsWith('begins'))).toHaveLength(3)
  expect(turns.waiting()).toBe(0)
})
