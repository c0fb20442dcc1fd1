import type { StoreApi } from 'zustand/vanilla'
import type { MediaSessionDeps } from './media-session-deps'
import type { MediaData } from './media-state'
import { sessionOf } from '@/lib/client/chat/send-message'
import type { Chatting } from '@/lib/client/chat/chat-state'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'
import type { MediaLink } from '@/lib/client/rtc/media-link'

/** What one does with one's own microphone and camera, in a session and before it. */
export interface DeviceControl {
  /** Devices that were opened in the green room. */
  readonly enter: (own: OwnDevices) => void
  /** A session has sound: opens what it needs if that was allowed before, else waits for `allow`. */
  readonly bring: (running: Chatting) => void
  /** Asks for what the session needs; from a tap. */
  readonly allow: () => Promise<void>
  readonly mute: (isMuted: boolean) => void
  readonly turnCamera: (isOff: boolean) => Promise<void>
  /** Another device, in mid-session. @param id - null for the browser's own choice */
  readonly use: (kind: 'audioinput' | 'videoinput', id: string | null) => Promise<void>
  readonly release: () => void
}

interface Deps extends Pick<MediaSessionDeps, 'socket' | 'createOwnDevices'> {
  readonly state: StoreApi<MediaData>
  readonly chatting: () => Chatting | undefined
}

export function createDeviceControl(deps: Deps, link: () => MediaLink | undefined): DeviceControl {
  const { state, socket, chatting } = deps
  let stopFollowing = () => {}
  let isBringing = false

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
  const ownDevices = () => state.getState().own ?? adopt(deps.createOwnDevices())

  /** What is open goes to the partner. */
  const send = async ({ media }: OwnDevices) => {
    const [audio, video] = [media.track('audio'), media.track('video')]
    state.setState({ tracks: { audio, video }, isCameraOff: video === undefined })
    if (audio) audio.enabled = !state.getState().isMuted
    await Promise.all([link()?.setMicrophone(audio ?? null), link()?.setCamera(video ?? null)])
  }
  /** A device was unplugged: the next one takes its place, or it says so. */
  const replaceLost = async (own: OwnDevices, kind: 'audio' | 'video') => {
    state.setState({ lost: kind === 'audio' ? 'microphone' : 'camera' })
    await own.devices.refresh()
    const answer = await own.media.open({ [kind]: null })
    if (kind === 'audio' && answer.kind === 'refused') state.setState({ lacking: answer.problem })
    await send(own)
    announce()
  }
  const announce = () => {
    const now = chatting()
    const { isMuted, isCameraOff } = state.getState()
    if (!now) return
    const isVideoOff = now.chatType === 'video' && isCameraOff
    socket.emit('media-state', { sessionId: sessionOf(now.roomId), isMuted, isVideoOff })
  }
  const open = async (running: Chatting) => {
    const own = ownDevices()
    state.setState({ lacking: 'asking' })
    await own.devices.refresh()
    const chosen = (kind: MediaDeviceKind) => own.devices.chosen(kind)?.id ?? null
    const wish = {
      ...(own.media.track('audio') ? {} : { audio: chosen('audioinput') }),
      ...(running.chatType === 'video' && !own.media.track('video') ? { video: chosen('videoinput') } : {}),
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
      const { tracks, lacking } = state.getState()
      const isComplete = tracks.audio && (running.chatType === 'audio' || tracks.video)
      if (isComplete || isBringing || lacking !== undefined) return
      if (running.chatType === 'video' && tracks.audio && state.getState().isCameraOff) return
      isBringing = true
      void bringAllowed(running).finally(() => (isBringing = false))
    },
    async allow() {
      const running = chatting()
      if (running) await open(running)
    },
    mute(isMuted) {
      state.setState({ isMuted })
      const { tracks } = state.getState()
      if (tracks.audio) tracks.audio.enabled = !isMuted
      link()?.mute(isMuted)
      announce()
    },
    async turnCamera(isOff) {
      const own = ownDevices()
      if (isOff) own.media.close('video')
      else await own.media.open({ video: own.devices.chosen('videoinput')?.id ?? null })
      await send(own)
      announce()
    },
    async use(kind, id) {
      const own = ownDevices()
      own.devices.choose(kind, id)
      await own.media.open(kind === 'audioinput' ? { audio: id } : { video: id })
      await send(own)
      announce()
    },
    release() {
      stopFollowing()
      const { own } = state.getState()
      if (!own) return
      own.stop()
      state.setState({ own: undefined, tracks: {}, lacking: undefined, isInterrupted: false })
    },
  }

  /** Without a tap only what was allowed before. */
  async function bringAllowed(running: Chatting): Promise<void> {
    const own = ownDevices()
    const permission = await own.permission('microphone')
    if (permission === 'granted') await open(running)
    else state.setState({ lacking: 'not-asked' })
  }
}
