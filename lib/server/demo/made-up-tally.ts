import { type Counters, count } from '@/lib/domain/counters'
import type { NarrowedSpan } from '../ports/analytics/narrowed-figures'
import type { Chance } from './chance'
import { COUNTRIES, PLATFORMS } from './homes'

/** On what somebody is, and where from; empty: not known. */
export interface Home {
  readonly platform: string
  readonly country: string
}

export const madeUpHome = (chance: Chance): Home => ({
  platform: chance.pick(PLATFORMS),
  country: chance.pick(COUNTRIES) ?? '',
})

/** What was counted of some people, and where they are from. */
type Narrowed = Pick<NarrowedSpan, 'dimension' | 'value' | 'counters'>

export type Tally = ReturnType<typeof createTally>

/** What was counted in a span, in all and by home. */
export function createTally() {
  const counters: Record<string, number> = {}
  const byHome = new Map<string, Narrowed & { readonly counters: Record<string, number> }>()

  function into(dimension: Narrowed['dimension'], value: string): Record<string, number> {
    const key = `${dimension} ${value}`
    const known = byHome.get(key) ?? { dimension, value, counters: {} }
    byHome.set(key, known)
    return known.counters
  }
  return {
    /** Of anybody: what is changed here is of no home. */
    counters,
    add(counted: Counters, { platform, country }: Home): void {
      for (const sum of [counters, into('platform', platform), into('country', country)])
        for (const [name, number] of Object.entries(counted)) count(sum, name, number)
    },
    narrowed: (): readonly Narrowed[] => [...byHome.values()],
  }
}
