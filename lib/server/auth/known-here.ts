import { normalizeEmail } from '@/lib/domain/email'
import type { Clock } from '@/lib/server/ports/system'
import type { KnownLocationsService } from '../services/accounts/known-locations'
import type { KnownDevices } from './known-device'

interface Deps {
  readonly devices: Pick<KnownDevices, 'deviceOf'>
  readonly knownLocations: Pick<KnownLocationsService, 'nameOf'>
  readonly clock: Clock
}

/** From where a request comes. */
interface Origin {
  /** The client's; IPv6 by /64. */
  readonly address: string
  readonly cookie: string | null
}

/** Names the device, or else the network's address, if an account of that address of mail signed in there lately. */
export function createKnownHere({ devices, knownLocations, clock }: Deps) {
  return async (email: string, { address, cookie }: Origin): Promise<string | undefined> =>
    devices.deviceOf(cookie, normalizeEmail(email), clock.now()) ?? knownLocations.nameOf(email, address)
}

export type KnownHere = ReturnType<typeof createKnownHere>
