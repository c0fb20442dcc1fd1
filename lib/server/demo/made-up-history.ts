import { addDays, dayOf } from '@/lib/domain/days'
import { DEFAULT_TENANT, type Millis } from '@/lib/domain/ids'
import type { DemoHistory, MadeUpHistory } from '../ports/analytics/acquisition'
import type { Clock } from '../ports/system'
import { createChance } from './chance'
import { madeUpFigures } from './made-up-figures'
import { madeUpActivity, madeUpLandings } from './made-up-activity'
import { madeUpSessions } from './made-up-sessions'
import { madeUpSignups } from './made-up-signups'

export const DEMO_DAYS = 90
const SEED = 20_261_121

/** The 90 days before today, the same whenever it is made on one day. Today belongs to what really happens. */
export function madeUpHistory(now: Millis): MadeUpHistory {
  const first = addDays(dayOf(now), -DEMO_DAYS)
  const chance = createChance(SEED)
  const signups = madeUpSignups(first, DEMO_DAYS, chance)
  const sessions = madeUpSessions(first, DEMO_DAYS, chance)
  return {
    signups,
    sessions,
    figures: madeUpFigures(first, DEMO_DAYS, chance),
    activity: madeUpActivity(sessions, chance),
    landings: madeUpLandings(signups, chance),
  }
}

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
