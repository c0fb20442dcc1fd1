import type { z } from 'zod'

import { api } from '@/lib/client/api'
import type { revenueRest } from '@/lib/contracts/omegoo/revenue-rest'

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

export type RevenueReport = DataOf<typeof revenueRest.revenue>
export type CurrencyFigures = RevenueReport['currencies'][number]
export type OrderPage = DataOf<typeof revenueRest.adminOrders>
export type OrderRow = OrderPage['orders'][number]
export type LedgerPage = DataOf<typeof revenueRest.ledger>
export type LedgerCheck = DataOf<typeof revenueRest.checkLedger>

export const refundOrder = (order: string, reason: string) =>
  api.post<OrderRow>(`/api/admin/orders/${encodeURIComponent(order)}/refund`, { reason })
export const checkLedger = () => api.get<LedgerCheck>('/api/admin/ledger/check')

/** The request for a page of a list, from what its address says. */
export function listPath(path: string, params: URLSearchParams, names: readonly string[]): string {
  const query = new URLSearchParams()
  for (const name of names) {
    const value = params.get(name)
    if (value) query.set(name, value)
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path
}

/** The digits after the point of a currency. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}
