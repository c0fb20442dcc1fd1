import { isRaw } from '@/lib/contracts/kit'
import type { OpenLink } from './link'
import { openRawLink } from './raw-link'
import { openSocketIoLink } from './socket-io-link'
import type { Endpoint } from './tables'

/** The transport of an endpoint's namespace. */
export function openLinkFor({ namespace }: Endpoint): OpenLink {
  return isRaw(namespace) ? openRawLink : openSocketIoLink
}
