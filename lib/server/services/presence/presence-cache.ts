import type { Millis, UserId } from '@/lib/domain/ids'
import type { Presence } from '@/lib/domain/presence/presence'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { PresenceService } from './presence'

interface Deps {
  readonly presence: Pick<PresenceService, 'presencesOf'>
  readonly clock: Clock
  readonly bus: Bus
}

/** What another process changed shows so late at most. */
const FRESH_MS: Millis = 2_000
const MOST_KEPT = 10_000

/** People's presence for code of the server that asks for many, again and again. */
export function createPresenceCache({ presence, clock, bus }: Deps) {
  /** The oldest first. */
  const known = new Map<UserId, { readonly presence: Presence; readonly until: Millis }>()

  bus.on('presence.changed', ({ presence: { user } }) => void known.delete(user))

  function keep(one: Presence, until: Millis): void {
    known.delete(one.user)
    known.set(one.user, { presence: one, until })
    const [oldest] = known.keys()
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest)
  }

  return {
    /** In the order asked for; of anybody. */
    async of(users: readonly UserId[]): Promise<readonly Presence[]> {
      const now = clock.now()
      const found = new Map<UserId, Presence>()
      for (const user of users) {
        const one = known.get(user)
        if (one && one.until > now) found.set(user, one.presence)
      }
      const missing = [...new Set(users)].filter((user) => !found.has(user))
      const fresh = missing.length === 0 ? [] : await presence.presencesOf(missing)
      for (const one of fresh) {
        found.set(one.user, one)
        keep(one, now + FRESH_MS)
      }
      return users.flatMap((user) => found.get(user) ?? [])
    },
  }
}
