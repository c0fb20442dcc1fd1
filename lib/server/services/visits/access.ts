import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { UserId, VisitId } from '@/lib/domain/ids'
import { judgeHosting, judgeInviting } from '@/lib/domain/visits/policy'
import type { Visit } from '@/lib/domain/visits/visit'
import type { FoundVisit, Visits } from '@/lib/server/ports/visits/visits'
import type { Acquaintances } from '@/lib/server/services/conversations/acquaintances'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'

interface Deps {
  readonly visits: Pick<Visits, 'find'>
  readonly acquaintances: Acquaintances
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
}

/** Who stands how to a visit, and whom one may invite. */
export function createVisitAccess({ visits, acquaintances, avoidedPeople }: Deps) {
  /** @throws CONVERSATION_NOT_FOUND: there is no such visit at all */
  async function standing(actor: Actor, id: VisitId): Promise<FoundVisit & { isCutOff: boolean }> {
    const found = await visits.find(id, actor.userId)
    if (!found) throw new DomainError('CONVERSATION_NOT_FOUND')
    const { host } = found.visit
    const isCutOff = host !== null && (await avoidedPeople.inConversations(actor.userId)).has(host)
    return { ...found, isCutOff }
  }

  async function judged(actor: Actor, id: VisitId, judge: typeof judgeHosting): Promise<Visit> {
    const found = await standing(actor, id)
    const verdict = judge(actor, found)
    if (verdict === 'absent') throw new DomainError('CONVERSATION_NOT_FOUND')
    if (verdict === 'forbidden') throw new DomainError('FORBIDDEN')
    return found.visit
  }

  return {
    standing,
    /** A visit that the actor holds. @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    hosted: (actor: Actor, id: VisitId) => judged(actor, id, judgeHosting),
    /** A visit to which the actor may invite. @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    inviting: (actor: Actor, id: VisitId) => judged(actor, id, judgeInviting),

    /** @throws USER_NOT_FOUND: absent for the actor, as in every other first contact */
    async requireKnown(actor: Actor, people: readonly UserId[]): Promise<void> {
      const known = new Set(await acquaintances.among(actor, people))
      if (people.some((one) => !known.has(one)))
        throw new DomainError('USER_NOT_FOUND', { field: 'participantIds' })
    },
  }
}

export type VisitAccess = ReturnType<typeof createVisitAccess>
