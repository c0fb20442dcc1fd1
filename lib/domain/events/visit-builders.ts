import type { Millis, UserId } from '../ids'
import { toConversation, toUser } from '../topics'
import type { Visit } from '../visits/visit'
import type { DomainEventOf } from './domain-event'

/** For everybody in the visit, and for those whom it is about. */
export function participantsChanged(
  visit: Visit,
  { added = [], removed = [] }: { added?: readonly UserId[]; removed?: readonly UserId[] },
  at: Millis,
): DomainEventOf<'visit.participants-changed'> {
  const audience = [toConversation(visit.conversation), ...[...added, ...removed].map(toUser)]
  return { type: 'visit.participants-changed', visit, added, removed, at, audience }
}
