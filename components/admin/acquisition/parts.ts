import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'

/** Colours of parts, most important first; the last is for all others. */
const FILLS = [
  'var(--color-part-1)',
  'var(--color-part-2)',
  'var(--color-part-3)',
  'var(--color-part-4)',
  'var(--color-part-5)',
  'var(--color-part-6)',
] as const
const REST_FILL = 'var(--color-part-rest)'

/** A part of each day's bar. */
export interface Part {
  readonly label: string
  readonly fill: string
}

export interface PartedDay {
  readonly day: string
  /** In the order of the parts. */
  readonly counts: readonly number[]
  readonly total: number
  readonly previousDay: string
  readonly previousTotal: number
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

/** The six biggest keys as parts, and all others as one: more cannot be distinguished in a picture. */
export function partsOf(
  { keys, days }: Pick<SignupReport, 'keys' | 'days'>,
  say: (key: string | null) => string,
  rest: string,
): { parts: readonly Part[]; days: readonly PartedDay[] } {
  const shown = keys.length <= FILLS.length ? keys.length : FILLS.length
  const parts = FILLS.slice(0, shown).map((fill, index) => ({ label: say(keys[index]?.key ?? null), fill }))
  const hasRest = keys.length > shown
  return {
    parts: hasRest ? [...parts, { label: rest, fill: REST_FILL }] : parts,
    days: days.map(({ day, counts, previousDay, previousCounts }) => ({
      day,
      previousDay,
      counts: hasRest ? [...counts.slice(0, shown), sum(counts.slice(shown))] : counts,
      total: sum(counts),
      previousTotal: sum(previousCounts),
    })),
  }
}
