import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { MatchingPolicy } from '@/lib/domain/matching'
import { policyFrom, policyProblem, USUAL_POLICY } from '@/lib/domain/matching-policy'
import { authorize } from '@/lib/domain/permissions'
import type { Settings } from '@/lib/server/ports/settings/settings'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly settings: Settings
  readonly clock: Clock
}

const NAME = 'matching-policy'
/** A process follows what another one has set within this. */
const FOLLOW_MS = 10_000

/** How people are matched, as administrators have set it, in every process. */
export function createMatchingPolicy({ settings, clock }: Deps) {
  let policy = USUAL_POLICY

  async function follow(): Promise<MatchingPolicy> {
    policy = policyFrom((await settings.read(DEFAULT_TENANT, [NAME])).get(NAME))
    return policy
  }
  clock.after(0, () => void follow().catch(() => undefined)) // the next one is soon
  clock.every(FOLLOW_MS, async () => void (await follow()))

  return {
    /** For whoever joins now. */
    current: (): MatchingPolicy => policy,

    /** What is set. @throws FORBIDDEN */
    async read(actor: Actor): Promise<MatchingPolicy> {
      authorize(actor, 'admin.dashboard')
      return follow()
    },

    /** For everybody who joins from now on: here at once, elsewhere within FOLLOW_MS. @throws FORBIDDEN, INVALID_POLICY */
    async set(actor: Actor, { delayMs, patienceMs }: MatchingPolicy): Promise<MatchingPolicy> {
      authorize(actor, 'admin.settings')
      const problem = policyProblem({ delayMs, patienceMs })
      if (problem !== undefined) throw new DomainError('INVALID_POLICY', { description: problem })
      const { tenantId, userId: actorId } = actor
      // People wait in one room, whose rules are those of the default tenant.
      if (tenantId !== DEFAULT_TENANT) throw new DomainError('FORBIDDEN')
      const details = { delayMs, patienceMs, fromDelayMs: policy.delayMs, fromPatienceMs: policy.patienceMs }
      const about = { tenantId, actorId, action: 'matching.policy-changed', targetId: null, details }
      await settings.write(tenantId, NAME, { delayMs, patienceMs }, { ...about, at: clock.now() })
      return follow()
    },
  }
}

export type MatchingPolicyService = ReturnType<typeof createMatchingPolicy>
