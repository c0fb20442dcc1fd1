import { type Day, dayOf } from '@/lib/domain/days'
import type { TenantId, UserId } from '@/lib/domain/ids'
import { foldInterests } from '@/lib/domain/matching'
import type { InterestCounts } from '@/lib/server/ports/analytics/interest-counts'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly interestCounts: Pick<InterestCounts, 'add'>
  readonly clock: Clock
  readonly bus: Bus
}

/** What fewer people name on a day is nobody's business, and is never written. */
const PEOPLE_AT_LEAST = 5
/** Interests that are remembered of a day, until it is known whether enough people name them. */
const REMEMBERED = 2_000
const WRITE_MS = 60_000

interface Named {
  readonly tenantId: TenantId
  readonly interest: string
  /** Until there are enough of them; only how many matters. */
  people: Set<UserId> | 'enough'
  joined: number
  met: number
}

/** Counts how often interests are named and find somebody, without keeping whose they are. */
export function createInterestCounting({ interestCounts, clock, bus }: Deps): void {
  let day: Day = dayOf(clock.now())
  /** By tenant and interest. */
  let named = new Map<string, Named>()
  const keyOf = (tenantId: TenantId, interest: string) => `${tenantId} ${interest}`

  function begin(today: Day): void {
    if (today === day) return
    day = today
    named = new Map()
  }

  function note(tenantId: TenantId, interest: string, user: UserId): void {
    const key = keyOf(tenantId, interest)
    const known = named.get(key) ?? { tenantId, interest, people: new Set<UserId>(), joined: 0, met: 0 }
    if (!named.has(key) && named.size >= REMEMBERED) return
    named.set(key, known)
    known.joined += 1
    if (known.people === 'enough') return
    known.people.add(user)
    if (known.people.size >= PEOPLE_AT_LEAST) known.people = 'enough'
  }

  bus.observe('interests', {
    'queue.joined': ({ user, tenantId, interests, again, at }) => {
      begin(dayOf(at))
      if (!again) for (const interest of interests) note(tenantId, interest, user)
    },
    'session.started': ({ session: { tenantId, participants } }) => {
      for (const interest of foldInterests(participants[0].sharedInterests)) {
        const known = named.get(keyOf(tenantId, interest))
        if (known) known.met += 1
      }
    },
  })

  clock.every(WRITE_MS, async () => {
    const ready = [...named.values()].filter(
      ({ people, joined, met }) => people === 'enough' && joined + met > 0,
    )
    for (const [tenantId, ofTenant] of Map.groupBy(ready, (one) => one.tenantId)) {
      const counts = ofTenant.map(({ interest, joined, met }) => ({ interest, joined, met }))
      await interestCounts.add(tenantId, day, counts)
      for (const [index, { joined, met }] of counts.entries()) {
        const known = ofTenant[index]
        if (!known) continue
        known.joined -= joined
        known.met -= met
      }
    }
  })
}
