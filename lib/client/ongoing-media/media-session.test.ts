import { expect, test, vi } from 'vitest'
import { createMediaSession, type MediaSessionHost, type OngoingState } from './media-session'

function setUp({ knows = (_: string): boolean => true } = {}) {
  const handlers = new Map<string, () => void>()
  const host = {
    metadata: null as unknown,
    playbackState: 'none' as MediaSessionHost['playbackState'],
    setActionHandler: (action: string, handler: (() => void) | null) => {
      if (!knows(action)) throw new TypeError(`${action} is not a valid enum value`)
      if (handler) handlers.set(action, handler)
      else handlers.delete(action)
    },
    setMicrophoneActive: vi.fn<(isActive: boolean) => void>(),
    setCameraActive: vi.fn<(isActive: boolean) => void>(),
  }
  const keys = {
    setMuted: vi.fn<(isMuted: boolean) => void>(),
    setCameraOn: vi.fn<(isOn: boolean) => void>(),
    hangUp: vi.fn<() => void>(),
  }
  const session = createMediaSession({ host, metadata: () => ({ title: 'Voice' }), keys })
  return { host, handlers, keys, session, press: (action: string) => handlers.get(action)?.() }
}

const VOICE: OngoingState = { isMuted: false }
const VIDEO: OngoingState = { isMuted: false, isCameraOn: true }

test('"pause" mutes and "play" unmutes', () => {
  const { session, keys, press } = setUp()
  session.start(VOICE)
  press('pause')
  press('play')
  expect(keys.setMuted.mock.calls).toEqual([[true], [false]])
})

test('the keys for calls toggle from what is so now, and hang up', () => {
  const { session, keys, press } = setUp()
  session.start(VIDEO)
  press('togglemicrophone')
  session.update({ isMuted: true, isCameraOn: false })
  press('togglemicrophone')
  press('togglecamera')
  press('hangup')
  expect(keys.setMuted.mock.calls).toEqual([[true], [false]])
  expect(keys.setCameraOn.mock.calls).toEqual([[true]])
  expect(keys.hangUp).toHaveBeenCalledOnce()
})

test('the system shows the session, and whether one is muted', () => {
  const { session, host } = setUp()
  session.start(VIDEO)
  expect([host.metadata, host.playbackState]).toEqual([{ title: 'Voice' }, 'playing'])
  session.update({ isMuted: true, isCameraOn: true })
  expect(host.playbackState).toBe('paused')
  expect(host.setMicrophoneActive).toHaveBeenLastCalledWith(false)
  expect(host.setCameraActive).toHaveBeenLastCalledWith(true)
})

test('a voice session has no key for a camera', () => {
  const { session, handlers } = setUp()
  session.start(VOICE)
  expect([...handlers.keys()]).toEqual(['play', 'pause', 'togglemicrophone', 'hangup'])
})

test('a browser that knows no keys for calls keeps the others', () => {
  const { session, handlers } = setUp({ knows: (action) => action === 'play' || action === 'pause' })
  session.start(VIDEO)
  expect([...handlers.keys()]).toEqual(['play', 'pause'])
})

test('nothing is left after the end', () => {
  const { session, host, handlers } = setUp()
  session.start(VIDEO)
  session.end()
  expect([host.metadata, host.playbackState, handlers.size]).toEqual([null, 'none', 0])
})

test('a browser without media sessions is left alone', () => {
  const { keys } = setUp()
  const metadata = vi.fn<() => unknown>()
  const session = createMediaSession({ host: undefined, metadata, keys })
  session.start(VOICE)
  session.end()
  expect(metadata).not.toHaveBeenCalled()
  expect(session.isSupported).toBe(false)
})
