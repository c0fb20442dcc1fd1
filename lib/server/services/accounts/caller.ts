import type { GeoLocation } from '@/lib/domain/geo-location'
import type { Asker } from '@/lib/server/ports/accounts/secrets'

/** From where, and with what device, a request comes. */
export interface Caller extends Asker {
  /** Words for the person's list of logins, such as "Chrome on Android". */
  readonly device: string
  /** Where the request came from, as far as that is known. */
  readonly place?: GeoLocation | undefined
  readonly language?: string | undefined
}
