import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { KEPT_DAYS } from '@/lib/domain/retention'
import type { Retention, RetentionRun } from '@/lib/server/ports/sessions/history'

interface Deps {
  readonly retention: Pick<Retention, 'runs'>
}

/** Shown of the last runs: a month of nights. */
const SHOWN = 31

/** What was deleted when, and how long things are kept. */
export function createRetentionRuns({ retention }: Deps) {
  return {
    /** Of the whole deployment, so for the tenant that runs it. @throws FORBIDDEN */
    async last(actor: Actor): Promise<{ runs: readonly RetentionRun[]; keptDays: typeof KEPT_DAYS }> {
      authorize(actor, 'admin.reports')
      if (actor.tenantId !== DEFAULT_TENANT) throw new DomainError('FORBIDDEN')
      return { runs: await retention.runs(SHOWN), keptDays: KEPT_DAYS }
    },
  }
}
