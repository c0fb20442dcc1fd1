import type { UserId } from '../ids'
import type { Visit, WaitingPerson } from '../visits/visit'

export interface VisitEvents {
  /** The waiting room of a visit has changed; for its host, and for those whose position is another one now. */
  'visit.waiting': {
    visit: Visit
    queue: readonly WaitingPerson[]
    moved: readonly { readonly user: UserId; readonly position: number }[]
    revision: number
  }
  /** Somebody is in the visit from now on; they are a member of its conversation already. */
  'visit.admitted': { visit: Visit; user: UserId }
  /** People were invited, or are invited no more; for who is in it, and for themselves, who learn of nobody else. */
  'visit.participants-changed': { visit: Visit; added: readonly UserId[]; removed: readonly UserId[] }
  /** For everybody who was in it, waited or was invited. */
  'visit.over': { visit: Visit }
}
