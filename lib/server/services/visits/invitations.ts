import type { Actor } from '@/lib/domain/accounts'
import { CONVERSATION_BOUNDS } from '@/lib/domain/conversations/conversation'
import { DomainError } from '@/lib/domain/errors'
import { membersChanged, named } from '@/lib/domain/events/conversation-builders'
import { participantsChanged } from '@/lib/domain/events/visit-builders'
import type { UserId, VisitId } from '@/lib/domain/ids'
import { VISIT_BOUNDS } from '@/lib/domain/visits/visit'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { Visits } from '@/lib/server/ports/visits/visits'
import type { VisitAccess } from './access'
import type { VisitWaitingRoom } from './waiting-room'

interface Deps {
  readonly visits: Pick<Visits, 'invite' | 'withdraw'>
  readonly visitAccess: VisitAccess
  readonly visitWaitingRoom: Pick<VisitWaitingRoom, 'publish'>
  readonly clock: Clock
  readonly bus: Bus
}

const BOUNDS = { participants: VISIT_BOUNDS.participants, ofPerson: CONVERSATION_BOUNDS.ofPerson }

/** Invitations to visits that exist: more of them, and taking them back. */
export function createVisitInvitations({ visits, visitAccess, visitWaitingRoom, clock, bus }: Deps) {
  return {
    /**
     * Invites people; who is of the visit already stays as they are.
     *
     * @returns who was not
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, USER_NOT_FOUND: nobody was invited then, VISIT_OVER, TOO_MANY_PARTICIPANTS
     */
    async invite(actor: Actor, id: VisitId, people: readonly UserId[]): Promise<readonly UserId[]> {
      const visit = await visitAccess.inviting(actor, id)
      if (visit.endedAt !== null) throw new DomainError('VISIT_OVER')
      const others = [...new Set(people)].filter((one) => one !== actor.userId && one !== visit.host)
      await visitAccess.requireKnown(actor, others)
      const at = clock.now()
      const invitation = await visits.invite(id, others, at, BOUNDS)
      if (invitation.outcome !== 'invited')
        throw new DomainError(invitation.outcome === 'over' ? 'VISIT_OVER' : 'TOO_MANY_PARTICIPANTS')
      const { added, admitted, conversation } = invitation
      if (admitted.length > 0)
        await bus.publish(membersChanged(conversation, { added: admitted }, named(actor), at))
      if (added.length > 0) await bus.publish(participantsChanged(visit, { added }, at))
      return added
    },

    /**
     * Takes back the invitation of somebody who is not in the visit yet; who waits, waits no more. The host removes people who are in
     * it, too.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, USER_NOT_FOUND: not of the visit, ALREADY_ADMITTED, VISIT_OVER
     */
    async withdraw(actor: Actor, id: VisitId, user: UserId): Promise<void> {
      const visit = await visitAccess.inviting(actor, id)
      const evenAdmitted = visit.host === actor.userId && user !== actor.userId
      const withdrawal = await visits.withdraw(id, user, evenAdmitted)
      switch (withdrawal.outcome) {
        case 'withdrawn':
          await bus.publish(participantsChanged(visit, { removed: [user] }, clock.now()))
          if (withdrawal.left)
            await bus.publish(membersChanged(withdrawal.left, { removed: [user] }, named(actor), clock.now()))
          if (withdrawal.change) await visitWaitingRoom.publish(visit, withdrawal.change)
          return
        case 'over':
          throw new DomainError('VISIT_OVER')
        case 'stranger':
          throw new DomainError('USER_NOT_FOUND')
        case 'admitted':
          throw new DomainError('ALREADY_ADMITTED')
      }
    },
  }
}
