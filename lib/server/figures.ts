import { meansOf, NO_QUALITY } from '@/lib/domain/calls/quality'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { minutesOf } from '@/lib/domain/presence/presence-days'
import type { Services } from './core'
import { reportOf } from './gateways/calls'
import type { Runtime } from './runtime-slot'

/** People whose presence one call asks for. */
const ASKED_AT_ONCE = 1_000

/** Figures in the documents' form, for other code of the server. @see contracts, section 6 */
export function createFigures({
  presenceCache,
  presenceFigures,
  typingOverview,
  callQuality,
}: Pick<
  Services,
  'presenceCache' | 'presenceFigures' | 'typingOverview' | 'callQuality'
>): Runtime['figures'] {
  return {
    async presences(userIds) {
      if (userIds.length > ASKED_AT_ONCE)
        throw new RangeError(`The presence of ${ASKED_AT_ONCE} people at most is asked for at once`)
      const presences = await presenceCache.of(userIds)
      return presences.map(({ user, shown, customStatus, statusMessage, connectionCount }) => ({
        user_id: user,
        status: shown === 'in_call' ? 'busy' : shown,
        custom_status: customStatus,
        status_message: statusMessage,
        connection_count: connectionCount,
      }))
    },

    async presenceNow(tenantId = DEFAULT_TENANT) {
      const { online, away, busy, offline, peak } = await presenceFigures.now(tenantId)
      return {
        online_users: online,
        away_users: away,
        busy_users: busy,
        offline_users: offline,
        peak_online_count: peak,
      }
    },

    async activityOf(userId) {
      const { sessions, onlineMs } = await presenceFigures.totalsOf(userId)
      return {
        total_sessions: sessions,
        total_online_time_minutes: minutesOf(onlineMs),
        average_session_duration_minutes: sessions === 0 ? 0 : minutesOf(onlineMs / sessions),
      }
    },

    async recordCallQuality(report) {
      callQuality.record(report.call_id, report.user_id, reportOf(report))
    },

    async callQuality(callId) {
      const means = meansOf((await callQuality.of(callId)) ?? NO_QUALITY)
      return {
        report_count: means?.reports ?? 0,
        average_latency_ms: means?.latencyMs ?? 0,
        average_packet_loss_percentage: means?.packetLoss ?? 0,
        average_jitter_ms: means?.jitterMs ?? 0,
        average_bitrate_kbps: means?.bitrateKbps ?? 0,
        average_frame_rate: means?.frameRate ?? null,
      }
    },

    typingText: (conversationId, userId) => typingOverview.textFor(userId, conversationId),

    async typingIn(conversationId) {
      const { events, averageMs } = await typingOverview.totals(conversationId)
      return { total_typing_events: events, average_typing_duration_ms: averageMs }
    },
  }
}
