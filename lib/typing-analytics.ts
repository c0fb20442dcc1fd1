import { getRuntime } from './server/runtime-slot'

/** Figures of typing, of all processes, from counts by day. @see spec/caas.md "Typing Indicators" */
export const typingAnalytics = {
  /**
   * How often somebody began to type in a conversation in the last 90 days, and how long they did on average, ms.
   *
   * @example
   * const metrics = await typingAnalytics.getMetrics(conversationId)
   * // { total_typing_events: 250, average_typing_duration_ms: 5000 }
   *
   * @throws Error: there is no server in this process
   */
  async getMetrics(conversationId: string) {
    return getRuntime().figures.typingIn(conversationId)
  },
}
