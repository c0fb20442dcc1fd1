import type { CountedPage } from '@/lib/domain/events/analytics'
import type { Millis, TenantId } from '@/lib/domain/ids'
import { toHolders } from '@/lib/domain/topics'
import type { PersonDays } from '@/lib/server/ports/analytics/engagement'
import type { ConversationDays } from '@/lib/server/ports/conversations/conversation-days'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly personDays: Pick<PersonDays, 'onCounted'>
  readonly conversationDays: Pick<ConversationDays, 'onCounted'>
  readonly clock: Clock
  readonly bus: Bus
}

const EVERY_MS: Millis = 1_000

/**
 * Tells a tenant's administrators that a page of figures has more to show, at most once a second each: at once, and what
 * comes within the second together at its end. Each reads again what it looks at, for its own filter.
 */
export function createFigureNews({ personDays, conversationDays, clock, bus }: Deps): void {
  /** When each was told of last, by page and tenant; as many as there are tenants. */
  const toldAt = new Map<string, Millis>()
  const waiting = new Set<string>()

  function tell(page: CountedPage, tenant: TenantId): void {
    const key = `${page} ${tenant}`
    if (waiting.has(key)) return
    const publish = () => {
      const at = clock.now()
      waiting.delete(key)
      toldAt.set(key, at)
      return bus.publish({
        type: 'figures.counted',
        page,
        at,
        audience: [toHolders(tenant, 'admin.dashboard')],
      })
    }
    waiting.add(key)
    const left = (toldAt.get(key) ?? -Infinity) + EVERY_MS - clock.now()
    clock.after(Math.max(0, left), publish)
  }

  bus.observe('figure news', {
    'account.registered': ({ tenantId }) => {
      tell('acquisition', tenantId)
      // Who registers is a step of the way from the front page.
      tell('engagement', tenantId)
    },
  })
  for (const counts of [personDays, conversationDays])
    counts.onCounted((tenants) => {
      for (const tenant of tenants) tell('engagement', tenant)
    })
}
