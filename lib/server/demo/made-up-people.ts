import { addDays, type Day } from '@/lib/domain/days'
import { DEMO_PREFIX } from '../ports/analytics/acquisition'
import type { Chance } from './chance'

/** Of those who sign up, who ever looks for somebody. */
const LOOKED = 0.8
const WEEKEND = 1.25
/** How much people like it: most never come back, some often. */
const FONDNESS = [
  [50, 0.05],
  [34, 0.4],
  [16, 1.3],
] as const
/** How quickly somebody is forgetting us. */
const FADING = 0.75
const MOST = 0.8

export const isWeekend = (day: Day) => [0, 5, 6].includes(new Date(day).getUTCDay())

interface MadeUpPerson {
  readonly id: string
  /** The day on which they were first there, counted from the first. */
  readonly since: number
  readonly fondness: number
}

/**
 * Who is there on each of some days, and who that is for the first time: week by week fewer of those who came together.
 *
 * @param signups - how many signed up on each of the days
 */
export function madeUpPresence(first: Day, signups: readonly number[], chance: Chance): readonly string[][] {
  const people: MadeUpPerson[] = []
  return signups.map((count, index) => {
    const day = addDays(first, index)
    const eagerness = isWeekend(day) ? WEEKEND : 1
    const back = people.filter(
      ({ since, fondness }) =>
        chance.next() < Math.min(MOST, (eagerness * fondness) / (index - since + 1) ** FADING),
    )
    const newcomers = Array.from({ length: Math.max(4, Math.round(count * LOOKED)) }, (_, number) => ({
      id: `${DEMO_PREFIX}person-${people.length + number}`,
      since: index,
      fondness: chance.pick(FONDNESS),
    }))
    people.push(...newcomers)
    return [...back, ...newcomers].map(({ id }) => id)
  })
}
