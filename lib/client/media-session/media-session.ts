import { createStore, type StoreApi } from 'zustand/vanilla'
import { createDeviceControl, type DeviceControl } from './device-control'
import { createLinkControl, loadIceServers } from './link-control'
import type { MediaSessionDeps } from './media-session-deps'
import { type MediaData, NO_MEDIA } from './media-state'
import { createNetworkWish } from './network-wish'
import { sessionOf } from '@/lib/client/chat/send-message'
import type { Chatting, ChatData } from '@/lib/client/chat/chat-state'
import type { NetworkReach } from '@/lib/client/rtc/connection/network-check'

export interface MediaActions extends DeviceControl {
  /** Wants to be seen clearly, or no longer; media are covered at once, and shown when both want it. */
  readonly show: (isShown: boolean) => void
  /** The picture that was given up for the sound is wanted back. */
  readonly retryPicture: () => void
  /** Takes them from the tab that has them. */
  readonly takeHere: () => void
  /** The line is tried again at once. */
  readonly retryLine: () => void
}

export interface MediaSession {
  readonly state: StoreApi<MediaData>
  readonly actions: MediaActions
  /** What the line reaches; undefined: not known. */
  readonly network: () => NetworkReach | undefined
  /** Ends everything, and lets go of the devices. */
  readonly stop: () => void
}

/** Sound and picture of the running session: follows the chat's state, whatever changes that. */
export function createMediaSession(deps: MediaSessionDeps): MediaSession {
  const { chat, socket, oneTab } = deps
  const state = createStore<MediaData>(() => NO_MEDIA)
  const chatting = () => runningIn(chat.getState())
  const control = createLinkControl(deps, state)
  const devices = createDeviceControl({ ...deps, state, chatting }, control.current)

  const network = createNetworkWish({
    chat,
    check: async () => deps.checkNetwork(await loadIceServers(socket)),
    lookAgain: deps.lookAgain,
  })

  let isMine = false
  const follow = () => {
    network.follow()
    const { chat: now } = chat.getState()
    if (now.phase === 'looking' && now.chatType !== 'text') {
      // The servers are for people in a queue only.
      if (now.queue && state.getState().tracks.audio) control.prepare()
      return
    }
    if (chatting()) oneTab.claim(claimed)
    else if (isMine || state.getState().isElsewhere) leave()
    const running = isMine ? chatting() : undefined
    if (control.follow(running)) devices.announce()
    devices.hold(running?.deed.report !== undefined)
    if (running) devices.bring(running)
    // Nothing of it is needed any more, and its light goes out. After the end the next one may follow at once.
    else if (chatting() ? state.getState().isElsewhere : now.phase !== 'ended' && now.phase !== 'opening')
      devices.release()
  }
  const claimed = (mine: boolean) => {
    isMine = mine
    state.setState({ isElsewhere: !mine })
    follow()
  }
  const leave = () => {
    isMine = false
    oneTab.release()
    state.setState({ isElsewhere: false })
  }
  oneTab.onAsked(() => control.current()?.restart())
  const end = chat.subscribe(follow)
  socket.on('partner-media-state', ({ sessionId, isMuted, isVideoOff }) => {
    const now = chatting()
    if (now && sessionOf(now.roomId) === sessionId) state.setState({ partner: { isMuted, isVideoOff } })
  })
  follow()

  return {
    state,
    actions: {
      ...devices,
      show(isShowing) {
        state.setState({ isShowing })
        // Covering does not wait for an answer.
        if (!isShowing) void control.current()?.show(false)
        deps.reveal(isShowing)
      },
      takeHere: oneTab.take,
      retryPicture: () => control.current()?.retryPicture(),
      retryLine: () => control.current()?.restart(),
    },
    network: network.current,
    stop() {
      end()
      oneTab.release()
      control.close()
      devices.release()
    },
  }
}

/** The running session, if it has sound. */
function runningIn({ chat }: ChatData): Chatting | undefined {
  return chat.phase === 'chatting' && chat.chatType !== 'text' ? chat : undefined
}
