import { REPORT_STATUSES, REPORT_TYPES } from '@/lib/domain/moderation'

/** The queue shows what waits unless the address asks for another. */
export const STATUS_CHOICES = [...REPORT_STATUSES, 'all'] as const

/** What the address asks the server for. */
export function reportQuery(params: Pick<URLSearchParams, 'get'>): string {
  const status = STATUS_CHOICES.find((one) => one === params.get('status')) ?? 'pending'
  const type = REPORT_TYPES.find((one) => one === params.get('type'))
  const query = new URLSearchParams({ limit: '25' })
  if (status !== 'all') query.set('status', status)
  if (type) query.set('reportType', type)
  for (const name of ['before', 'beforeId']) {
    const value = params.get(name)
    if (value) query.set(name, value)
  }
  return `/api/admin/reports?${query.toString()}`
}
