import type { Millis } from '../ids'

/** Who comes back within this had only reloaded, or lost the network: nobody is told that they went and came. */
export const RETURN_WITHIN_MS: Millis = 3_000
