import { APPEAL_STATUSES } from '@/lib/domain/casework'

/** What waits is shown unless the address asks for another. */
export const APPEAL_CHOICES = [...APPEAL_STATUSES, 'all'] as const

/** What the address asks the server for. */
export function appealQuery(params: Pick<URLSearchParams, 'get'>): string {
  const status = APPEAL_CHOICES.find((one) => one === params.get('status')) ?? 'pending'
  const query = new URLSearchParams({ limit: '25' })
  if (status !== 'all') query.set('status', status)
  for (const name of ['before', 'beforeId']) {
    const value = params.get(name)
    if (value) query.set(name, value)
  }
  return `/api/admin/appeals?${query.toString()}`
}
