import { api } from '@/lib/client/api'
import type { ReportType } from '@/lib/domain/moderation'

/** A report of somebody's message in a conversation. */
export interface MessageReport {
  readonly conversationId: string
  readonly messageIds: readonly string[]
  readonly reportType: ReportType
  readonly description: string
}

/** Reporting and blocking where people write to each other. Refusals are results, never exceptions. */
export const conversationSafety = {
  report: (report: MessageReport) => api.post<{ reportId: string }>('/api/moderation/report', report),
  block: (userId: string) => api.post<{ blockId: string }>('/api/moderation/block', { userId }),
  unblock: (userId: string) => api.delete<object>(`/api/moderation/block/${encodeURIComponent(userId)}`),
}
