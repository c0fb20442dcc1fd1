import { REPORT_STATUSES, REPORT_TYPES } from '@/lib/domain/moderation'

/** The queue shows what waits unless the address says otherwise. */
export const STATUS_CHOICES = [...REPORT_STATUSES, 'all'] as const

/** What the address asks the server for. */
export function reportQuery(params: Pick<URLSearchParams, 'get'>): string {
  const status = STATUS_CHOICES.find((one) => one === params.get('status')) ?? 'pending'
  const type = REPORT_TYPES.find((one) => one === params.get('type'))
  const query = new URLSearchParams({ limit: '25' })
  if (status !== 'all') query.set('status', status)
  if (type) query.set('reportType', type)
  const before = params.get('before')
  if (before) query.set('before', before)
  return `/api/admin/reports?${query.toString()}`
}
