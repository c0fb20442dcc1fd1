import { addDays, type Day, dayOf } from '@/lib/domain/days'
import { DEFAULT_TENANT, type Millis } from '@/lib/domain/ids'
import type { DemoHistory, MadeUpHistory } from '../ports/analytics/acquisition'
import type { Clock } from '../ports/system'
import { createChance } from './chance'
import { madeUpFigures } from './made-up-figures'
import { madeUpActivity, madeUpLandings } from './made-up-activity'
import { madeUpCases } from './made-up-cases'
import { madeUpModeration } from './made-up-moderation'
import { madeUpMoney } from './made-up-money'
import { madeUpPresence } from './made-up-people'
import { madeUpSessions } from './made-up-sessions'
import { madeUpSignups } from './made-up-signups'
import { madeUpWorkspace } from './made-up-workspace'

export const DEMO_DAYS = 90
/** Sessions themselves are kept of the last days, and those that were reported; roll-ups know of all. */
const DAYS_WITH_SESSIONS = 7
const SEED = 20_261_121

/** The 90 days before today, the same whenever it is made on one day. Today belongs to what really happens. */
export function madeUpHistory(now: Millis): MadeUpHistory {
  const first = addDays(dayOf(now), -DEMO_DAYS)
  const days = Array.from({ length: DEMO_DAYS }, (_, index) => addDays(first, index))
  const chance = createChance(SEED)
  const signups = madeUpSignups(first, DEMO_DAYS, chance)
  const present = madeUpPresence(
    first,
    days.map((day) => signupsOn(day, signups)),
    chance,
  )
  const { figures, rooms } = madeUpFigures(first, DEMO_DAYS, chance)
  const sessions = days.flatMap((day, index) =>
    madeUpSessions(day, rooms[index] ?? [], present[index] ?? [], chance),
  )
  const cases = madeUpCases(sessions, Date.parse(dayOf(now)), chance)
  const rowsFrom = Date.parse(addDays(first, DEMO_DAYS - DAYS_WITH_SESSIONS))
  return {
    signups,
    sessions: sessions.filter(
      ({ startedAt, endReason }) => startedAt >= rowsFrom || endReason === 'reported',
    ),
    figures,
    activity: madeUpActivity(sessions, chance),
    landings: madeUpLandings(signups, chance),
    moderation: madeUpModeration(cases),
    cases,
    money: madeUpMoney(first, present, chance),
    workspace: madeUpWorkspace(first, DEMO_DAYS),
  }
}

const signupsOn = (day: Day, signups: MadeUpHistory['signups']) =>
  signups.reduce((sum, { signup, count }) => sum + (signup.day === day ? count : 0), 0)

interface HistoryLog {
  info(message: string): void
  error(context: object, message: string): void
}

/** Gives the dashboards something to show, once; a failure is logged and stops nothing. */
export async function fillDemoHistory(
  demo: DemoHistory,
  clock: Pick<Clock, 'now'>,
  log: HistoryLog,
): Promise<void> {
  try {
    if (await demo.isThere(DEFAULT_TENANT)) return
    const now = clock.now()
    if (await demo.fill(DEFAULT_TENANT, madeUpHistory(now), now))
      log.info(`Wrote ${DEMO_DAYS} days of made-up history; "npm run demo:remove" takes it away`)
  } catch (error) {
    log.error({ err: error }, 'writing the made-up history failed')
  }
}
