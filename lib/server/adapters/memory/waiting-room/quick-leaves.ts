import type { Millis } from '@/lib/domain/ids'
import {
  afterQuickLeave,
  HOLD_AT_MOST_MS,
  holdMs,
  NEWCOMER_MS,
  type QuickLeaves,
  QUICK_LEAVES_WINDOW_MS,
} from '@/lib/domain/quick-leaves'
import { JOIN_REMEMBERED_MS, ownNames, type QuickLeaveCounts } from '@/lib/server/ports/matching/quick-leaves'
import { createExpiring } from '../expiring'

interface Joined {
  readonly own: readonly string[]
  readonly address: string | null
  /** When the last wait was set, and its end; null: never. */
  readonly held: { readonly at: Millis; readonly until: Millis } | null
}

/** Quick leaves of one process. */
export function createMemoryQuickLeaves(): QuickLeaveCounts {
  const counts = createExpiring<QuickLeaves>(QUICK_LEAVES_WINDOW_MS)
  const joined = createExpiring<Joined>(JOIN_REMEMBERED_MS)
  const talked = createExpiring<true>(NEWCOMER_MS)

  /** The longest step among the names, and when it was last lengthened. */
  function worst(names: readonly string[], now: Millis) {
    const known = names
      .map((name) => counts.get(name, now))
      .filter((one) => one !== undefined && one.step > 0)
    const step = Math.max(0, ...known.map((one) => one?.step ?? 0))
    return { step, last: Math.max(0, ...known.map((one) => one?.times.at(-1) ?? 0)) }
  }

  const namesOf = ({ own, address }: Joined) => (address === null ? own : [...own, address])

  return {
    async hold(who, now) {
      const isNew = who.address !== null && !talked.get(who.user, now)
      const own = ownNames(who)
      const address = isNew ? `address ${who.address}` : null
      const before = sane(joined.get(who.user, now)?.held ?? null, now)
      const { step, last } = worst(namesOf({ own, address, held: null }), now)
      const isDue = step > 0 && (before === null || last > before.at)
      const held = isDue ? { at: now, until: now + holdMs(step) } : before
      joined.set(who.user, { own, address, held }, now)
      const counts = held !== null && (step > 0 || held.until > now)
      return { heldUntil: counts ? held.until : null, isNew }
    },

    async count(user, from, now) {
      const who = joined.get(user, now) ?? { own: ownNames({ user, devices: [] }), address: null, held: null }
      for (const name of namesOf(who)) {
        counts.set(name, afterQuickLeave(counts.get(name, now), from, now), now)
      }
    },

    async forget(user, now) {
      const own = joined.get(user, now)?.own ?? ownNames({ user, devices: [] })
      for (const name of own) counts.delete(name)
      joined.delete(user)
      talked.set(user, true, now)
    },
  }
}

/** A wait as a clock that was set back since may have left it: no longer than a wait can be. */
function sane(held: Joined['held'], now: Millis): Joined['held'] {
  return held && { at: Math.min(held.at, now), until: Math.min(held.until, now + HOLD_AT_MOST_MS) }
}
