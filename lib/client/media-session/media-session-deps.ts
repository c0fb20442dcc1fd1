import type { StoreApi } from 'zustand/vanilla'
import type { OneTab } from './one-tab'
import type { KeyValueStore } from '@/lib/client/browser/key-value-store'
import type { ChatData } from '@/lib/client/chat/chat-state'
import type { Clock } from '@/lib/client/clock'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import type { IceServers } from '@/lib/client/rtc/connection/ice-config'
import type { NetworkReach } from '@/lib/client/rtc/connection/network-check'
import type { SignalChannel } from '@/lib/client/rtc/connection/signals'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'
import type { MediaLink, MediaLinkDeps } from '@/lib/client/rtc/media-link'

/** What the media of a session stand on. */
export interface MediaSessionDeps {
  readonly chat: StoreApi<ChatData>
  readonly socket: OmegooSocket
  readonly channelOf: (roomId: string) => SignalChannel
  readonly createLink: (deps: Pick<MediaLinkDeps, 'isShown' | 'loadIceServers' | 'onEvent'>) => MediaLink
  readonly createOwnDevices: () => OwnDevices
  readonly oneTab: OneTab
  /** Finds out which of these servers answer. */
  readonly checkNetwork: (servers: IceServers) => Promise<NetworkReach>
  readonly lookAgain: () => void
  readonly clock: Pick<Clock, 'later'>
  /** This tab's: what is muted or off stays so when its page is loaded again. */
  readonly store: KeyValueStore
  /** Tells the partner that one wants to be seen clearly, or no longer. */
  readonly reveal: (isShown: boolean) => void
}
