import type { GeoLocation } from '@/lib/domain/geo-location'

/** Tells places from addresses. What is kept of anybody is the place, never the address. */
export interface Geo {
  /** @param address - as requests carry it: IPv4, IPv6, or IPv6 by its /64. Undefined: not known. */
  locationOf(address: string): GeoLocation | undefined
}
