import type { Actor } from '@/lib/domain/accounts'
import { type Conversation, CONVERSATION_BOUNDS } from '@/lib/domain/conversations/conversation'
import { DomainError } from '@/lib/domain/errors'
import { membersChanged, named } from '@/lib/domain/events/conversation-builders'
import { participantsChanged } from '@/lib/domain/events/visit-builders'
import type { ConnectionId, Millis, UserId, VisitId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { toConversation, toUser } from '@/lib/domain/topics'
import { judgeEntry, judgeInviting, shownTo } from '@/lib/domain/visits/policy'
import {
  type Participant,
  positionIn,
  type Visit,
  VISIT_BOUNDS,
  visitKey,
  type WaitingPerson,
} from '@/lib/domain/visits/visit'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { Admission, FoundVisit, ListedVisit, VisitQuery, Visits } from '@/lib/server/ports/visits/visits'
import type { VisitAccess } from './access'
import type { VisitWaitingRoom } from './waiting-room'

interface Deps {
  readonly visits: Visits
  readonly visitWaitingRoom: VisitWaitingRoom
  readonly visitAccess: VisitAccess
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** A visit that somebody wants to hold. */
export interface NewVisit {
  readonly participants: readonly UserId[]
  readonly scheduledAt: Millis | null
  readonly hasWaitingRoom: boolean
}

/** What came of entering: they are in it, or wait at a position. */
export type Entry =
  | { readonly visit: Visit; readonly isIn: true }
  | { readonly visit: Visit; readonly isIn: false; readonly position: number }

/** A visit as the actor may see it. */
export interface SeenVisit extends FoundVisit {
  readonly participants: readonly Participant[]
  /** Those who wait, for its host alone. */
  readonly queue: readonly WaitingPerson[]
  readonly revision: number
  /** Of the actor, where they wait. */
  readonly position: number | null
  /** Whether the actor may invite people. */
  readonly mayInvite: boolean
}

const { ofPerson: OF_PERSON } = CONVERSATION_BOUNDS
const { openOfHost: OPEN_OF_HOST, aheadMs: AHEAD_MS } = VISIT_BOUNDS

/** Visits: who holds them, who waits, and who is in. */
export function createVisits(deps: Deps) {
  const { visits, visitWaitingRoom, visitAccess, clock, ids, bus } = deps
  const { standing, hosted } = visitAccess

  function requireTime(scheduledAt: Millis | null): void {
    if (scheduledAt === null) return
    const ahead = scheduledAt - clock.now()
    // A minute is nothing to plan by, and clocks differ.
    if (ahead > AHEAD_MS || ahead < -60_000)
      throw new DomainError('INVALID_REQUEST', {
        field: 'scheduledAt',
        description: 'A time from now on, a year ahead at most',
      })
  }

  async function publishAdmission(
    actor: Actor,
    visit: Visit,
    { user, conversation, change }: Extract<Admission, { outcome: 'admitted' }>,
  ): Promise<void> {
    const at = clock.now()
    await bus.publish(membersChanged(conversation, { added: [user] }, named(actor), at))
    await bus.publish({
      type: 'visit.admitted',
      visit,
      user,
      at,
      audience: [toConversation(conversation.id), toUser(user)],
    })
    await visitWaitingRoom.publish(visit, change)
  }

  return {
    /** The actor is its host, and in it from the start. @throws FORBIDDEN, USER_NOT_FOUND, INVALID_REQUEST, TOO_MANY_CONVERSATIONS */
    async create(actor: Actor, { participants, scheduledAt, hasWaitingRoom }: NewVisit): Promise<Visit> {
      authorize(actor, 'visits.host')
      requireTime(scheduledAt)
      const invited = [...new Set(participants)].filter((one) => one !== actor.userId)
      await visitAccess.requireKnown(actor, invited)
      const [id, tenantId, createdAt] = [ids.next(), actor.tenantId, clock.now()]
      const conversation: Conversation = {
        id: ids.next(),
        tenantId,
        kind: 'visit',
        key: visitKey(id),
        name: null,
        description: null,
        isPrivate: true,
        // Its host is the visit's: what people make is counted apart.
        creator: null,
        createdAt,
      }
      const about = { id, tenantId, conversation: conversation.id, scheduledAt, hasWaitingRoom }
      const visit = { ...about, host: actor.userId, createdAt, endedAt: null }
      const bounds = { max: OPEN_OF_HOST, ofPerson: OF_PERSON }
      const added = await visits.create(visit, conversation, invited, bounds)
      if (added === 'too-many') throw new DomainError('TOO_MANY_CONVERSATIONS')
      await bus.publish(membersChanged(conversation, { added }, named(actor), createdAt))
      await bus.publish(participantsChanged(visit, { added: invited }, createdAt))
      return visit
    },

    /**
     * Comes to a visit: into it, or into its waiting room.
     *
     * @throws CONVERSATION_NOT_FOUND, VISIT_OVER, TOO_MANY_CONVERSATIONS
     */
    async enter(actor: Actor, id: VisitId): Promise<Entry> {
      const found = await standing(actor, id)
      const { visit } = found
      const verdict = judgeEntry(actor, found)
      if (verdict === 'absent') throw new DomainError('CONVERSATION_NOT_FOUND')
      if (verdict === 'over') throw new DomainError('VISIT_OVER')
      if (verdict === 'waits') {
        const position = await visitWaitingRoom.arrive(visit, actor.userId)
        if (position !== undefined) return { visit, isIn: false, position }
      }
      // Admitted meanwhile, or there was no room for them among their conversations when it was made.
      const admission =
        found.state === 'admitted' || visit.hasWaitingRoom
          ? undefined
          : await visits.admit(id, actor.userId, clock.now(), OF_PERSON)
      if (admission?.outcome === 'no-room') throw new DomainError('TOO_MANY_CONVERSATIONS')
      if (admission?.outcome === 'admitted') await publishAdmission(actor, visit, admission)
      return { visit, isIn: true }
    },

    /** Stops waiting on this connection. @throws CONVERSATION_NOT_FOUND */
    async leave(actor: Actor, id: VisitId, connection: ConnectionId): Promise<void> {
      if (judgeEntry(actor, await standing(actor, id)) === 'absent')
        throw new DomainError('CONVERSATION_NOT_FOUND')
      visitWaitingRoom.leave(connection, id)
    },

    /**
     * Admits a person of the visit, or the first who waits.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, USER_NOT_FOUND, NOBODY_WAITS, VISIT_OVER, TOO_MANY_CONVERSATIONS
     */
    async admit(actor: Actor, id: VisitId, who: UserId | 'first'): Promise<UserId> {
      const visit = await hosted(actor, id)
      const admission = await visits.admit(id, who, clock.now(), OF_PERSON)
      switch (admission.outcome) {
        case 'admitted':
          await publishAdmission(actor, visit, admission)
          return admission.user
        case 'admitted-before':
          return who
        case 'over':
          throw new DomainError('VISIT_OVER')
        case 'nobody-waits':
          throw new DomainError('NOBODY_WAITS')
        case 'stranger':
          throw new DomainError('USER_NOT_FOUND')
        case 'no-room':
          throw new DomainError('TOO_MANY_CONVERSATIONS')
      }
    },

    /** Nobody writes in it any more; ending again changes nothing. @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    async end(actor: Actor, id: VisitId): Promise<Visit> {
      const visit = await hosted(actor, id)
      const at = clock.now()
      if (visit.endedAt !== null || !(await visits.end(id, at))) return visit
      const over = { ...visit, endedAt: at }
      const participants = await visits.participants(visit)
      const audience = participants.map(({ user }) => toUser(user))
      await bus.publish({ type: 'visit.over', visit: over, at, audience })
      return over
    },

    /** @throws CONVERSATION_NOT_FOUND */
    async find(actor: Actor, id: VisitId): Promise<SeenVisit> {
      const found = await standing(actor, id)
      if (judgeEntry(actor, found) === 'absent') throw new DomainError('CONVERSATION_NOT_FOUND')
      const { visit, state } = found
      const isHost = visit.host === actor.userId
      if (isHost && visit.endedAt === null) await visitWaitingRoom.noteLost(id)
      const [participants, { queue, revision }] = await Promise.all([
        visits.participants(visit),
        visits.queue(id),
      ])
      return {
        visit,
        state,
        participants: shownTo(actor.userId, visit, participants),
        queue: isHost ? queue : [],
        revision,
        position: positionIn(queue, actor.userId),
        mayInvite: visit.endedAt === null && judgeInviting(actor, found) === 'allowed',
      }
    },

    /** The actor's. Who is not in one yet sees its host alone. */
    async ofActor(
      actor: Actor,
      query: VisitQuery,
    ): Promise<{ readonly visits: readonly ListedVisit[]; readonly hasMore: boolean }> {
      const page = await visits.ofUser(actor.userId, query)
      return {
        ...page,
        visits: page.visits.map((one) =>
          one.state === 'admitted'
            ? one
            : {
                ...one,
                participantCount: 0,
                waitingCount: 0,
                some: one.some.filter(({ user }) => user === one.visit.host),
              },
        ),
      }
    },
  }
}
