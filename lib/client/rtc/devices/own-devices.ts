import { createPageAudio } from './audio-context'
import { createDevices, type Devices, type DevicesEvent } from './devices'
import { createLocalMedia, type LocalMedia, type LocalMediaEvent } from './local-media'
import { createMeter, type Meter } from './meter'
import { type MediaPermission, type PermissionAnswer, permissionOf } from './permission'
import { browserStores } from '@/lib/client/browser/key-value-store'
import { browserClock } from '@/lib/client/clock'

/** One's own devices and what is open of them, from the green room to the end of the session. */
export interface OwnDevices {
  readonly media: LocalMedia
  readonly devices: Devices
  readonly permission: (name: MediaPermission) => Promise<PermissionAnswer>
  /**
   * Measures a microphone by a clone of its track, which stays enabled while the track itself is muted. Closing it lets the
   * clone go.
   */
  readonly meterOf: (track: MediaStreamTrack) => Meter
  /** @returns what ends it */
  readonly onEvent: (listener: (event: DevicesEvent | LocalMediaEvent) => void) => () => void
  /** Lets go of everything. */
  readonly stop: () => void
}

/** This browser's. */
export function createOwnDevices(): OwnDevices {
  const listeners = new Set<(event: DevicesEvent | LocalMediaEvent) => void>()
  const emit = (event: DevicesEvent | LocalMediaEvent) => {
    for (const listener of listeners) listener(event)
  }
  // Both are missing over plain http.
  const { mediaDevices, permissions } = navigator as Partial<Pick<Navigator, 'mediaDevices' | 'permissions'>>
  const permission = (name: MediaPermission) => permissionOf(name, permissions)
  const audio = createPageAudio(() => new AudioContext(), document)
  const media = createLocalMedia({ mediaDevices, permission, clock: browserClock, onEvent: emit })
  const devices = createDevices({ mediaDevices, store: browserStores().local, onEvent: emit })

  return {
    media,
    devices,
    permission,
    meterOf(track) {
      const clone = track.clone()
      clone.enabled = true
      const meter = createMeter(audio.context(), new MediaStream([clone]))
      void audio.resume()
      const close = () => {
        meter.close()
        clone.stop()
      }
      return { ...meter, close }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      media.stop()
      devices.stop()
      void audio.close()
    },
  }
}
