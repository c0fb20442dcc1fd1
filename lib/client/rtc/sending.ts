import { pictureLimits } from './blur'
import type { MediaSender, SendLimits } from './connection/media-sender'
import type { MediaKind } from './connection/peer-link'
import type { OwnSide } from './line/cause'
import { FULL_CAP_KBPS, type Landing } from './line/video-pause'

type Senders = Readonly<Record<MediaKind, MediaSender>>

/** What one sends, kept while connections come and go. */
export interface Sending {
  /** What holds now, for a connection that is being made. */
  readonly limits: () => Readonly<Record<MediaKind, SendLimits>>
  /** From now on everything goes to these senders. */
  readonly attach: (senders: Senders) => void
  readonly setMicrophone: (track: MediaStreamTrack | null) => Promise<void>
  readonly setCamera: (track: MediaStreamTrack | null) => Promise<void>
  readonly mute: (isMuted: boolean) => void
  /** Whether the picture may be seen clearly. */
  readonly show: (isShown: boolean) => Promise<void>
  readonly limitSound: (kbps: number) => void
  readonly land: (landing: Landing) => void
  readonly hasCamera: () => boolean
  readonly isMuted: () => boolean
  readonly microphone: () => OwnSide['device']
}

const HIGH = { priority: 'high', networkPriority: 'high' } as const

/** @param isShown - false covers the picture from its first frame on */
export function createSending(isShown: boolean, firstKbps: number): Sending {
  const tracks: Record<MediaKind, MediaStreamTrack | null> = { audio: null, video: null }
  let senders: Senders | undefined
  let isMuted = false
  let isVisible = isShown
  let soundKbps = firstKbps
  let landing: Landing = { kind: 'video', capKbps: FULL_CAP_KBPS }

  const sound = (): SendLimits => ({ ...HIGH, maxBitrate: soundKbps * 1_000 })
  const picture = (): SendLimits => ({
    ...pictureLimits(tracks.video, isVisible, landing.kind === 'video' ? landing.capKbps : FULL_CAP_KBPS),
    active: landing.kind === 'video',
  })
  const applyPicture = async () => senders?.video.limit(picture())

  return {
    limits: () => ({ audio: sound(), video: picture() }),
    attach(next) {
      senders = next
      void next.audio.setTrack(tracks.audio)
      void next.video.setTrack(tracks.video)
    },
    async setMicrophone(track) {
      tracks.audio = track
      if (track) track.enabled = !isMuted
      await senders?.audio.setTrack(track)
    },
    async setCamera(track) {
      tracks.video = track
      // The limits follow the camera's size, and go first.
      await Promise.all([applyPicture(), senders?.video.setTrack(track)])
    },
    mute(next) {
      isMuted = next
      if (tracks.audio) tracks.audio.enabled = !next
    },
    async show(next) {
      isVisible = next
      await applyPicture()
    },
    limitSound(kbps) {
      if (kbps === soundKbps) return
      soundKbps = kbps
      void senders?.audio.limit(sound())
    },
    land(next) {
      landing = next
      void applyPicture()
    },
    hasCamera: () => tracks.video !== null,
    isMuted: () => isMuted,
    microphone: () => deviceOf(tracks.audio),
  }
}

/** A track that is muted without the page's doing was taken by the system: a telephone call, a switch on the device. */
function deviceOf(track: MediaStreamTrack | null): OwnSide['device'] {
  if (track?.readyState === 'ended') return 'ended'
  return track?.muted ? 'muted-by-system' : 'fine'
}
