import type { Millis } from '@/lib/domain/ids'
import type { LimitVerdict } from '@/lib/domain/limits'

/** Counts attempts in sliding windows. */
export interface Limiter {
  /** Counts one attempt unless `max` were counted within `windowMs` already. */
  consume(key: string, limit: { max: number; windowMs: Millis }, now: Millis): Promise<LimitVerdict>
}
