import type { Redis } from '../client/client'
import type { Keys } from '../keys'
import type { RunScript } from '../scripts'

/** What the connections of one process, and the sockets of its accounts, are kept with. */
export interface ProcessSettings {
  readonly run: RunScript
  readonly redis: Pick<Redis, 'isReady' | 'onBack'>
  readonly keys: Keys
  /** A name that no other process has; its lease is kept beside the connections. */
  readonly process: string
  readonly onError: (error: unknown) => void
}
