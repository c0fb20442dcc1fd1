import type { Actor } from '@/lib/domain/accounts'
import type { UserId } from '@/lib/domain/ids'
import { partnerOf } from '@/lib/domain/sessions'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'

interface Deps {
  readonly conversations: Pick<Conversations, 'knownAmong'>
  readonly sessions: Pick<Sessions, 'ofUser'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'among'>
}

/** Whom somebody may bring into a conversation or a visit. */
export function createAcquaintances({ conversations, sessions, avoidedPeople }: Deps) {
  return {
    /**
     * Of these people, those of the tenant whom the actor may know: nobody of whom one blocked the other, and nobody whom they met in
     * a random session alone.
     *
     * @returns each once, in their order
     */
    async among(actor: Actor, people: readonly UserId[]): Promise<readonly UserId[]> {
      if (people.length === 0) return []
      const { userId: user, tenantId } = actor
      const session = await sessions.ofUser(user)
      const partner = session ? partnerOf(session, user).user : null
      const [known, avoided] = await Promise.all([
        conversations.knownAmong({ user, tenantId, partner }, people),
        avoidedPeople.among(user, people),
      ])
      return [...new Set(people)].filter((one) => known.has(one) && !avoided.has(one))
    },
  }
}

export type Acquaintances = ReturnType<typeof createAcquaintances>
