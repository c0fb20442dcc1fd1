import type { StoreApi } from 'zustand/vanilla'
import { createKeptChoice } from './kept-choice'
import type { MediaSessionDeps } from './media-session-deps'
import { type MediaData, NO_MEDIA } from './media-state'
import { sessionOf } from '@/lib/client/chat/send-message'
import type { Chatting } from '@/lib/client/chat/chat-state'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'
import type { MediaLink } from '@/lib/client/rtc/media-link'

/** What one does with one's own microphone and camera, in a session and before it. */
export interface DeviceControl {
  /** Devices that were opened in the green room. */
  readonly enter: (own: OwnDevices) => void
  /** A session has sound: opens what it needs if that was allowed before, else waits for `allow`; closes what it has no use for. */
  readonly bring: (running: Chatting) => void
  /** Asks for what the session needs; from a tap. */
  readonly allow: () => Promise<void>
  readonly mute: (isMuted: boolean) => void
  /** Nothing goes to the partner for a while, and nothing of one's choices changes: a report of them is about to be sent. */
  readonly hold: (isHeld: boolean) => void
  readonly turnCamera: (isOff: boolean) => Promise<void>
  /** Another device, in mid-session. @param id - null for the browser's own choice */
  readonly use: (kind: MediaDeviceKind, id: string | null) => Promise<void>
  /** Lets the partner know what is muted or off. */
  readonly announce: () => void
  readonly release: () => void
}

interface Deps extends Pick<MediaSessionDeps, 'chat' | 'socket' | 'createOwnDevices' | 'clock' | 'store'> {
  readonly state: StoreApi<MediaData>
  readonly chatting: () => Chatting | undefined
}

/** News of a device are shown this long. */
const NEWS_MS = 8_000

export function createDeviceControl(deps: Deps, link: () => MediaLink | undefined): DeviceControl {
  const { state, socket, chatting } = deps
  let stopFollowing = () => {}
  let isBringing = false
  let isHeld = false
  const kept = createKeptChoice(deps.store)
  state.setState(kept.read())
  const isVideo = () => (chatting()?.chatType ?? deps.chat.getState().wish) === 'video'
  let forgetNews = () => {}
  const report = (lost: MediaData['lost']) => {
    forgetNews()
    state.setState({ lost })
    forgetNews = deps.clock.later(NEWS_MS, () => state.setState({ lost: undefined }))
  }

  const adopt = (own: OwnDevices) => {
    stopFollowing()
    stopFollowing = own.onEvent((event) => {
      if (event.kind === 'interrupted' && event.media === 'audio')
        state.setState({ isInterrupted: event.isInterrupted })
      if (event.kind === 'ended') void replaceLost(own, event.media)
    })
    state.setState({ own })
    return own
  }
  const isSilent = () => isHeld || state.getState().isMuted
  const ownDevices = () => state.getState().own ?? adopt(deps.createOwnDevices())

  /** What is open goes to the partner. */
  const send = async ({ media, devices }: OwnDevices) => {
    const [audio, video] = [media.track('audio'), media.track('video')]
    const speaker = devices.chosen('audiooutput')?.id ?? null
    state.setState({
      tracks: { audio, video },
      speaker,
      ...(isVideo() && { isCameraOff: video === undefined }),
    })
    if (audio) audio.enabled = !isSilent()
    await Promise.all([
      link()?.setMicrophone(audio ?? null),
      link()?.setCamera(isHeld ? null : (video ?? null)),
    ])
  }
  /** A device was unplugged: the next one takes its place, or it says so. */
  const replaceLost = async (own: OwnDevices, kind: 'audio' | 'video') => {
    await own.devices.refresh()
    const answer = await own.media.open({ [kind]: null })
    if (answer.kind === 'superseded') return
    if (kind === 'video') report('camera')
    else if (answer.kind === 'open') report('microphone')
    else state.setState({ lacking: answer.problem })
    await send(own)
    announce()
  }
  const announce = () => {
    const now = chatting()
    const { isMuted, isCameraOff } = state.getState()
    if (!now) return
    kept.keep({ isMuted, isCameraOff })
    const isVideoOff = now.chatType === 'video' && isCameraOff
    socket.emit('media-state', { sessionId: sessionOf(now.roomId), isMuted, isVideoOff })
  }
  /** @param withCamera - where the session has pictures and the camera was not turned off */
  const open = async (running: Chatting, withCamera: boolean) => {
    const own = ownDevices()
    const isCameraWanted = withCamera && running.chatType === 'video' && !state.getState().isCameraOff
    if (!own.media.track('audio')) state.setState({ lacking: 'asking' })
    await own.devices.refresh()
    const chosen = (kind: MediaDeviceKind) => own.devices.chosen(kind)?.id ?? null
    const wish = {
      ...(own.media.track('audio') ? {} : { audio: chosen('audioinput') }),
      ...(isCameraWanted && !own.media.track('video') ? { video: chosen('videoinput') } : {}),
    }
    const answer = Object.keys(wish).length > 0 ? await own.media.open(wish) : ({ kind: 'open' } as const)
    if (answer.kind === 'superseded') return
    state.setState({ lacking: answer.kind === 'refused' ? answer.problem : undefined })
    await send(own)
    announce()
  }

  return {
    enter(own) {
      if (state.getState().own !== own) adopt(own)
      void send(own)
    },
    bring(running) {
      const { own, tracks, lacking } = state.getState()
      if (own && tracks.video && running.chatType === 'audio') {
        // Its light goes out with the pictures.
        own.media.close('video')
        return void send(own)
      }
      const isComplete = tracks.audio && (running.chatType === 'audio' || tracks.video)
      if (isComplete || isBringing || lacking !== undefined) return
      if (running.chatType === 'video' && tracks.audio && state.getState().isCameraOff) return
      isBringing = true
      void bringAllowed(running).finally(() => (isBringing = false))
    },
    async allow() {
      const running = chatting()
      if (running) await open(running, true)
    },
    mute(isMuted) {
      state.setState({ isMuted })
      const { tracks } = state.getState()
      if (tracks.audio) tracks.audio.enabled = !isSilent()
      link()?.mute(isSilent())
      announce()
    },
    hold(next) {
      if (isHeld === next) return
      isHeld = next
      link()?.mute(isSilent())
      const { own } = state.getState()
      if (own) void send(own)
    },
    async turnCamera(isOff) {
      const own = ownDevices()
      if (isOff) own.media.close('video')
      else {
        const answer = await own.media.open({ video: own.devices.chosen('videoinput')?.id ?? null })
        if (answer.kind === 'refused') report('camera-refused')
      }
      await send(own)
      announce()
    },
    async use(kind, id) {
      const own = ownDevices()
      own.devices.choose(kind, id)
      if (kind === 'audiooutput') return state.setState({ speaker: id })
      await own.media.open(kind === 'audioinput' ? { audio: id } : { video: id })
      await send(own)
      announce()
    },
    announce,
    release() {
      stopFollowing()
      kept.keep(NO_MEDIA)
      const { own } = state.getState()
      if (!own) return
      own.stop()
      const { isMuted, isCameraOff, lacking, lost, isInterrupted, tracks } = NO_MEDIA
      state.setState({ own: undefined, tracks, isMuted, isCameraOff, lacking, lost, isInterrupted })
    },
  }

  /** Without a tap only what was allowed before. */
  async function bringAllowed(running: Chatting): Promise<void> {
    const own = ownDevices()
    const isGranted = async (name: 'microphone' | 'camera') => (await own.permission(name)) === 'granted'
    const [withSound, withCamera] = await Promise.all([isGranted('microphone'), isGranted('camera')])
    if (withSound) await open(running, withCamera)
    else state.setState({ lacking: 'not-asked' })
  }
}
