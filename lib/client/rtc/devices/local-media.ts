import { type MediaProblem, mediaProblemOf } from './media-problem'
import type { MediaPermission, PermissionAnswer } from './permission'
import type { MediaKind } from '../connection/peer-link'
import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

/** Which devices are wished for, by id; null for the browser's own choice. A kind that is absent is not asked for. */
export type MediaWish = Readonly<Partial<Record<MediaKind, string | null>>>

export type OpenAnswer =
  /** `lacking`: the microphone is there, the camera is not, and why. */
  | { readonly kind: 'open'; readonly lacking?: MediaProblem }
  | { readonly kind: 'refused'; readonly problem: MediaProblem }
  /** Closed, or asked for something else, before it was answered. */
  | { readonly kind: 'superseded' }

export type LocalMediaEvent =
  /** The device is gone. Its track is closed already. */
  | { readonly kind: 'ended'; readonly media: MediaKind }
  /** The system took it (a telephone call, a switch on the device), or gave it back. */
  | { readonly kind: 'interrupted'; readonly media: MediaKind; readonly isInterrupted: boolean }

interface LocalMediaDeps {
  /** Undefined where the browser has none: plain http. */
  readonly mediaDevices: Pick<MediaDevices, 'getUserMedia'> | undefined
  readonly permission: (name: MediaPermission) => Promise<PermissionAnswer>
  readonly clock: Clock
  readonly onEvent: (event: LocalMediaEvent) => void
}

/** One's own microphone and camera. Nothing is asked for before `open`; call that from a tap. */
export interface LocalMedia {
  /** Opens devices, in the place of what was open of those kinds. */
  readonly open: (wish: MediaWish) => Promise<OpenAnswer>
  readonly track: (media: MediaKind) => MediaStreamTrack | undefined
  readonly close: (media: MediaKind) => void
  /** Releases everything, also what is being asked for. */
  readonly stop: () => void
}

/** After this long nobody looks at the question any more. */
export const ANSWER_PATIENCE_MS: Millis = 60_000

/** @see spec/omegoo.md "Request Microphone Permission" */
const SOUND: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  sampleRate: 48_000,
  channelCount: 1,
}

/** A face on a phone's line; the encoder makes it smaller as needed. */
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 30 },
  facingMode: 'user',
}

export function createLocalMedia({ mediaDevices, permission, clock, onEvent }: LocalMediaDeps): LocalMedia {
  const open = new Map<MediaKind, MediaStreamTrack>()
  let turn = 0

  const close = (media: MediaKind) => {
    const track = open.get(media)
    open.delete(media)
    track?.stop()
  }
  const keep = (track: MediaStreamTrack) => {
    const media = track.kind === 'video' ? 'video' : 'audio'
    close(media)
    open.set(media, track)
    // Movement before sharpness: faces.
    if (media === 'video') track.contentHint = 'motion'
    const report = (event: LocalMediaEvent) => {
      if (open.get(media) === track) onEvent(event)
    }
    track.addEventListener('ended', () => {
      report({ kind: 'ended', media })
      if (open.get(media) === track) open.delete(media)
    })
    track.addEventListener('mute', () => report({ kind: 'interrupted', media, isInterrupted: true }))
    track.addEventListener('unmute', () => report({ kind: 'interrupted', media, isInterrupted: false }))
  }
  /** @returns why not, or undefined when the tracks are open */
  const request = async (wish: MediaWish, mine: number): Promise<MediaProblem | 'superseded' | undefined> => {
    if (!mediaDevices) return 'insecure'
    const isMine = () => mine === turn
    try {
      const stream = await answered(mediaDevices.getUserMedia(constraintsFor(wish)), clock, isMine)
      if (stream === 'superseded' || stream === 'unanswered') return stream
      for (const track of stream.getTracks()) keep(track)
      return undefined
    } catch (error) {
      const state = await permission(wish.video === undefined ? 'microphone' : 'camera')
      return isMine() ? mediaProblemOf(error, state) : 'superseded'
    }
  }

  return {
    async open(wish) {
      turn += 1
      const mine = turn
      const problem = await request(wish, mine)
      if (problem === undefined) return { kind: 'open' }
      if (problem === 'superseded') return { kind: problem }
      const mayDoWithout = wish.audio !== undefined && wish.video !== undefined && WITHOUT_CAMERA.has(problem)
      if (!mayDoWithout) return { kind: 'refused', problem }
      const second = await request({ audio: wish.audio }, mine)
      if (second === undefined) return { kind: 'open', lacking: problem }
      return second === 'superseded' ? { kind: second } : { kind: 'refused', problem: second }
    },
    track: (media) => open.get(media),
    close,
    stop() {
      turn += 1
      for (const media of open.keys()) close(media)
    },
  }
}

/** Both are asked for in one question; what one of them lacks refuses both. */
const WITHOUT_CAMERA: ReadonlySet<MediaProblem> = new Set([
  'not-found',
  'in-use',
  'unsupported-constraint',
  'denied',
  'denied-by-system',
])

function constraintsFor({ audio, video }: MediaWish): MediaStreamConstraints {
  const device = (id: string | null) => (id === null ? {} : { deviceId: { ideal: id } })
  return {
    audio: audio === undefined ? false : { ...SOUND, ...device(audio) },
    // A camera that was chosen need not be the one towards the face.
    video:
      video === undefined ? false : { ...PICTURE, ...(video && { facingMode: undefined }), ...device(video) },
  }
}

/** Waits for the question's answer; a stream that comes when nobody waits for it any more is let go at once. */
async function answered(
  asked: Promise<MediaStream>,
  clock: Clock,
  isMine: () => boolean,
): Promise<MediaStream | 'superseded' | 'unanswered'> {
  let isLate = false
  let drop = () => {}
  const patience = new Promise<'unanswered'>((resolve) => {
    drop = clock.later(ANSWER_PATIENCE_MS, () => {
      isLate = true
      resolve('unanswered')
    })
  })
  const stream = asked.then((given) => {
    if (!isLate && isMine()) return given
    for (const track of given.getTracks()) track.stop()
    return 'superseded' as const
  })
  try {
    return await Promise.race([stream, patience])
  } finally {
    drop()
  }
}
