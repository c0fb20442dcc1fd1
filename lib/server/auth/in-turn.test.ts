import { expect, test } from 'vitest'
import { createInTurn } from './in-turn'

/** A queue whose jobs end when the test ends them. */
function open({ atOnce = 2, waiting = 4, ofAddress = 2 } = {}) {
  let refused = 0
  const inTurn = createInTurn({ atOnce, waiting, ofAddress }, () => void (refused += 1))
  const begun: string[] = []
  const ends: (() => void)[] = []
  const gone = new AbortController()
  const ask = (name: string, address = name, signal?: AbortSignal) => {
    const answer = inTurn({ address, signal }, () => {
      begun.push(name)
      return new Promise<string>((resolve) => ends.push(() => resolve(name)))
    })
    return answer.catch((error: unknown) => error)
  }
  const endOne = async () => {
    ends.shift()?.()
    await new Promise((resolve) => void setImmediate(resolve))
  }
  return { ask, begun, endOne, gone, refused: () => refused }
}

const full = { reason: 'UNAVAILABLE', details: { retryAfter: 5 } }

test('as many jobs as configured run at once, the others in order, and each gets its own answer', async () => {
  const { ask, begun, endOne } = open()
  const answers = ['ann', 'bob', 'cem', 'dan'].map((name) => ask(name))
  expect(begun).toEqual(['ann', 'bob'])
  for (let count = 0; count < 4; count += 1) await endOne()
  expect(await Promise.all(answers)).toEqual(['ann', 'bob', 'cem', 'dan'])
})

test('an address beyond its share is refused at once, and no other is', async () => {
  const { ask, begun, endOne, refused } = open()
  const mine = [1, 2, 3, 4, 5, 6].map((number) => ask(`mine ${number}`, 'me'))
  expect(await Promise.all(mine.slice(4))).toMatchObject([full, full])
  const other = ask('other')
  expect(refused()).toBe(2)
  for (let count = 0; count < 5; count += 1) await endOne()
  expect(await other).toBe('other')
  expect(begun).toEqual(['mine 1', 'mine 2', 'mine 3', 'other', 'mine 4'])
})

test('when the queue is full, the next job is refused, however many addresses there are', async () => {
  const { ask, refused } = open()
  const names = Array.from({ length: 40 }, (_, index) => `address ${index}`)
  const answers = names.map((name) => ask(name))
  expect(await Promise.all(answers.slice(6))).toMatchObject(Array.from({ length: 34 }, () => full))
  expect(refused()).toBe(34)
})

test('a client that has gone while waiting, or before, costs nothing and leaves the queue', async () => {
  const { ask, begun, endOne, gone, refused } = open({ atOnce: 1, waiting: 1 })
  const first = ask('first')
  const second = ask('second', 'second', gone.signal)
  gone.abort()
  expect(await second).toMatchObject({ reason: 'UNAVAILABLE' })
  expect(await ask('never', 'never', gone.signal)).toMatchObject({ reason: 'UNAVAILABLE' })
  const third = ask('third')
  await endOne()
  await endOne()
  expect([await first, await third]).toEqual(['first', 'third'])
  expect([begun, refused()]).toEqual([['first', 'third'], 0])
})

test('a job that fails leaves the queue too', async () => {
  const inTurn = createInTurn({ atOnce: 1, waiting: 1 }, () => undefined)
  const broken = inTurn({ address: 'a' }, () => Promise.reject(new Error('out of memory')))
  const next = inTurn({ address: 'a' }, async () => 'done')
  await expect(broken).rejects.toThrow('out of memory')
  expect(await next).toBe('done')
})
