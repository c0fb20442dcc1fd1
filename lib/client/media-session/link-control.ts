import type { StoreApi } from 'zustand/vanilla'
import type { MediaSessionDeps } from './media-session-deps'
import { type MediaData, NO_MEDIA } from './media-state'
import type { Chatting } from '@/lib/client/chat/chat-state'
import type { IceServers } from '@/lib/client/rtc/connection/ice-config'
import type { MediaKind } from '@/lib/client/rtc/connection/peer-link'
import type { MediaLink } from '@/lib/client/rtc/media-link'
import type { MediaLinkEvent } from '@/lib/client/rtc/media-link-events'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'

/** What a session was when its link was told of it last. */
type Known = Pick<Chatting, 'roomId' | 'chatType' | 'isRevealed' | 'resumedAt'>

export interface LinkControl {
  /** The link of the running session, or of the one that is looked for. */
  readonly current: () => MediaLink | undefined
  /** Made before there is a partner, so that everything is ready at the match. */
  readonly prepare: () => void
  /**
   * The running session, as it is now; undefined: there is none with sound.
   *
   * @returns whether the partner has to learn again what one's media are like: it began, or was resumed
   */
  readonly follow: (running: Chatting | undefined) => boolean
  readonly close: () => void
}

/** One link for each partner, from looking to the end. */
export function createLinkControl(
  {
    socket,
    channelOf,
    createLink,
    reveal,
  }: Pick<MediaSessionDeps, 'socket' | 'channelOf' | 'createLink' | 'reveal'>,
  state: StoreApi<MediaData>,
): LinkControl {
  let link: MediaLink | undefined
  let known: Known | undefined

  const open = () => {
    const made = createLink({
      isShown: false,
      loadIceServers: () => loadIceServers(socket),
      onEvent: (event) => {
        if (link === made) handle(event, { socket, state })
      },
    })
    link = made
    const { tracks, isMuted } = state.getState()
    made.mute(isMuted)
    void made.setMicrophone(tracks.audio ?? null)
    void made.setCamera(tracks.video ?? null)
    return made
  }
  const close = () => {
    const ended = link
    const wasRunning = known !== undefined
    link = undefined
    known = undefined
    ended?.close()
    if (!wasRunning) return
    const { own, tracks, isMuted, isCameraOff, isElsewhere } = state.getState()
    state.setState({ ...NO_MEDIA, own, tracks, isMuted, isCameraOff, isElsewhere, summary: ended?.summary() })
  }
  const begin = (running: Chatting) => {
    state.setState({
      summary: undefined,
      remote: {},
      partner: NO_MEDIA.partner,
      isShowing: false,
    })
    known = running
    const made = link ?? open()
    made.start({
      channel: channelOf(running.roomId),
      isInitiator: running.isInitiator,
      maxBitrate: running.maxBitrate,
      kinds: kindsOf(running),
    })
    // Of the page before it was loaded again the server may know a wish that this one does not show: everybody begins covered.
    if (running.chatType === 'video') reveal(false)
  }

  return {
    current: () => link,
    prepare: () => void (link ?? open()),
    follow(running) {
      if (!running) {
        if (known) close()
        return false
      }
      if (known?.roomId !== running.roomId) {
        if (known) close()
        begin(running)
        return true
      }
      const before = known
      known = running
      if (before.chatType !== running.chatType) {
        state.setState({ isShowing: false })
        link?.changeKinds({ kinds: kindsOf(running), isInitiator: running.isInitiator })
      }
      const { isShowing } = state.getState()
      // Never by the server's word alone: one's own wish may not have arrived there.
      if (before.isRevealed !== running.isRevealed) void link?.show(running.isRevealed && isShowing)
      if (before.resumedAt === running.resumedAt) return false
      // While the socket was away, signals were lost.
      link?.restart()
      if (running.chatType === 'video') reveal(isShowing)
      return true
    },
    close,
  }
}

function kindsOf({ chatType }: Chatting): readonly MediaKind[] {
  return chatType === 'video' ? ['audio', 'video'] : ['audio']
}

/** Servers are for people in a queue or a session. @throws where there are none */
export async function loadIceServers(socket: OmegooSocket): Promise<IceServers> {
  const answer = await socket.request('get-ice-servers', {})
  if (!answer?.success) throw new Error(`There are no ICE servers: ${answer?.error ?? 'not connected'}`)
  const { iceServers, iceTransportPolicy, ttl } = answer
  return { iceServers: iceServers.map((one) => ({ ...one, urls: [...one.urls] })), iceTransportPolicy, ttl }
}

function handle(
  event: MediaLinkEvent,
  { socket, state }: { socket: OmegooSocket; state: StoreApi<MediaData> },
): void {
  switch (event.kind) {
    case 'state':
      state.setState({ link: event.state })
      if (event.state.kind === 'failed') socket.emit('voice_metrics', { iceConnectionState: 'failed' })
      return
    case 'remote-track': {
      const kind = event.track.kind === 'video' ? 'video' : 'audio'
      state.setState({ remote: { ...state.getState().remote, [kind]: event.track } })
      return
    }
    case 'line': {
      const { video, ...metrics } = event.metrics
      socket.emit('voice_metrics', { ...metrics, ...(video && { video: { ...video } }) })
      state.setState({ reading: event.reading })
      return
    }
    case 'landing':
      state.setState({ landing: event.landing })
      return
    case 'recovered':
      return
    case 'error':
      console.debug('Something of the media line was refused.', event.error)
  }
}
