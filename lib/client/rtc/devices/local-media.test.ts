import { beforeEach, expect, test, vi } from 'vitest'
import { ANSWER_PATIENCE_MS, createLocalMedia, type LocalMediaEvent } from './local-media'
import type { PermissionAnswer } from './permission'
import { createFakeClock, type FakeClock, settled } from '@/lib/client/testing/fake-clock'

let clock: FakeClock
beforeEach(() => {
  clock = createFakeClock()
})

function fakeTrack(kind: string) {
  const target = new EventTarget()
  return Object.assign(target, { kind, stop: vi.fn<() => void>(), contentHint: '' })
}
type FakeTrack = ReturnType<typeof fakeTrack>

const refusal = (name: string) => Object.assign(new Error('refused'), { name })

interface Browser {
  readonly permission?: PermissionAnswer
  /** Answers a question. */
  readonly answer?: (asked: MediaStreamConstraints) => Promise<readonly FakeTrack[]>
  readonly isSecure?: boolean
}

function setUp({ permission = 'granted', answer, isSecure = true }: Browser = {}) {
  const asked: MediaStreamConstraints[] = []
  const given: FakeTrack[] = []
  const events: LocalMediaEvent[] = []
  const give = async ({ audio, video }: MediaStreamConstraints) => [
    ...(audio ? [fakeTrack('audio')] : []),
    ...(video ? [fakeTrack('video')] : []),
  ]
  const getUserMedia = async (constraints: MediaStreamConstraints = {}) => {
    asked.push(constraints)
    const tracks = await (answer ?? give)(constraints)
    given.push(...tracks)
    return { getTracks: () => tracks } as unknown as MediaStream
  }
  const media = createLocalMedia({
    mediaDevices: isSecure ? { getUserMedia } : undefined,
    permission: async () => permission,
    clock,
    onEvent: (event) => events.push(event),
  })
  return { media, asked, given, events }
}

test('nothing is asked for before it is opened', () => {
  expect(setUp().asked).toEqual([])
})

test("the microphone is asked for with the document's settings", async () => {
  const { media, asked } = setUp()
  expect(await media.open({ audio: null })).toEqual({ kind: 'open' })
  expect(asked).toEqual([
    {
      audio: {
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        sampleRate: 48_000,
        channelCount: 1,
      },
      video: false,
    },
  ])
  expect(media.track('audio')?.kind).toBe('audio')
})

test('a chosen device is preferred and not insisted on', async () => {
  const { media, asked } = setUp()
  await media.open({ audio: 'headset', video: 'back-camera' })
  expect(asked[0]).toMatchObject({
    audio: { deviceId: { ideal: 'headset' } },
    video: { deviceId: { ideal: 'back-camera' }, facingMode: undefined },
  })
})

test.each([
  { name: 'NotAllowedError', permission: 'denied', problem: 'denied' },
  { name: 'NotAllowedError', permission: 'unknown', problem: 'denied' },
  { name: 'NotAllowedError', permission: 'prompt', problem: 'dismissed' },
  { name: 'NotAllowedError', permission: 'granted', problem: 'denied-by-system' },
  { name: 'NotFoundError', permission: 'granted', problem: 'not-found' },
  { name: 'NotReadableError', permission: 'granted', problem: 'in-use' },
  { name: 'AbortError', permission: 'granted', problem: 'in-use' },
  { name: 'OverconstrainedError', permission: 'granted', problem: 'unsupported-constraint' },
  { name: 'SecurityError', permission: 'granted', problem: 'insecure' },
  { name: 'SomethingNewError', permission: 'granted', problem: 'unknown' },
] as const)('$name with a permission of $permission is $problem', async ({ name, permission, problem }) => {
  const { media } = setUp({ permission, answer: () => Promise.reject(refusal(name)) })
  expect(await media.open({ audio: null })).toEqual({ kind: 'refused', problem })
  expect(media.track('audio')).toBeUndefined()
})

test('over plain http there is nothing to ask', async () => {
  expect(await setUp({ isSecure: false }).media.open({ audio: null })).toEqual({
    kind: 'refused',
    problem: 'insecure',
  })
})

test('without a camera the microphone is opened alone, and one is told why', async () => {
  const { media, asked } = setUp({
    answer: async ({ video }) => {
      if (video) throw refusal('NotFoundError')
      return [fakeTrack('audio')]
    },
  })
  expect(await media.open({ audio: null, video: null })).toEqual({ kind: 'open', lacking: 'not-found' })
  expect(asked).toHaveLength(2)
  expect([media.track('audio')?.kind, media.track('video')]).toEqual(['audio', undefined])
})

test('who closed the question is not asked again at once', async () => {
  const { media, asked } = setUp({
    permission: 'prompt',
    answer: () => Promise.reject(refusal('NotAllowedError')),
  })
  expect(await media.open({ audio: null, video: null })).toEqual({ kind: 'refused', problem: 'dismissed' })
  expect(asked).toHaveLength(1)
})

/** A question that is answered when the test says so. */
function pending() {
  let give = (_: readonly FakeTrack[]) => {}
  const answer = () => new Promise<readonly FakeTrack[]>((resolve) => (give = resolve))
  return { answer, give: (tracks: readonly FakeTrack[]) => give(tracks) }
}

test('a question that nobody answers ends after a minute, and a late answer is let go', async () => {
  const question = pending()
  const { media } = setUp({ answer: question.answer })
  const opened = media.open({ audio: null })
  await clock.pass(ANSWER_PATIENCE_MS)
  expect(await opened).toEqual({ kind: 'refused', problem: 'unanswered' })
  const late = fakeTrack('audio')
  question.give([late])
  await settled()
  expect([late.stop.mock.calls.length, media.track('audio')]).toEqual([1, undefined])
})

test('what is answered after it was stopped is let go', async () => {
  const question = pending()
  const { media } = setUp({ answer: question.answer })
  const opened = media.open({ audio: null })
  media.stop()
  const late = fakeTrack('audio')
  question.give([late])
  expect(await opened).toEqual({ kind: 'superseded' })
  expect(late.stop).toHaveBeenCalledOnce()
  expect(clock.waiting()).toBe(0)
})

test('another microphone takes the place of the one before, which is released', async () => {
  const { media, given } = setUp()
  await media.open({ audio: null })
  await media.open({ audio: 'headset' })
  expect(given.map(({ stop }) => stop.mock.calls.length)).toEqual([1, 0])
  expect(media.track('audio')).toBe(given[1])
})

test('a device that is gone is told once, and what was replaced tells nothing', async () => {
  const { media, given, events } = setUp()
  await media.open({ audio: null })
  await media.open({ audio: 'headset' })
  given[0]?.dispatchEvent(new Event('ended'))
  expect(events).toEqual([])
  given[1]?.dispatchEvent(new Event('ended'))
  given[1]?.dispatchEvent(new Event('ended'))
  expect(events).toEqual([{ kind: 'ended', media: 'audio' }])
  expect(media.track('audio')).toBeUndefined()
})

test("a telephone call's beginning and end are told", async () => {
  const { media, given, events } = setUp()
  await media.open({ audio: null })
  given[0]?.dispatchEvent(new Event('mute'))
  given[0]?.dispatchEvent(new Event('unmute'))
  expect(events).toEqual([
    { kind: 'interrupted', media: 'audio', isInterrupted: true },
    { kind: 'interrupted', media: 'audio', isInterrupted: false },
  ])
})

test('stopping releases every device, closing one alone', async () => {
  const { media, given } = setUp()
  await media.open({ audio: null, video: null })
  media.close('video')
  expect(given.map(({ stop }) => stop.mock.calls.length)).toEqual([0, 1])
  media.stop()
  media.stop()
  expect(given.map(({ stop }) => stop.mock.calls.length)).toEqual([1, 1])
})
