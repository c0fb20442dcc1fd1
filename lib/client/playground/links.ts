import type { OpenLink } from './link'
import { openSocketIoLink } from './socket-io-link'
import type { Place } from './tables'

/** The transport of a place's channel. Every channel so far is a Socket.IO namespace. */
export function openLinkFor(_place: Place): OpenLink {
  return openSocketIoLink
}
