import { expect, test, vi } from 'vitest'
import { createFrameCheck } from './frame-check'
import type { ModelProblem } from './frame-model'
import { pictureCover } from './picture-cover'
import type { OffReason } from './run-condition'
import { type Scores, toScores } from './scores'
import { CHECK_EVERY_MS, LOOK_AGAIN_MS, watchFrames } from './watch-frames'
import { createFakeClock, settled } from '@/lib/client/testing/fake-clock'

const NUDITY: Scores = { ...toScores([]), porn: 0.9 }
const HARMLESS: Scores = { ...toScores([]), neutral: 1 }

function setUp() {
  const clock = createFakeClock()
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const open = new Set<string>()
  let count = 0
  const bitmap = (name: string) => {
    open.add(name)
    return { width: 1, height: 1, close: () => void open.delete(name) }
  }
  const world = {
    off: undefined as OffReason | undefined,
    problem: undefined as ModelProblem | undefined,
    answer: HARMLESS as Scores | ModelProblem | undefined,
    source: 'video' as string | undefined,
    hasFrame: true,
    isLimited: false,
  }
  const classify = vi.fn<(frame: ImageBitmap) => Promise<typeof world.answer>>((frame) => {
    frame.close()
    return Promise.resolve(world.answer)
  })
  const models: { end: () => void }[] = []
  const check = createFrameCheck<string>({
    createModel: () => {
      const model = { load: () => Promise.resolve(world.problem), classify, end: vi.fn<() => void>() }
      models.push(model)
      return model
    },
    take: () => {
      if (!world.hasFrame) return Promise.resolve(undefined)
      count += 1
      return Promise.resolve({ input: bitmap(`input ${count}`), picture: bitmap(`picture ${count}`) })
    },
    whyOff: () => world.off,
    encode: (picture) => Promise.resolve(`encoded ${picture.width}`),
  })
  const watch = () =>
    watchFrames({ check, source: () => world.source, isLimited: () => world.isLimited, clock, page })
  const turn = async (visibilityState: DocumentVisibilityState) => {
    page.visibilityState = visibilityState
    page.dispatchEvent(new Event('visibilitychange'))
    await settled()
  }
  const cover = () => pictureCover(check.store.getState())
  return { world, check, classify, models, clock, open, watch, turn, cover }
}

test('a picture is covered until its first frame was checked, and then shown', async () => {
  const { check, watch, cover, world, clock } = setUp()
  world.hasFrame = false
  watch()
  await settled()
  expect([check.store.getState().state.phase, cover()]).toEqual(['ready', 'checking'])
  world.hasFrame = true
  await clock.pass(LOOK_AGAIN_MS)
  expect(cover()).toBe('clear')
})

test('after the first one a frame is checked every five seconds', async () => {
  const { watch, classify, clock } = setUp()
  watch()
  await settled()
  await clock.pass(LOOK_AGAIN_MS)
  classify.mockClear()
  await clock.pass(CHECK_EVERY_MS)
  expect(classify).toHaveBeenCalledTimes(1)
  await clock.pass(CHECK_EVERY_MS)
  expect(classify).toHaveBeenCalledTimes(2)
})

test('a hidden page checks nothing, and a frame at once when it is visible again', async () => {
  const { watch, classify, clock, turn } = setUp()
  watch()
  await clock.pass(CHECK_EVERY_MS)
  await turn('hidden')
  classify.mockClear()
  await clock.pass(5 * CHECK_EVERY_MS)
  expect(classify).not.toHaveBeenCalled()
  await turn('visible')
  expect(classify).toHaveBeenCalledOnce()
})

test('a processor at its limit is spared, but for the first frame', async () => {
  const { watch, classify, clock, world, cover } = setUp()
  world.isLimited = true
  watch()
  await clock.pass(10 * CHECK_EVERY_MS)
  expect([classify.mock.calls.length, cover()]).toEqual([1, 'clear'])
})

test('nudity is covered with its frame kept for a report, and nothing else is kept', async () => {
  const { watch, world, clock, cover, check, open } = setUp()
  world.answer = NUDITY
  watch()
  await clock.pass(LOOK_AGAIN_MS)
  expect(cover()).toBe('covered')
  expect([...open]).toEqual(['picture 1'])
  expect(await check.evidence()).toBe('encoded 1')
  await clock.pass(CHECK_EVERY_MS)
  expect([...open]).toEqual(['picture 2'])
})

test('the viewer decides: what was overruled is shown for the rest of this partner', async () => {
  const { watch, world, clock, cover, check } = setUp()
  world.answer = NUDITY
  const stop = watch()
  await clock.pass(LOOK_AGAIN_MS)
  check.overrule(true)
  await clock.pass(CHECK_EVERY_MS)
  expect(cover()).toBe('shown-anyway')
  check.overrule(false)
  expect(cover()).toBe('covered')
  check.overrule(true)
  stop()
  watch()
  await clock.pass(LOOK_AGAIN_MS)
  expect(cover()).toBe('covered')
})

test('the next partner begins unchecked, and no frame of the last one is left', async () => {
  const { watch, world, clock, cover, open } = setUp()
  world.answer = NUDITY
  const stop = watch()
  await clock.pass(LOOK_AGAIN_MS)
  stop()
  expect([cover(), open.size]).toEqual(['checking', 0])
})

test('an answer about the last partner is not taken for the next one', async () => {
  const { check, classify, cover, open } = setUp()
  await check.load()
  const late = Promise.withResolvers<Scores>()
  classify.mockImplementationOnce((frame) => {
    frame.close()
    return late.promise
  })
  const checking = check.check('video')
  await settled()
  check.startOver()
  late.resolve(NUDITY)
  expect([await checking, cover(), open.size]).toEqual(['unchecked', 'checking', 0])
})

test('a frame is dropped while another one is under way', async () => {
  const { check, classify } = setUp()
  await check.load()
  const both = await Promise.all([check.check('video'), check.check('video')])
  expect([both, classify.mock.calls.length]).toEqual([['clear', 'unchecked'], 1])
})

test.each(['preference', 'data-saving', 'slow-line'] as const)(
  'it does not run because of %s: nothing is loaded, and the picture is shown as not checked',
  async (reason) => {
    const { world, check, models, cover } = setUp()
    world.off = reason
    expect(await check.load()).toEqual({ phase: 'off', reason })
    expect([models.length, cover()]).toEqual([0, 'not-checked'])
  },
)

test('what cannot be loaded is shown as not checked, and is not tried again with every partner', async () => {
  const { world, watch, models, cover, clock } = setUp()
  world.problem = 'timeout'
  const stop = watch()
  await settled()
  expect(cover()).toBe('not-checked')
  stop()
  watch()
  await clock.pass(CHECK_EVERY_MS)
  expect(models).toHaveLength(1)
})

test('a worker that breaks in the middle ends the check, and keeps covered what is covered', async () => {
  const { world, watch, clock, cover, check } = setUp()
  world.answer = NUDITY
  watch()
  await clock.pass(LOOK_AGAIN_MS)
  world.answer = 'timeout'
  await clock.pass(CHECK_EVERY_MS)
  expect(check.store.getState().state).toEqual({ phase: 'unavailable', reason: 'timeout' })
  expect(cover()).toBe('covered')
})

test('switched off in the middle of a session it ends, and switched on again it loads anew', async () => {
  const { world, check, models } = setUp()
  await check.load()
  world.off = 'preference'
  await check.load()
  expect(models.map(({ end }) => end)[0]).toHaveBeenCalledOnce()
  world.off = undefined
  expect(await check.load()).toEqual({ phase: 'ready' })
})

test('disposed of, it holds neither frame nor worker', async () => {
  const { world, check, open, models } = setUp()
  await check.load()
  world.answer = NUDITY
  await check.check('video')
  check.dispose()
  expect([open.size, await check.evidence()]).toEqual([0, undefined])
  expect(models[0]?.end).toHaveBeenCalledOnce()
})
