import type { GeoLocation } from '@/lib/domain/geo-location'

/** Finds the location of an address. Only the location is ever kept, never the address. */
export interface Geo {
  /** @param address - as requests carry it: IPv4, IPv6, or IPv6 by its /64. Undefined: not known. */
  locationOf(address: string): GeoLocation | undefined
}
