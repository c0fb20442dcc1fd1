import {
  type ActivityFact,
  byPersonAndDay,
  type CountedActivity,
  countActivity,
  EVER,
  NOTHING_SEEN,
  type PersonDay,
  type SeenKinds,
  weekOf,
} from './activity'
import { addDays, type Day, dayOf } from './days'
import type { Millis } from './ids'

/** Keeps what people did and what was counted of it, as a database does; everybody registered at one moment. */
export function createActivityLedger(registeredAt: Millis) {
  const seen = new Map<string, SeenKinds & { readonly user: string; readonly day: Day }>()
  const all: CountedActivity[] = []
  const cohortWeek = weekOf(dayOf(registeredAt))

  function pastOf({ user, day }: PersonDay) {
    const others = [...seen.values()].filter((one) => one.user === user && one.day !== day)
    const bits = (of: typeof others) => of.reduce((sum, { active }) => sum | active, 0)
    const last = others
      .filter((one) => one.day < day)
      .toSorted((one, other) => (one.day < other.day ? 1 : -1))
      .at(0)
    return {
      tenant: 'default',
      platform: null,
      country: null,
      registeredAt,
      week: bits(others.filter((one) => weekOf(one.day) === weekOf(day))),
      month: bits(others.filter((one) => one.day.slice(0, 7) === day.slice(0, 7))),
      ever: bits(others),
      last: last ? { day: last.day, talked: last.talked } : null,
    }
  }

  const sum = <Row>(rows: readonly Row[], read: (row: Row) => number) =>
    rows.reduce((total, row) => total + read(row), 0)

  return {
    add(facts: readonly ActivityFact[]): void {
      for (const added of byPersonAndDay(facts)) {
        const key = `${added.user} ${added.day}`
        const before = seen.get(key) ?? { ...NOTHING_SEEN, user: added.user, day: added.day }
        all.push(countActivity(added, before, pastOf(added)))
        seen.set(key, {
          user: added.user,
          day: added.day,
          active: before.active | added.active,
          looked: before.looked | added.looked,
          matched: before.matched | added.matched,
          talked: before.talked | added.talked,
        })
      }
    },
    day(day: Day, chatType: string) {
      const rows = all.flatMap(({ days }) =>
        days.filter((one) => one.day === day && one.chatType === chatType),
      )
      return { active: sum(rows, ({ active }) => active) }
    },
    period(period: 'week' | 'month', start: Day, chatType: string) {
      const rows = all.flatMap(({ periods }) => periods)
      return sum(
        rows.filter((one) => one.period === period && one.start === start && one.chatType === chatType),
        ({ people }) => people,
      )
    },
    /** @param week - in which they were active; undefined: at all */
    cohort(week: Day | undefined, chatType: string) {
      const rows = all.flatMap(({ cohorts }) => cohorts)
      const wanted = rows.filter(
        ({ weekAfter, ...one }) =>
          one.chatType === chatType &&
          (week === undefined
            ? weekAfter === EVER
            : weekAfter !== EVER && addDays(cohortWeek, 7 * weekAfter) === week),
      )
      return sum(wanted, ({ people }) => people)
    },
    sessions: () =>
      sum(
        all.flatMap(({ days }) => days),
        ({ sessions }) => sessions,
      ),
  }
}
