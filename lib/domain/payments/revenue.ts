import type { Day } from '../days'

/** By what revenue is told apart. What is not known is empty text; beyond the bound of kinds on a day, `OTHER`. */
export const REVENUE_DIMENSIONS = [
  'coin_package',
  'provider',
  'source',
  'medium',
  'campaign',
  'platform',
  'gender',
  'country',
] as const
export type RevenueDimension = (typeof REVENUE_DIMENSIONS)[number]

/** What of a day is counted. Money is in the currency's smallest unit. */
export interface RevenueCounts {
  readonly created: number
  readonly paid: number
  readonly failed: number
  readonly refunds: number
  readonly disputes: number
  readonly gross: number
  readonly tax: number
  readonly refunded: number
  readonly coins: number
}

export interface RevenueRow extends RevenueCounts {
  readonly day: Day
  readonly currency: string
  readonly key: string
}

export const NO_REVENUE: RevenueCounts = {
  created: 0,
  paid: 0,
  failed: 0,
  refunds: 0,
  disputes: 0,
  gross: 0,
  tax: 0,
  refunded: 0,
  coins: 0,
}

/** Both together. */
export function addRevenue(one: RevenueCounts, other: RevenueCounts): RevenueCounts {
  const names = Object.keys(NO_REVENUE) as (keyof RevenueCounts)[]
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as RevenueCounts
}

/** What an order brings on average, in the smallest unit, rounded; null without one. */
export function averageOrder({ gross, paid }: Pick<RevenueCounts, 'gross' | 'paid'>): number | null {
  return paid === 0 ? null : Math.round(gross / paid)
}
