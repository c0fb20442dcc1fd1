import type { DetailedAnalytics } from './domain/analytics'
import { getRuntime } from './server/runtime-slot'

/**
 * The documented server-side access to text chat's figures.
 *
 * @see spec/omegoo.md "Access Analytics"
 */
export class TextChatQueueService {
  /** A snapshot of all processes at most a second old, synchronous; times in ms, `underOneSecond` in per cent. */
  static getDetailedAnalytics(): DetailedAnalytics {
    return getRuntime().textAnalytics()
  }
}
