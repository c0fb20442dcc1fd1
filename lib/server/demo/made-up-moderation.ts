import { bucketOf } from '@/lib/domain/analytics'
import { addDays, type Day } from '@/lib/domain/days'
import type { ModerationCount } from '@/lib/domain/moderation-figures'
import type { Chance } from './chance'

const KINDS = [
  [6, 'text'],
  [2, 'audio'],
  [2, 'video'],
] as const
const OUTCOMES = [
  [5, 'resolved'],
  [4, 'dismissed'],
] as const
/** Minutes from a report to its first decision: most within the hour, some after a night. */
const WAITS = [
  [5, 20],
  [4, 60],
  [2, 240],
  [1, 900],
] as const

/** What moderation would have counted on `days` days from `first` on. */
export function madeUpModeration(first: Day, days: number, chance: Chance): readonly ModerationCount[] {
  return Array.from({ length: days }, (_, index) =>
    countsOf(addDays(first, index), 3 + index * 0.05, chance),
  ).flat()
}

function countsOf(day: Day, mean: number, chance: Chance): ModerationCount[] {
  const tallies = new Map<string, ModerationCount>()
  const count = (name: string, key: string) => {
    const before = tallies.get(`${name} ${key}`)?.count ?? 0
    tallies.set(`${name} ${key}`, { day, name, key, count: before + 1 })
  }
  for (let report = chance.near(mean); report > 0; report -= 1) {
    count('reports', chance.pick(KINDS))
    count('firstDecision', String(bucketOf(chance.near(chance.pick(WAITS) * 60))))
    const outcome = chance.pick(OUTCOMES)
    count('outcomes', outcome)
    if (outcome === 'dismissed') continue
    const isRepeated = chance.next() < 0.2
    count('upheld', isRepeated ? 'again' : 'first')
    if (isRepeated) count('bans', 'made')
    else count('warnings', 'given')
  }
  return [...tallies.values()]
}
