import { expect, test } from 'vitest'
import type { FrameReply, FrameRequest } from './frame-messages'
import { CLASSIFY_LIMIT_MS, createFrameModel, LOAD_LIMIT_MS } from './frame-model'
import { toScores } from './scores'
import { createFakeClock } from '@/lib/client/testing/fake-clock'

function setUp() {
  const clock = createFakeClock()
  const target = new EventTarget()
  const requests: FrameRequest[] = []
  let isTerminated = false
  const worker = {
    addEventListener: (type: string, listener: (event: Event) => void) =>
      target.addEventListener(type, listener),
    postMessage: (request: FrameRequest) => void requests.push(request),
    terminate: () => void (isTerminated = true),
  }
  return {
    clock,
    requests,
    model: createFrameModel({ start: () => worker, clock }),
    reply: (data: FrameReply) => target.dispatchEvent(new MessageEvent('message', { data })),
    break: () => target.dispatchEvent(new Event('error')),
    isTerminated: () => isTerminated,
  }
}

const frame = () => ({ width: 224, height: 224, close: () => {} })
const SCORES = toScores([{ className: 'Neutral', probability: 1 }])

async function loaded() {
  const world = setUp()
  const loading = world.model.load()
  world.reply({ type: 'ready' })
  expect(await loading).toBeUndefined()
  return world
}

test('frames are answered each with its own scores, in any order', async () => {
  const { model, requests, reply } = await loaded()
  const [first, second] = [model.classify(frame()), model.classify(frame())]
  const other = { ...SCORES, porn: 0.5 }
  const [a, b] = requests.map(({ id }) => id)
  reply({ type: 'scores', id: b ?? -1, scores: other })
  reply({ type: 'scores', id: a ?? -1, scores: SCORES })
  expect([await first, await second]).toEqual([SCORES, other])
})

test('loading that gives no answer ends at its limit, and so does the worker', async () => {
  const { model, clock, isTerminated } = setUp()
  const loading = model.load()
  await clock.pass(LOAD_LIMIT_MS - 1)
  expect(isTerminated()).toBe(false)
  await clock.pass(1)
  expect([await loading, isTerminated()]).toEqual(['timeout', true])
})

test('a classified frame in time leaves no limit behind', async () => {
  const { model, requests, reply, clock, isTerminated } = await loaded()
  const answer = model.classify(frame())
  reply({ type: 'scores', id: requests[0]?.id ?? -1, scores: SCORES })
  await answer
  await clock.pass(CLASSIFY_LIMIT_MS + LOAD_LIMIT_MS)
  expect(isTerminated()).toBe(false)
})

test('a worker that is stuck in a frame is ended', async () => {
  const { model, clock, isTerminated } = await loaded()
  const answer = model.classify(frame())
  await clock.pass(CLASSIFY_LIMIT_MS)
  expect([await answer, isTerminated()]).toEqual(['timeout', true])
  expect(await model.classify(frame())).toBe('failed')
})

test('a frame that cannot be read is no reason to give up', async () => {
  const { model, requests, reply, isTerminated } = await loaded()
  const answer = model.classify(frame())
  reply({ type: 'unread', id: requests[0]?.id ?? -1, message: 'detached' })
  expect([await answer, isTerminated()]).toEqual([undefined, false])
})

test('a model that cannot be had, and a script that is blocked, are known at once', async () => {
  const missing = setUp()
  const loading = missing.model.load()
  missing.reply({ type: 'failed', message: '404' })
  expect([await loading, missing.isTerminated()]).toEqual(['failed', true])
  const blocked = setUp()
  const other = blocked.model.load()
  blocked.break()
  expect(await other).toBe('failed')
})

test('a browser without workers is unsupported', async () => {
  const start = () => {
    throw new ReferenceError('Worker is not defined')
  }
  expect(await createFrameModel({ start, clock: createFakeClock() }).load()).toBe('unsupported')
})
