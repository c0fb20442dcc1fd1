import type { Place } from '@/lib/domain/places'

/** Tells places from addresses. What is kept of anybody is the place, never the address. */
export interface Geo {
  /** @param address - as requests carry it: IPv4, IPv6, or IPv6 by its /64. Undefined: not known. */
  placeOf(address: string): Place | undefined
}
