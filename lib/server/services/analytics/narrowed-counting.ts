import type { Counters, CountersOf } from '@/lib/domain/counters'
import {
  countConnect,
  countDevice,
  countEnd,
  countGaveUp,
  countJoin,
  countReconnect,
  countStart,
} from '@/lib/domain/figure-counts'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { NarrowedFigures } from '@/lib/server/ports/analytics/narrowed-figures'
import type { Bus } from '@/lib/server/ports/system'

interface Deps {
  readonly narrowedFigures: Pick<NarrowedFigures, 'add'>
  readonly bus: Bus
}

type OfTenant = { readonly tenantId: TenantId } | { readonly session: { readonly tenantId: TenantId } }

/** Counts what happens here by whose doing it is, so that figures can be narrowed by where people are from and on what. */
export function createNarrowedCounting({ narrowedFigures, bus }: Deps): void {
  function noting<Body extends OfTenant>(count: (of: CountersOf, event: Body, at: Millis) => void) {
    return (event: Body & { readonly at: Millis }) => {
      const facts: { users: readonly UserId[]; counters: Counters }[] = []
      const of: CountersOf = (...users) => {
        const counters = {}
        facts.push({ users, counters })
        return counters
      }
      count(of, event, event.at)
      const tenant = 'session' in event ? event.session.tenantId : event.tenantId
      for (const fact of facts) narrowedFigures.add({ tenant, at: event.at, ...fact })
    }
  }

  bus.observe('narrowed figures', {
    'queue.joined': noting(countJoin),
    'queue.left': noting(countGaveUp),
    'session.started': noting(countStart),
    'session.ended': noting(countEnd),
    'media.reported': noting(countConnect),
    'media.reconnect': noting(countReconnect),
    'device.refused': noting(countDevice),
  })
}
