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
  /** For everybody who was in it, waited or was invited. */
  'visit.over': { visit: Visit }
}
