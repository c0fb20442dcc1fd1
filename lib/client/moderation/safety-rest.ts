import { api } from '@/lib/client/api'
import type { SafetyRest } from '@/lib/client/chat/safety'

/** The REST side of safety. @see spec/omegoo.md "Moderation Endpoints" */
export const moderation: SafetyRest = {
  report: (sessionId, reportType, description) =>
    api.post('/api/moderation/report', { sessionId, reportType, description }, { keepalive: true }),
  block: (partnerId) => api.post('/api/moderation/block', { userId: partnerId }),
  unblock: (partnerId) => api.delete(`/api/moderation/block/${encodeURIComponent(partnerId)}`),
}
