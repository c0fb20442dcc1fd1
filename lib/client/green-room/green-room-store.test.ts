import { beforeEach, expect, test, vi } from 'vitest'
import { stepsFor } from './browser-steps'
import type { GreenRoomReady, RoomKind } from './green-room-state'
import { createGreenRoom } from './green-room-store'
import { toneFile } from './tone'
import { RECORDED_MS, type SoundTools } from './try-out'
import type { DevicesEvent } from '@/lib/client/rtc/devices/devices'
import type { LocalMediaEvent, MediaWish, OpenAnswer } from '@/lib/client/rtc/devices/local-media'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'
import type { PermissionAnswer } from '@/lib/client/rtc/devices/permission'
import { createFakeClock, type FakeClock, settled } from '@/lib/client/testing/fake-clock'
import { createFakeStores } from '@/lib/client/testing/fake-stores'

let clock: FakeClock
beforeEach(() => {
  clock = createFakeClock()
})

interface Setting {
  readonly kind?: RoomKind
  readonly permission?: PermissionAnswer
  readonly answer?: (wish: MediaWish) => OpenAnswer
  readonly storage?: ReturnType<typeof createFakeStores>['local']
  readonly play?: SoundTools['play']
}

function setUp({ kind = 'voice', permission = 'prompt', answer, storage, play }: Setting = {}) {
  const asked: MediaWish[] = []
  const counted: string[] = []
  const ready: GreenRoomReady[] = []
  const played: (string | null)[] = []
  const listeners = new Set<(event: DevicesEvent | LocalMediaEvent) => void>()
  const open = new Map<string, MediaStreamTrack>()
  const stop = vi.fn<() => void>()
  const closeMeter = vi.fn<() => void>()
  let level = 0
  const track = (id: string) => ({ getSettings: () => ({ deviceId: id }) }) as unknown as MediaStreamTrack
  const own: OwnDevices = {
    media: {
      async open(wish) {
        asked.push(wish)
        const given = answer?.(wish) ?? { kind: 'open' }
        if (given.kind !== 'open') return given
        if (wish.audio !== undefined) open.set('audio', track(wish.audio ?? 'default-mic'))
        if (wish.video !== undefined && !given.lacking) open.set('video', track(wish.video ?? 'default-cam'))
        return given
      },
      track: (media) => open.get(media),
      close: (media) => void open.delete(media),
      stop: () => open.clear(),
    },
    devices: {
      refresh: async () => [{ kind: 'audioinput', id: 'headset', label: 'Headset' }],
      all: () => [],
      chosen: () => undefined,
      choose: () => {},
      use: () => {},
      stop: () => {},
    },
    permission: async () => permission,
    meterOf: () => ({ level: () => level, samples: () => new Float32Array(), close: closeMeter }),
    onEvent: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop,
  }
  const record = vi.fn<SoundTools['record']>(() => async () => new Blob(['sound']))
  const room = createGreenRoom({
    kind,
    own,
    clock,
    storage: storage ?? createFakeStores().local,
    tools: {
      record,
      play: play ?? (async (_, speaker) => void played.push(speaker)),
      hush: () => {},
    },
    count: (of, problem) => counted.push(`${of} ${problem}`),
    onReady: (given) => ready.push(given),
  })
  return {
    room,
    asked,
    counted,
    ready,
    played,
    record,
    stop,
    closeMeter,
    state: room.state.getState,
    speak: (next: number) => {
      level = next
    },
    emit: async (event: DevicesEvent | LocalMediaEvent) => {
      for (const listener of listeners) listener(event)
      await settled()
    },
  }
}

async function entered(setting?: Setting) {
  const made = setUp(setting)
  await made.room.actions.enter()
  return made
}

async function allowed(setting?: Setting) {
  const made = await entered(setting)
  await made.room.actions.allow()
  return made
}

test('entering asks for nothing', async () => {
  const { asked, state } = await entered()
  expect([asked, state().phase]).toEqual([[], { kind: 'welcome', isQuick: false }])
})

test.each([
  { kind: 'voice', wish: { audio: null } },
  { kind: 'video', wish: { audio: null, video: null } },
] as const)('a tap in the room for $kind asks for what it needs', async ({ kind, wish }) => {
  const { asked, state } = await allowed({ kind })
  expect([asked, state().phase]).toEqual([[wish], { kind: 'ready' }])
})

test('while the browser asks, the room says so', async () => {
  const { room, state } = await entered()
  const opened = room.actions.allow()
  expect(state().phase).toEqual({ kind: 'waiting' })
  await opened
})

test('a refusal has its reason, is counted once, and can be tried again', async () => {
  let isAllowed = false
  const answer = (): OpenAnswer => (isAllowed ? { kind: 'open' } : { kind: 'refused', problem: 'denied' })
  const { room, counted, state } = await allowed({ answer })
  expect([state().phase, counted]).toEqual([{ kind: 'refused', problem: 'denied' }, ['voice denied']])
  isAllowed = true
  await room.actions.allow()
  expect(state().phase).toEqual({ kind: 'ready' })
})

test('without a camera the room is ready, and says what is lacking', async () => {
  const { state, counted } = await allowed({
    kind: 'video',
    answer: () => ({ kind: 'open', lacking: 'not-found' }),
  })
  expect([state().phase, counted]).toEqual([{ kind: 'ready', lacking: 'not-found' }, ['video not-found']])
})

test('a voice is heard, and a microphone that gives nothing for 5 s is silent', async () => {
  const { state, speak } = await allowed()
  expect(state().sound).toBe('waiting')
  speak(0.5)
  await clock.pass(200)
  expect(state().sound).toBe('heard')
  speak(0)
  await clock.pass(5_500)
  expect(state().sound).toBe('silent')
})

test('three seconds are recorded and played on the chosen speaker', async () => {
  const { room, state, played, record } = await allowed()
  await room.actions.choose('audiooutput', 'headphones')
  room.actions.hearMyself()
  expect(state().tryOut).toEqual({ kind: 'recording', until: clock.now() + RECORDED_MS })
  await clock.pass(RECORDED_MS)
  expect([record.mock.calls.length, played, state().tryOut]).toEqual([1, ['headphones'], { kind: 'none' }])
})

test('a browser that cannot record says so, and the room stays ready', async () => {
  const { room, state, record } = await allowed()
  record.mockImplementation(() => {
    throw new Error('no recorder')
  })
  room.actions.hearMyself()
  expect([state().tryOut, state().phase]).toEqual([{ kind: 'failed' }, { kind: 'ready' }])
})

test('a browser that does not play says so', async () => {
  const { room, state } = await allowed({ play: () => Promise.reject(new Error('not allowed')) })
  await room.actions.playTone()
  expect(state().tryOut).toEqual({ kind: 'failed' })
})

test('another microphone is opened, measured and remembered', async () => {
  const { room, asked, state, closeMeter } = await allowed()
  await room.actions.choose('audioinput', 'headset')
  expect(asked.at(-1)).toEqual({ audio: 'headset' })
  expect([closeMeter.mock.calls.length, state().phase]).toEqual([1, { kind: 'ready' }])
})

const headset = { kind: 'audioinput', id: 'headset', label: 'Headset' } as const
const camera = { kind: 'videoinput', id: 'front', label: 'Front' } as const

test('an unplugged microphone has its successor, and the last one none', async () => {
  const { asked, state, emit } = await allowed()
  await emit({ kind: 'lost', device: headset, next: { ...headset, id: 'builtin' } })
  expect([asked.at(-1), state().phase]).toEqual([{ audio: 'builtin' }, { kind: 'ready' }])
  await emit({ kind: 'lost', device: headset, next: undefined })
  expect(state().phase).toEqual({ kind: 'refused', problem: 'not-found' })
})

test('an unplugged camera leaves the sound', async () => {
  const { state, emit } = await allowed({ kind: 'video' })
  await emit({ kind: 'lost', device: camera, next: undefined })
  expect(state().phase).toEqual({ kind: 'ready', lacking: 'not-found' })
})

test("a telephone call's interruption is shown and passes", async () => {
  const { state, emit } = await allowed()
  await emit({ kind: 'interrupted', media: 'audio', isInterrupted: true })
  expect(state().isInterrupted).toBe(true)
  await emit({ kind: 'interrupted', media: 'audio', isInterrupted: false })
  expect(state().isInterrupted).toBe(false)
})

test.each([
  { permission: 'granted', wished: true, isQuick: true },
  { permission: 'prompt', wished: true, isQuick: false },
  { permission: 'unknown', wished: true, isQuick: false },
  { permission: 'granted', wished: false, isQuick: false },
] as const)(
  'starting right away (wished: $wished, permission: $permission) is offered: $isQuick',
  async ({ permission, wished, isQuick }) => {
    const storage = createFakeStores().local
    setUp({ storage }).room.actions.preferQuick(wished)
    const { state, asked } = await entered({ permission, storage })
    expect([state().phase, asked]).toEqual([{ kind: 'welcome', isQuick }, []])
  },
)

test('starting right away is one tap', async () => {
  const { room, ready } = await entered({ permission: 'granted' })
  await room.actions.startNow()
  expect(ready).toHaveLength(1)
})

test('a refusal at once starts nothing', async () => {
  const { room, ready, state } = await entered({ answer: () => ({ kind: 'refused', problem: 'in-use' }) })
  await room.actions.startNow()
  expect([ready, state().phase]).toEqual([[], { kind: 'refused', problem: 'in-use' }])
})

test('what is handed on is not let go when the room is left', async () => {
  const { room, ready, stop, closeMeter } = await allowed({ kind: 'video' })
  room.actions.start()
  room.actions.leave()
  expect(ready[0]).toMatchObject({ audioTrack: {}, videoTrack: {}, speaker: null })
  expect([stop.mock.calls.length, clock.waiting()]).toEqual([0, 0])
  expect(closeMeter).toHaveBeenCalled()
})

test('a room that is left lets everything go, also in the middle of a recording', async () => {
  const { room, stop, played } = await allowed()
  room.actions.hearMyself()
  room.actions.leave()
  await clock.pass(10_000)
  expect([stop.mock.calls.length, played, clock.waiting()]).toEqual([1, [], 0])
})

test('the tone is a WAV file of 16 bits', async () => {
  const bytes = new Uint8Array(await toneFile().arrayBuffer())
  expect(new TextDecoder().decode(bytes.slice(0, 4))).toBe('RIFF')
  expect(new DataView(bytes.buffer).getUint32(40, true)).toBe(bytes.length - 44)
})

const CHROME =
  'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

test.each([
  { agent: CHROME, isTouch: false, denied: 'chromium', system: 'system-other' },
  { agent: ANDROID, isTouch: true, denied: 'chromium-android', system: 'system-other' },
  { agent: FIREFOX, isTouch: false, denied: 'firefox', system: 'system-windows' },
  { agent: SAFARI, isTouch: false, denied: 'safari', system: 'system-mac' },
  { agent: SAFARI, isTouch: true, denied: 'ios', system: 'system-other' },
  { agent: IPHONE, isTouch: true, denied: 'ios', system: 'system-other' },
  { agent: 'something else', isTouch: false, denied: 'other', system: 'system-other' },
] as const)('the steps for $denied are those of this browser', ({ agent, isTouch, denied, system }) => {
  expect(stepsFor('denied', agent, isTouch)).toBe(denied)
  expect(stepsFor('denied-by-system', agent, isTouch)).toBe(system)
  expect(stepsFor('not-found', agent, isTouch)).toBeUndefined()
})
