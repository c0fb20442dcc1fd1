import type { FigureTableName } from '@/lib/contracts/omegoo/figure-tables'

/** Where a table is had as a file, as it is shown: with the page's filter and what else it depends on. */
export function exportAddress(
  table: FigureTableName,
  query: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const all = new URLSearchParams(query)
  for (const [name, value] of Object.entries(more)) all.set(name, value)
  const asked = all.toString()
  return `/api/admin/analytics/export/${table}${asked && `?${asked}`}`
}
