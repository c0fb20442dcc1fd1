import { getRuntime, type Runtime } from './server/runtime-slot'

/** How calls were. @see spec/caas.md "Quality Reporting" */
export const callQualityTracker = {
  /**
   * Counts a report of a call's side, one a second at most; it is kept as sums.
   *
   * @example
   * await callQualityTracker.recordQualityReport({
   *   call_id: callId, user_id: userId, timestamp: new Date(), latency_ms: 150, packet_loss_percentage: 2.5,
   *   jitter_ms: 20, bitrate_kbps: 500, frame_rate: 30, resolution: '1280x720',
   * })
   *
   * @throws Error: there is no server in this process
   */
  async recordQualityReport(
    report: Parameters<Runtime['figures']['recordCallQuality']>[0] & { readonly timestamp?: Date },
  ): Promise<void> {
    await getRuntime().figures.recordCallQuality(report)
  },

  /**
   * Means over everybody in a call; zeros where nothing was reported.
   *
   * @param duration - of the call, in seconds, told back
   * @param participantCount - likewise
   * @throws Error: there is no server in this process
   */
  async getCallAnalytics(callId: string, duration: number, participantCount: number) {
    const means = await getRuntime().figures.callQuality(callId)
    return { call_id: callId, duration, participant_count: participantCount, ...means }
  },
}
