import { browserPeerConnection } from './connection/peer-connection'
import { browserWakeUps } from './connection/wake-ups'
import { createMediaLink, type MediaLink, type MediaLinkDeps } from './media-link'
import { browserClock } from '@/lib/client/clock'

/** A media link on this browser's own connections, clock and network. */
export function createBrowserMediaLink(
  deps: Pick<MediaLinkDeps, 'isShown' | 'loadIceServers' | 'onEvent'>,
): MediaLink {
  return createMediaLink({
    ...deps,
    create: browserPeerConnection,
    stream: new MediaStream(),
    clock: browserClock,
    wakeUps: browserWakeUps,
  })
}
