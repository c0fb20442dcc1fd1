interface ServerCall {
  /** From the project's root. */
  readonly file: string
  readonly call: string
  readonly summary: string
  readonly example: string
  readonly source: string
}

const CAAS = 'spec/caas.md'
const EMITTED = 'spec/telehealth.md "Server-Side Usage"'

/**
 * What code in the server's own process may call. A test calls each as its document does.
 *
 * @see contracts, section 6
 */
export const SERVER_API: readonly ServerCall[] = [
  {
    file: 'lib/websocket.ts',
    call: 'emitToUser(userId, event, data)',
    summary: 'Sends an event to every connection of a person that speaks telehealth; nothing is stored',
    example: "emitToUser('user-123', 'notification:new', { title: 'New Message' })",
    source: EMITTED,
  },
  {
    file: 'lib/websocket.ts',
    call: 'emitToRoom(room, event, data, tenantId?)',
    summary: 'The same to the members of a room',
    example: "emitToRoom('chat:user1:user2', 'message:new', { id: 'msg-123', message: 'Hello!' })",
    source: EMITTED,
  },
  {
    file: 'lib/websocket.ts',
    call: 'broadcast(event, data, tenantId?)',
    summary: 'The same to everybody who is there, or to a tenant’s people alone',
    example: "broadcast('system:maintenance', { message: 'Scheduled maintenance in 10 minutes' })",
    source: EMITTED,
  },
  {
    file: 'lib/receipt-privacy-manager.ts',
    call: 'receiptPrivacyManager.updateSettings(settings)',
    summary: 'Changes what a person of a tenant shows of how they read and type; answers all of it',
    example:
      'await receiptPrivacyManager.updateSettings({ user_id: userId, tenant_id: tenantId, typing_indicators_enabled: false })',
    source: `${CAAS} "Read Receipts with Privacy"`,
  },
  {
    file: 'lib/receipt-privacy-manager.ts',
    call: 'receiptPrivacyManager.canSendReadReceipt(userId, tenantId)',
    summary: 'Whether others may be told what a person has read',
    example: 'await receiptPrivacyManager.canSendReadReceipt(userId, tenantId)',
    source: `${CAAS} "Read Receipts with Privacy"`,
  },
  {
    file: 'lib/presence-cache.ts',
    call: 'presenceCache.getBatchCachedPresence(userIds)',
    summary: 'How up to 1,000 people are shown, two seconds old at most',
    example: "await presenceCache.getBatchCachedPresence(['user-1', 'user-2', 'user-3'])",
    source: `${CAAS} "Batch Presence (with caching)"`,
  },
  {
    file: 'lib/presence-analytics.ts',
    call: 'presenceAnalytics.getCurrentMetrics(tenantId?)',
    summary:
      '`{online_users, away_users, busy_users, offline_users, peak_online_count}`: now, and today’s peak (UTC)',
    example: 'await presenceAnalytics.getCurrentMetrics()',
    source: `${CAAS} "Analytics"`,
  },
  {
    file: 'lib/presence-analytics.ts',
    call: 'presenceAnalytics.getUserActivityMetrics(userId)',
    summary:
      '`{total_sessions, total_online_time_minutes, average_session_duration_minutes}` of the last 90 days',
    example: 'await presenceAnalytics.getUserActivityMetrics(userId)',
    source: `${CAAS} "Analytics"`,
  },
  {
    file: 'lib/typing-aggregator.ts',
    call: 'typingAggregator.getAggregatedStatus(conversationId, currentUserId)',
    summary: '`{display_text}`: who is typing, as that person may read it; empty where nobody is',
    example: 'const status = await typingAggregator.getAggregatedStatus(conversationId, currentUserId)',
    source: `${CAAS} "Aggregated Typing"`,
  },
  {
    file: 'lib/typing-analytics.ts',
    call: 'typingAnalytics.getMetrics(conversationId)',
    summary: '`{total_typing_events, average_typing_duration_ms}` of the last 90 days',
    example: 'await typingAnalytics.getMetrics(conversationId)',
    source: `${CAAS} "Typing Indicators"`,
  },
  {
    file: 'lib/group-call-manager.ts',
    call: 'groupCallManager.createGroupCall(creatorId, participantIds, mediaType, tenantId)',
    summary:
      'Calls people as if the creator did, who comes in by `call:resume`; answers `{call_id, participant_ids, …}`',
    example:
      "await groupCallManager.createGroupCall(creatorId, ['user-1', 'user-2', 'user-3'], 'video', tenantId)",
    source: `${CAAS} "Group Calls"`,
  },
  {
    file: 'lib/group-call-manager.ts',
    call: 'groupCallManager.addParticipant(callId, newUserId)',
    summary: 'Calls one more person',
    example: 'await groupCallManager.addParticipant(callId, newUserId)',
    source: `${CAAS} "Group Calls"`,
  },
  {
    file: 'lib/group-call-manager.ts',
    call: 'groupCallManager.removeParticipant(callId, userId)',
    summary: 'Takes somebody out of a call',
    example: 'await groupCallManager.removeParticipant(callId, userId)',
    source: `${CAAS} "Group Calls"`,
  },
  {
    file: 'lib/call-quality-tracker.ts',
    call: 'callQualityTracker.recordQualityReport(report)',
    summary: 'Counts a report of one side of a call, one a second at most; kept as sums',
    example:
      "await callQualityTracker.recordQualityReport({ call_id: callId, user_id: userId, latency_ms: 150, packet_loss_percentage: 2.5, jitter_ms: 20, bitrate_kbps: 500, frame_rate: 30, resolution: '1280x720' })",
    source: `${CAAS} "Quality Reporting"`,
  },
  {
    file: 'lib/call-quality-tracker.ts',
    call: 'callQualityTracker.getCallAnalytics(callId, duration, participantCount)',
    summary:
      'Means over everybody in a call: `average_latency_ms`, `average_packet_loss_percentage` and so on',
    example: 'await callQualityTracker.getCallAnalytics(callId, duration, participantCount)',
    source: `${CAAS} "Quality Reporting"`,
  },
  {
    file: 'lib/text-chat-queue.ts',
    call: 'TextChatQueueService.getDetailedAnalytics()',
    summary: 'Figures of text chat of all processes, a second old at most; likewise for voice and video',
    example: 'TextChatQueueService.getDetailedAnalytics()',
    source: 'spec/omegoo.md "Access Analytics"',
  },
]
