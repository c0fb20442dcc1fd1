'use client'

import { useEffect, useState } from 'react'

import { api } from '@/lib/client/api'

interface Totals {
  readonly users: { readonly total: number; readonly newToday: number }
  readonly reports: { readonly pending: number }
}

/**
 * Accounts and waiting reports, which are not pushed: asked for once, and again with each piece of news.
 *
 * @returns undefined until the first answer; the last one stays when a later one fails.
 */
export function useDashboard(news: number): Totals | undefined {
  const [totals, setTotals] = useState<Totals>()
  useEffect(() => {
    let isWanted = true
    void api.get<Totals>('/api/admin/dashboard').then((result) => {
      if (isWanted && result.ok) setTotals(result.data)
    })
    return () => {
      isWanted = false
    }
  }, [news])
  return totals
}
