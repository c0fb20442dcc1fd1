import { browserStores, type KeyValueStore } from '@/lib/client/browser/key-value-store'
import type { Millis } from '@/lib/domain/ids'

const KEY = 'omegoo.leaving'
/** Longer than the server's answer can take; a page that was closed in between leaves its mark behind. */
const LONGEST_MS: Millis = 20_000

/** Stands in where the browser forbids storage. */
let unstored: Millis | undefined

/**
 * Marks, for all tabs of this browser, that the login is being ended on purpose: the server closes their connections, and
 * none of them may log the device in again meanwhile. Undefined takes the mark away.
 */
export function markLeaving(at: Millis | undefined, store: KeyValueStore = browserStores().local): void {
  unstored = at
  store.write(KEY, at === undefined ? null : String(at))
}

export function isLeaving(now: Millis, store: KeyValueStore = browserStores().local): boolean {
  const kept = store.read(KEY)
  const at = kept === null ? unstored : Number(kept)
  return at !== undefined && Math.abs(now - at) < LONGEST_MS
}
