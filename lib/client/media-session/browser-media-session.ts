import { createMediaSession, type MediaSession } from './media-session'
import type { MediaSessionDeps } from './media-session-deps'
import { createOneTab } from './one-tab'
import { api } from '@/lib/client/api'
import { browserStores } from '@/lib/client/browser/key-value-store'
import type { ChatStore } from '@/lib/client/chat/chat-store'
import { browserClock } from '@/lib/client/clock'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import { createBrowserMediaLink } from '@/lib/client/rtc/browser-media-link'
import { browserPeerConnection } from '@/lib/client/rtc/connection/peer-connection'
import { checkNetwork } from '@/lib/client/rtc/connection/network-check'
import { measureUplink } from '@/lib/client/rtc/connection/uplink'
import { createOwnDevices } from '@/lib/client/rtc/devices/own-devices'

/** The media of this browser. */
export function createBrowserMediaSession(
  chat: ChatStore,
  socket: OmegooSocket,
  channelOf: MediaSessionDeps['channelOf'],
): MediaSession {
  return createMediaSession({
    chat: chat.state,
    socket,
    channelOf,
    createLink: createBrowserMediaLink,
    createOwnDevices,
    oneTab: createOneTab(),
    checkNetwork: async ({ iceServers }) => {
      const [reach, uplinkKbps] = await Promise.all([
        checkNetwork((configuration) => browserPeerConnection(configuration), iceServers, browserClock),
        measureUplink(sendUplink, browserClock),
      ])
      return { ...reach, ...(uplinkKbps !== undefined && { uplinkKbps }) }
    },
    lookAgain: () => chat.actions.wishFor(chat.state.getState().wish),
    clock: browserClock,
    store: browserStores().session,
    reveal: chat.actions.reveal,
  })
}

const sendUplink: Parameters<typeof measureUplink>[0] = async (bytes, signal) =>
  (await api.bytes('/api/stats/uplink', bytes, signal)).ok
