import { expect, test, vi } from 'vitest'
import { createPageAudio } from './audio-context'
import { createMutedSpeech, createSilentMicrophone, createSpeaking, levelOf } from './level'
import { createMeter, type MeterContext } from './meter'

/** A tone of so many decibels below full scale. */
const tone = (decibels: number) =>
  Float32Array.from({ length: 2_048 }, (_, at) => 10 ** (decibels / 20) * Math.SQRT2 * Math.sin(at / 3))

test.each([
  { decibels: -90, level: 0 },
  { decibels: -60, level: 0 },
  { decibels: -45, level: 0.3 },
  { decibels: -35, level: 0.5 },
  { decibels: -10, level: 1 },
  { decibels: 0, level: 1 },
])('a tone of $decibels dB has level $level', ({ decibels, level }) => {
  expect(levelOf(tone(decibels))).toBeCloseTo(level, 2)
})

test('no sound at all has level 0', () => {
  expect([levelOf(new Float32Array(2_048)), levelOf(new Float32Array())]).toEqual([0, 0])
})

test('speaking begins at 30 %, goes on at 20 %, and ends after a gap of 400 ms', () => {
  const speaks = createSpeaking()
  const levels = [0.29, 0.3, 0.21, 0.19, 0.19, 0.19, 0.25]
  const times = [0, 100, 200, 300, 599, 600, 700]
  expect(levels.map((level, at) => speaks(level, times[at] ?? 0))).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
    false,
  ])
})

/** At which of the times a hint is given, read every 100 ms. */
function hints(from: number, to: number, isLoud: (at: number) => boolean, isMuted: (at: number) => boolean) {
  const hint = createMutedSpeech()
  const given: number[] = []
  for (let at = from; at <= to; at += 100) if (hint(isLoud(at) ? 0.6 : 0, isMuted(at), at)) given.push(at)
  return given
}

const always = () => true
const never = () => false

test('speaking for a second while muted gives one hint, and the next after 20 s', () => {
  expect(hints(0, 25_000, always, always)).toEqual([1_000, 21_000])
})

test('who is not muted, silent, or coughs, gets none', () => {
  expect(hints(0, 30_000, always, never)).toEqual([])
  expect(hints(0, 30_000, never, always)).toEqual([])
  expect(hints(0, 30_000, (at) => at % 5_000 < 300, always)).toEqual([])
})

test('muting in the middle of a sentence counts from the muting', () => {
  expect(hints(0, 3_000, always, (at) => at >= 1_500)).toEqual([2_500])
})

test.each([
  { what: 'nothing for 5 s', level: 0, isMuted: false, silent: true },
  { what: 'nothing while muted', level: 0, isMuted: true, silent: false },
  { what: 'a quiet room', level: 0.01, isMuted: false, silent: false },
])('$what: a silent microphone is $silent', ({ level, isMuted, silent }) => {
  const isSilent = createSilentMicrophone()
  expect(isSilent(level, isMuted, 0)).toBe(false)
  expect(isSilent(level, isMuted, 4_999)).toBe(false)
  expect(isSilent(level, isMuted, 5_000)).toBe(silent)
})

test('a meter reads a stream and lets go of it', () => {
  const [connect, disconnect] = [vi.fn<() => void>(), vi.fn<() => void>()]
  const context = {
    createAnalyser: () => ({
      fftSize: 0,
      getFloatTimeDomainData: (into: Float32Array) => into.set(tone(-35)),
    }),
    createMediaStreamSource: () => ({ connect, disconnect }),
  } as unknown as MeterContext
  const meter = createMeter(context, {} as MediaStream)
  expect(meter.level()).toBeCloseTo(0.5, 1)
  expect(meter.samples()).toHaveLength(2_048)
  meter.close()
  expect([connect.mock.calls.length, disconnect.mock.calls.length]).toEqual([1, 1])
})

function fakePage() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const context = {
    state: 'suspended' as AudioContextState,
    resume: vi.fn<() => Promise<void>>(async () => {
      context.state = 'running'
    }),
    close: vi.fn<() => Promise<void>>(async () => {
      context.state = 'closed'
    }),
  }
  const create = vi.fn<() => AudioContext>(() => context as unknown as AudioContext)
  return { page, context, create, audio: createPageAudio(create, page as unknown as Document) }
}

test('the page has one context, made when it is needed', () => {
  const { audio, create } = fakePage()
  expect(create).not.toHaveBeenCalled()
  expect(audio.context()).toBe(audio.context())
  expect(create).toHaveBeenCalledOnce()
})

test.each(['pointerup', 'keydown', 'visibilitychange'])('%s resumes a suspended context', (name) => {
  const { audio, page, context } = fakePage()
  audio.context()
  page.dispatchEvent(new Event(name))
  expect(context.resume).toHaveBeenCalledOnce()
  page.dispatchEvent(new Event(name))
  expect(context.resume).toHaveBeenCalledOnce()
})

test('a page that is hidden is left as it is', () => {
  const { audio, page, context } = fakePage()
  audio.context()
  page.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
  expect(context.resume).not.toHaveBeenCalled()
})

test('a refused resume says so', async () => {
  const { audio, context } = fakePage()
  context.resume.mockRejectedValue(new Error('no tap'))
  audio.context()
  expect(await audio.resume()).toBe(false)
})

test('a closed context is made anew when it is needed again', async () => {
  const { audio, page, create, context } = fakePage()
  audio.context()
  await audio.close()
  page.dispatchEvent(new Event('pointerup'))
  expect(context.resume).not.toHaveBeenCalled()
  audio.context()
  expect(create).toHaveBeenCalledTimes(2)
})
