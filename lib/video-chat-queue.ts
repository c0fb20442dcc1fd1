import type { MediaAnalytics } from './domain/analytics'
import { getRuntime } from './server/runtime-slot'

/** Server-side access to video chat's figures, as `TextChatQueueService` has those of text chat. */
export class VideoChatQueueService {
  /** A snapshot of all processes at most a second old, synchronous; times in ms, `underOneSecond` and `rate` in per cent. */
  static getDetailedAnalytics(): MediaAnalytics {
    return getRuntime().mediaAnalytics('video')
  }
}
