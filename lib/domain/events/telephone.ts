import type { TelephoneCall } from '../calls/telephone'

export interface TelephoneEvents {
  /** A call to a telephone has another status; for its placer. */
  'telephone.changed': { call: TelephoneCall }
}
