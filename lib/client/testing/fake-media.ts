import type { DevicesEvent } from '@/lib/client/rtc/devices/devices'
import type { LocalMediaEvent, MediaWish, OpenAnswer } from '@/lib/client/rtc/devices/local-media'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'
import type { PermissionAnswer } from '@/lib/client/rtc/devices/permission'
import type { MediaLink } from '@/lib/client/rtc/media-link'

/** Devices that a test allows, refuses and unplugs. */
export function createFakeDevices() {
  const asked: MediaWish[] = []
  const listeners = new Set<(event: DevicesEvent | LocalMediaEvent) => void>()
  const open = new Map<string, MediaStreamTrack>()
  let permission: PermissionAnswer = 'granted'
  let answer: OpenAnswer = { kind: 'open' }
  let isStopped = false
  let made = 0
  const track = (kind: string) => {
    made += 1
    return { kind, id: `${kind} ${made}`, enabled: true } as unknown as MediaStreamTrack
  }
  const own: OwnDevices = {
    media: {
      async open(wish) {
        asked.push(wish)
        if (answer.kind !== 'open') return answer
        for (const kind of ['audio', 'video'] as const)
          if (wish[kind] !== undefined) open.set(kind, track(kind))
        return answer
      },
      track: (kind) => open.get(kind),
      close: (kind) => void open.delete(kind),
      stop: () => open.clear(),
    },
    devices: {
      refresh: async () => [],
      all: () => [],
      chosen: () => undefined,
      choose: () => {},
      use: () => {},
      stop: () => {},
    },
    permission: async () => permission,
    meterOf: () => ({ level: () => 0, samples: () => new Float32Array(), close: () => {} }),
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      isStopped = true
      open.clear()
    },
  }
  return {
    own,
    asked,
    isStopped: () => isStopped,
    permit: (next: PermissionAnswer) => (permission = next),
    answer: (next: OpenAnswer) => (answer = next),
    unplug(media: 'audio' | 'video') {
      open.delete(media)
      for (const listener of listeners) listener({ kind: 'ended', media })
    },
  }
}

/** A link that writes down what is asked of it, each call as one line. */
export function createFakeLink() {
  const calls: string[] = []
  const note = (line: string) => void calls.push(line)
  const link: MediaLink = {
    start: ({ isInitiator, maxBitrate, kinds }) =>
      note(`start ${kinds.join('+')} ${maxBitrate}${isInitiator ? ' first' : ''}`),
    setMicrophone: async (track) => note(`microphone ${track?.id ?? 'none'}`),
    setCamera: async (track) => note(`camera ${track?.id ?? 'none'}`),
    mute: (isMuted) => note(isMuted ? 'mute' : 'unmute'),
    show: async (isShown) => note(isShown ? 'show' : 'cover'),
    changeKinds: ({ kinds, isInitiator }) => note(`change ${kinds.join('+')}${isInitiator ? ' first' : ''}`),
    restart: () => note('restart'),
    retryPicture: () => note('retry picture'),
    summary: () => ({
      seconds: { good: 7, fair: 0, poor: 0, bad: 0 },
      worst: 'good',
      causes: {},
      reconnects: 0,
      lostSeconds: 0,
    }),
    close: () => note('close'),
  }
  return { link, calls }
}
