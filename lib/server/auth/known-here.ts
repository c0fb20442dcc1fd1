import { normalizeEmail } from '@/lib/domain/email'
import type { Clock } from '@/lib/server/ports/system'
import type { KnownPlacesService } from '../services/accounts/known-places'
import type { KnownDevices } from './known-device'

interface Deps {
  readonly devices: Pick<KnownDevices, 'deviceOf'>
  readonly places: Pick<KnownPlacesService, 'nameOf'>
  readonly clock: Clock
}

/** From where a request comes. */
interface Origin {
  /** The client's; IPv6 by /64. */
  readonly address: string
  readonly cookie: string | null
}

/** Names the device, or else the network's address, if an account of that address of mail signed in there lately. */
export function createKnownHere({ devices, places, clock }: Deps) {
  return async (email: string, { address, cookie }: Origin): Promise<string | undefined> =>
    devices.deviceOf(cookie, normalizeEmail(email), clock.now()) ?? places.nameOf(email, address)
}

export type KnownHere = ReturnType<typeof createKnownHere>
