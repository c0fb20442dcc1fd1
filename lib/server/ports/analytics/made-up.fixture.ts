import type { MadeUpHistory } from './acquisition'

/** A made-up history of nothing, but for what a test needs. */
export function madeUp(changes: Partial<MadeUpHistory> = {}): MadeUpHistory {
  return {
    signups: [],
    sessions: [],
    figures: { hours: [], days: [], narrowed: [], interests: [], alerts: [] },
    activity: { days: [], periods: [], cohorts: [] },
    landings: [],
    moderation: [],
    cases: { reports: [], bans: [], appeals: [], reporters: [] },
    money: { orders: [], transactions: [], revenue: [], spending: [] },
    workspace: { people: [], conversations: [], visits: [] },
    ...changes,
  }
}
