import { type DayWindow, lengthOf } from '@/lib/domain/days'
import type { AskedWindow } from '@/lib/domain/figure-filter'
import type { AskedFigures } from '@/lib/server/services/analytics/acquisition'

/** What a query of figures asks for: which days, and what they are narrowed by. */
export function askedFigures({
  days,
  start,
  end,
  compare: _,
  ...only
}: AskedWindow & { readonly compare: string } & Readonly<Record<string, unknown>>): AskedFigures {
  return { days, start, end, only: only as AskedFigures['only'] }
}

/** A window as answers have it. */
export const windowOf = ({ from, to }: DayWindow) => ({ start: from, end: to, days: lengthOf({ from, to }) })
