import type { Millis } from '@/lib/domain/ids'

/** Remembers for a while that something happened. */
export interface Marks {
  set(key: string, now: Millis): Promise<void>
  /** Whether it happened lately. */
  has(key: string, now: Millis): Promise<boolean>
}
