import type { LinkState } from '@/lib/client/rtc/media-link-events'
import type { LineSummary } from '@/lib/client/rtc/line/black-box'
import type { LineReading } from '@/lib/client/rtc/line/line-watch'
import type { Landing } from '@/lib/client/rtc/line/video-pause'
import type { MediaProblem } from '@/lib/client/rtc/devices/media-problem'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'

/** What is open of one's own devices. */
export interface OwnTracks {
  readonly audio?: MediaStreamTrack | undefined
  readonly video?: MediaStreamTrack | undefined
}

/** What a screen shows of the sound and the picture of a session. */
export interface MediaData {
  /** Undefined while nothing was ever opened. */
  readonly own: OwnDevices | undefined
  readonly tracks: OwnTracks
  /** The speaker that was chosen; null: the system's own choice. */
  readonly speaker: string | null
  /** A session has sound, and one's own microphone is not open: why not; `asking` while the browser asks. */
  readonly lacking: MediaProblem | 'asking' | 'not-asked' | undefined
  readonly isMuted: boolean
  /** By one's own choice, or because there is none; also before a session with pictures. */
  readonly isCameraOff: boolean
  /** The system has taken the microphone, as for a telephone call. */
  readonly isInterrupted: boolean
  /** A device went away, or could not be opened: which, for as long as it is news. */
  readonly lost: MediaKindLost | undefined
  readonly link: LinkState | undefined
  readonly remote: OwnTracks
  readonly partner: { readonly isMuted: boolean; readonly isVideoOff: boolean }
  /** Another tab of this browser has them. */
  readonly isElsewhere: boolean
  /** One wants to be seen clearly. */
  readonly isShowing: boolean
  readonly reading: LineReading | undefined
  readonly landing: Landing | undefined
  /** Of the session that ended last. */
  readonly summary: LineSummary | undefined
}

export type MediaKindLost = 'microphone' | 'camera' | 'camera-refused'

export const NO_MEDIA: MediaData = {
  own: undefined,
  tracks: {},
  speaker: null,
  lacking: undefined,
  isMuted: false,
  isCameraOff: false,
  isInterrupted: false,
  lost: undefined,
  link: undefined,
  remote: {},
  partner: { isMuted: false, isVideoOff: false },
  isElsewhere: false,
  isShowing: false,
  reading: undefined,
  landing: undefined,
  summary: undefined,
}
