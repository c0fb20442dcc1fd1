import { isRaw } from '@/lib/contracts/kit'
import type { OpenLink } from './link'
import { openRawLink } from './raw-link'
import { openSocketIoLink } from './socket-io-link'
import type { Place } from './tables'

/** The transport of a place's channel. */
export function openLinkFor({ channel }: Place): OpenLink {
  return isRaw(channel) ? openRawLink : openSocketIoLink
}
