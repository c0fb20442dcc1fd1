import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { authorize } from '@/lib/domain/permissions'
import { acceptedValues, type Segment } from '@/lib/domain/segments'
import type { Segments } from '@/lib/server/ports/analytics/segments'
import type { Clock, Ids } from '@/lib/server/ports/system'

interface Deps {
  readonly segments: Segments
  readonly clock: Clock
  readonly ids: Ids
}

/** What an administrator narrows figures by, under names of their own. */
export function createSegments({ segments, clock, ids }: Deps) {
  return {
    /** @throws FORBIDDEN */
    async list(actor: Actor): Promise<readonly Segment[]> {
      authorize(actor, 'admin.dashboard')
      return segments.of(actor.userId)
    },

    /** @throws FORBIDDEN, EMPTY_SEGMENT when it narrows nothing, TOO_MANY_SEGMENTS */
    async save(actor: Actor, name: string, given: Readonly<Record<string, string | undefined>>) {
      authorize(actor, 'admin.dashboard')
      const only = acceptedValues(given)
      if (Object.keys(only).length === 0) throw new DomainError('EMPTY_SEGMENT', { field: 'filters' })
      const saved = await segments.save(actor.userId, { id: ids.next(), name, only, savedAt: clock.now() })
      if (saved === 'full') throw new DomainError('TOO_MANY_SEGMENTS')
      if (saved === 'absent') throw new DomainError('INVALID_TOKEN')
      return saved
    },

    /** @throws FORBIDDEN, NOT_FOUND when it is not one's own */
    async remove(actor: Actor, id: string): Promise<void> {
      authorize(actor, 'admin.dashboard')
      if (!(await segments.remove(actor.userId, id))) throw new DomainError('NOT_FOUND')
    },
  }
}
