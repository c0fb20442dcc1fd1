import type { Device } from '@/lib/client/rtc/devices/device-choice'
import type { MediaProblem } from '@/lib/client/rtc/devices/media-problem'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'
import type { Millis } from '@/lib/domain/ids'

export type RoomKind = 'voice' | 'video'

export type GreenRoomPhase =
  /** What the browser can do, and was allowed before, is being read; nothing is asked for. */
  | { readonly kind: 'checking' }
  /** Nothing is open. `isQuick`: allowed before, and one wishes to start right away. */
  | { readonly kind: 'welcome'; readonly isQuick: boolean }
  /** The browser asks the person. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly problem: MediaProblem }
  /** The microphone is open, and for video the camera, or why it is not. */
  | { readonly kind: 'ready'; readonly lacking?: MediaProblem }

/** Hearing oneself before anybody else does. */
export type TryOut =
  | { readonly kind: 'none' }
  | { readonly kind: 'recording'; readonly until: Millis }
  | { readonly kind: 'playing' }
  /** The browser cannot record, or not play. */
  | { readonly kind: 'failed' }

/** What is known of the microphone's sound. */
export type Sound = 'waiting' | 'heard' | 'silent'

export interface GreenRoomState {
  readonly phase: GreenRoomPhase
  readonly devices: readonly Device[]
  /** Ids of what is used; null: the browser's own choice. */
  readonly chosen: Readonly<Record<MediaDeviceKind, string | null>>
  readonly sound: Sound
  readonly tryOut: TryOut
  /** Whether the next time begins without this room. */
  readonly isQuickNext: boolean
  /** The system has taken the microphone, as for a telephone call. */
  readonly isInterrupted: boolean
}

/** What goes on with the session: open devices, which the one who gets them has to stop. */
export interface GreenRoomReady {
  readonly own: OwnDevices
  readonly audioTrack: MediaStreamTrack
  readonly videoTrack: MediaStreamTrack | undefined
  /** Speaker to play on; null: the system's own. */
  readonly speaker: string | null
}
