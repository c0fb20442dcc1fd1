import { getRuntime } from './server/runtime-slot'

/** Figures of presence, of all processes, from counts by day. @see spec/caas.md "Analytics" */
export const presenceAnalytics = {
  /**
   * How many people are shown how right now; offline are those who were there today (UTC) and are not; the peak is today's. Who
   * is in a call is busy, and who chose to be offline is in none.
   *
   * @example
   * const metrics = await presenceAnalytics.getCurrentMetrics()
   * // { online_users: 350, away_users: 50, busy_users: 25, offline_users: 75, peak_online_count: 450 }
   *
   * @param tenantId - the first tenant's unless given
   * @throws Error: there is no server in this process
   */
  async getCurrentMetrics(tenantId?: string) {
    return getRuntime().figures.presenceNow(tenantId)
  },

  /**
   * How often and how long somebody was connected in the last 90 days, in whole minutes; all their devices together.
   *
   * @example
   * const activity = await presenceAnalytics.getUserActivityMetrics(userId)
   * // { total_sessions: 42, total_online_time_minutes: 1250, average_session_duration_minutes: 30 }
   *
   * @throws Error: there is no server in this process
   */
  async getUserActivityMetrics(userId: string) {
    return getRuntime().figures.activityOf(userId)
  },
}
