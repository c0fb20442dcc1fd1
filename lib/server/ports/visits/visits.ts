import type { Conversation } from '@/lib/domain/conversations/conversation'
import type { Millis, UserId, VisitId } from '@/lib/domain/ids'
import type { Participant, ParticipantState, QueueChange, Visit } from '@/lib/domain/visits/visit'

/** A visit as one person stands to it. */
export interface FoundVisit {
  readonly visit: Visit
  /** Null: the person is not of it. */
  readonly state: ParticipantState | null
}

/** What lists show of a visit. */
export interface ListedVisit extends FoundVisit {
  readonly hostName: string | null
  readonly participantCount: number
  readonly waitingCount: number
  /** Of the others who are in it, or invited, so many at most. */
  readonly some: readonly Participant[]
}

/** Over or not; after a visit of the page before. */
export interface VisitQuery {
  readonly isOver: boolean
  readonly after?: VisitId
  readonly limit: number
}

export type Admission =
  | {
      readonly outcome: 'admitted'
      readonly user: UserId
      readonly conversation: Conversation
      readonly change: QueueChange
    }
  /** `admitted-before`: nothing changes; `stranger`: they are not of the visit; `no-room`: they are in too many conversations. */
  | { readonly outcome: 'over' | 'nobody-waits' | 'stranger' | 'admitted-before' | 'no-room' }

export type Invitation =
  | {
      readonly outcome: 'invited'
      /** Who was not of it before. */
      readonly added: readonly UserId[]
      /** Of those, who is in it at once: there is no waiting room. */
      readonly admitted: readonly UserId[]
      readonly conversation: Conversation
    }
  | { readonly outcome: 'over' | 'too-many' }

export type Withdrawal =
  /** @see QueueChange - undefined: they did not wait. `left`: the conversation that they were in. */
  | {
      readonly outcome: 'withdrawn'
      readonly change: QueueChange | undefined
      readonly left: Conversation | undefined
    }
  /** `stranger`: they are not of the visit; `admitted`: they are in it, and stay. */
  | { readonly outcome: 'over' | 'stranger' | 'admitted' }

/** Visits, who is of them, and in which order they wait. Changes of one waiting room follow one after the other. */
export interface Visits {
  /**
   * Keeps a visit with its conversation. The host is in it, people of other tenants are left out; who is invited is in it at once
   * where there is no waiting room and room for them.
   *
   * @param max - visits of the host that are not over
   * @returns who is a member of the conversation now
   */
  create(
    visit: Visit & { readonly host: UserId },
    conversation: Conversation,
    invited: readonly UserId[],
    bounds: { readonly max: number; readonly ofPerson: number },
  ): Promise<readonly UserId[] | 'too-many'>
  /**
   * Invites people to a visit that exists; those of other tenants are left out, and those who are of it stay as they are.
   *
   * @param participants - of one visit, without its host; beyond that nobody is invited
   */
  invite(
    id: VisitId,
    people: readonly UserId[],
    now: Millis,
    bounds: { readonly participants: number; readonly ofPerson: number },
  ): Promise<Invitation>
  /**
   * Takes back an invitation, also of somebody who waits already.
   *
   * @param evenAdmitted - also of somebody who is in it: they are no member of its conversation any more
   */
  withdraw(id: VisitId, user: UserId, evenAdmitted: boolean): Promise<Withdrawal>
  /** Undefined: there is no such visit, or its host's account has gone. */
  hostOf(id: VisitId): Promise<UserId | undefined>
  find(id: VisitId, user: UserId): Promise<FoundVisit | undefined>
  /** The host first, then those who wait by position, then all others by name. */
  participants(visit: Visit): Promise<readonly Participant[]>
  /** Those who wait, by position. */
  queue(id: VisitId): Promise<Pick<QueueChange, 'queue' | 'revision'>>
  /** The person waits from now on, behind all others, or goes on waiting. Undefined: they are admitted, not invited, or it is over. */
  arrive(id: VisitId, user: UserId, now: Millis): Promise<QueueChange | undefined>
  /** The person's connection is lost, which changes nobody's position yet. */
  markAway(id: VisitId, user: UserId, now: Millis): Promise<void>
  /** Ends waiting. @param awayBefore - only if they have been away since before then. @returns undefined: they do not wait */
  depart(id: VisitId, user: UserId, awayBefore?: Millis): Promise<QueueChange | undefined>
  /** Makes a person of the visit, or the first who waits, a member of its conversation. */
  admit(id: VisitId, who: UserId | 'first', now: Millis, ofPerson: number): Promise<Admission>
  /** Nobody waits any more, and nobody writes. @returns false: it was over */
  end(id: VisitId, now: Millis): Promise<boolean>
  /** Those not over by their time, earliest first; those over by their end, latest first. */
  ofUser(
    user: UserId,
    query: VisitQuery,
  ): Promise<{ readonly visits: readonly ListedVisit[]; readonly hasMore: boolean }>
}
