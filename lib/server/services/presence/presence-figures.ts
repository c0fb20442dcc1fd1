import { dayOf } from '@/lib/domain/days'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { PresenceLevels, PresenceTotals } from '@/lib/domain/presence/presence-days'
import type { FigureHistory } from '@/lib/server/ports/analytics/figure-history'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { PresenceDays } from '@/lib/server/ports/presence/presence-days'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly presenceDays: PresenceDays
  readonly figureHistory: Pick<FigureHistory, 'read'>
  readonly connections: Pick<Connections, 'countsOf'>
  readonly clock: Clock
  readonly bus: Bus
}

/** How often it is checked that who counts as connected is. @see spec/helpdesk.md "Development Notes" */
const CHECK_MS: Millis = 5 * 60_000
/** People that are checked at once, and how often in a row: the rest have their turn the next time. */
const CHECKED = { atOnce: 500, rounds: 20 } as const

/** How many people are there, and how often and how long each was, from counts by day. */
export function createPresenceFigures({ presenceDays, figureHistory, connections, clock, bus }: Deps) {
  bus.observe('presence figures', {
    'presence.came': ({ user, at }) => presenceDays.add({ user, at, what: 'came' }),
    'presence.left': ({ user, at }) => presenceDays.add({ user, at, what: 'left' }),
    'presence.changed': ({ presence: { user, shown }, at }) =>
      presenceDays.add({ user, at, what: 'shown', shown }),
  })

  /** A process that died with everything it knew has told nobody that its people are gone. @returns whether there may be more */
  async function check(now: Millis): Promise<boolean> {
    const people = await presenceDays.unchecked(now - CHECK_MS, CHECKED.atOnce)
    const counts = await connections.countsOf(
      people.map(({ user }) => user),
      'presence',
    )
    for (const [index, { user, checkedAt }] of people.entries()) {
      const isHere = (counts[index] ?? 0) > 0
      presenceDays.add(isHere ? { user, at: now, what: 'still' } : { user, at: checkedAt, what: 'left' })
    }
    return people.length === CHECKED.atOnce
  }

  clock.every(CHECK_MS, async () => {
    for (let round = 0; round < CHECKED.rounds && (await check(clock.now())); round += 1);
  })

  return {
    /** How people of a tenant are shown now, how many were there today (UTC) and are not, and the most that were at once today. */
    async now(
      tenant: TenantId,
    ): Promise<PresenceLevels & { readonly offline: number; readonly peak: number }> {
      const now = clock.now()
      const today = { span: 'day', from: now, to: now, names: ['peak.online'] } as const
      const [levels, people, days] = await Promise.all([
        presenceDays.levels(tenant),
        presenceDays.peopleOn(tenant, dayOf(now)),
        figureHistory.read(tenant, today),
      ])
      const here = levels.online + levels.away + levels.busy
      const peaks = days.map(({ counters }) => counters['peak.online'] ?? 0)
      return { ...levels, offline: Math.max(0, people - here), peak: Math.max(here, ...peaks) }
    },

    totalsOf: (user: UserId): Promise<PresenceTotals> => presenceDays.totalsOf(user, clock.now()),
  }
}
