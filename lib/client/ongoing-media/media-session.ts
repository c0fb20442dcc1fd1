/** What a headset, a keyboard's media keys and a phone's locked screen can do with the session. */
export interface MediaKeys {
  readonly setMuted: (isMuted: boolean) => void
  readonly setCameraOn: (isOn: boolean) => void
  readonly hangUp: () => void
  /** For browsers that open it by themselves when the tab is left. */
  readonly openPictureInPicture?: () => void
}

export interface OngoingState {
  readonly isMuted: boolean
  /** Undefined in a voice session. */
  readonly isCameraOn?: boolean
}

/** Beyond TypeScript's own list: those for calls. */
type Action = 'play' | 'pause' | 'hangup' | 'togglemicrophone' | 'togglecamera' | 'enterpictureinpicture'

/** The part of `navigator.mediaSession` that is used; the last two exist in few browsers. */
export interface MediaSessionHost {
  metadata: unknown
  playbackState: 'none' | 'paused' | 'playing'
  readonly setActionHandler: (action: Action, handler: (() => void) | null) => void
  readonly setMicrophoneActive?: (isActive: boolean) => unknown
  readonly setCameraActive?: (isActive: boolean) => unknown
}

interface Deps {
  readonly host: MediaSessionHost | undefined
  /** Makes what the system shows; anything that names the partner stays out of it. */
  readonly metadata: () => unknown
  readonly keys: MediaKeys
}

/**
 * Connects the system's media keys with a session: "pause" mutes and "play" unmutes, and where the browser has keys for
 * calls, these too. "Next" is left alone: a slip on a headset would lose the partner.
 *
 * @see W3C "Media Session"
 */
export function createMediaSession({ host, metadata, keys }: Deps) {
  let state: OngoingState = { isMuted: false }
  const handlers: readonly (readonly [Action, () => void])[] = [
    ['play', () => keys.setMuted(false)],
    ['pause', () => keys.setMuted(true)],
    ['togglemicrophone', () => keys.setMuted(!state.isMuted)],
    ['togglecamera', () => keys.setCameraOn(!state.isCameraOn)],
    ['hangup', keys.hangUp],
    ...(keys.openPictureInPicture ? [['enterpictureinpicture', keys.openPictureInPicture] as const] : []),
  ]
  const apply = (action: Action, handler: (() => void) | null) => {
    try {
      host?.setActionHandler(action, handler)
    } catch (error) {
      console.debug(`This browser has no key for "${action}".`, error)
    }
  }
  const update = (next: OngoingState): void => {
    if (!host) return
    state = next
    host.playbackState = next.isMuted ? 'paused' : 'playing'
    void host.setMicrophoneActive?.(!next.isMuted)
    if (next.isCameraOn !== undefined) void host.setCameraActive?.(next.isCameraOn)
  }
  return {
    isSupported: host !== undefined,
    start(initial: OngoingState): void {
      if (!host) return
      host.metadata = metadata()
      for (const [action, handler] of handlers) {
        if (action !== 'togglecamera' || initial.isCameraOn !== undefined) apply(action, handler)
      }
      update(initial)
    },
    /** Whenever it changes, by whatever way: the keys toggle from here. */
    update,
    end(): void {
      if (!host) return
      for (const [action] of handlers) apply(action, null)
      host.metadata = null
      host.playbackState = 'none'
    },
  }
}

/** The same, with this browser's media session. `title` is shown by the system, on the locked screen too. */
export function browserMediaSession(title: string, artist: string, keys: MediaKeys) {
  const { mediaSession } = navigator as Partial<Navigator>
  return createMediaSession({
    host: mediaSession as MediaSessionHost | undefined,
    metadata: () =>
      new MediaMetadata({ title, artist, artwork: [{ src: '/icons/any-192.png', sizes: '192x192' }] }),
    keys,
  })
}
