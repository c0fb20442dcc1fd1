/**
 * What `TextChatQueueService.getDetailedAnalytics()` answers. Times are milliseconds, `underOneSecond` is per cent.
 *
 * @see spec/omegoo.md "Analytics & Metrics"
 */
export interface DetailedAnalytics {
  readonly queue: { readonly currentSize: number; readonly peakSize: number }
  readonly rooms: { readonly active: number; readonly totalCreated: number }
  readonly pairing: {
    readonly medianTime: number
    readonly p50: number
    readonly p95: number
    readonly p99: number
    readonly underOneSecond: number
  }
  readonly sessions: { readonly averageDuration: number; readonly totalDuration: number }
  readonly messages: { readonly total: number; readonly averagePerSession: number }
  readonly requeues: { readonly total: number; readonly perHour: number }
  readonly disconnectReasons: Readonly<Record<string, number>>
}
