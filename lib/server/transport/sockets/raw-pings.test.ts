import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { pingRaw } from './raw-pings'

const INTERVAL_MS = 15_000

/** Intervals until a client is given up; undefined: not within an hour. */
async function givenUpAfter({ answers, lateMs = 0 }: { answers: boolean; lateMs?: number }) {
  const clock = createFakeClock()
  const client = new EventEmitter()
  let [late, isEnded] = [0, false]
  const ping = () => void (answers && client.emit('pong'))
  const terminate = () => void (isEnded = true)
  pingRaw(Object.assign(client, { ping, terminate }), { clock, ownDelay: { total: () => late } })
  for (let intervals = 1; intervals <= 240; intervals += 1) {
    late += lateMs
    await clock.advance(INTERVAL_MS)
    if (isEnded) return intervals
  }
  return undefined
}

test('a client that answers is never given up', async () => {
  expect(await givenUpAfter({ answers: true })).toBeUndefined()
})

test('a client that does not answer a ping is given up at the next one', async () => {
  expect(await givenUpAfter({ answers: false })).toBe(2)
})

test('a server that is a little late each time gives up all the same', async () => {
  expect(await givenUpAfter({ answers: false, lateMs: 60 })).toBe(3)
})

test('a server that did not run for a while gives that time back', async () => {
  const clock = createFakeClock()
  const client = new EventEmitter()
  let [late, isEnded] = [0, false]
  const terminate = () => void (isEnded = true)
  pingRaw(Object.assign(client, { ping: () => undefined, terminate }), {
    clock,
    ownDelay: { total: () => late },
  })
  await clock.advance(INTERVAL_MS)
  late = 2 * INTERVAL_MS
  await clock.advance(2 * INTERVAL_MS)
  expect(isEnded).toBe(false)
  await clock.advance(INTERVAL_MS)
  expect(isEnded).toBe(true)
})
