import { isRaw } from '@/lib/contracts/kit'
import type { OpenLink } from './link'
import { openRawLink } from './raw-link'
import { openSocketIoLink } from './socket-io-link'
import type { Place } from './tables'

/** The transport of a place's namespace. */
export function openLinkFor({ namespace }: Place): OpenLink {
  return isRaw(namespace) ? openRawLink : openSocketIoLink
}
