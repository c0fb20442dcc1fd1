import type { telehealth } from '@/lib/contracts/telehealth/contract'
import type { visitEvents } from '@/lib/contracts/telehealth/visit-events'
import type { visitRest as rows } from '@/lib/contracts/telehealth/visit-rest'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toConversation, toUser, type Topic } from '@/lib/domain/topics'
import {
  type Participant,
  phaseOf,
  type Visit,
  visitKey,
  type WaitingPerson,
} from '@/lib/domain/visits/visit'
import type { FrameOf, GatewayInbound, GatewayRest } from '../kit'
import { ok } from '../kit'
import { isoTime } from '../iso-time'

type Frame = FrameOf<typeof telehealth>

const nameOf = ({ displayName }: { readonly displayName: string | null }) => displayName ?? 'Guest'

/** The waiting room as its host sees it. */
export const waitingOf = (queue: readonly WaitingPerson[]) =>
  queue.map(({ user, since, awaySince, ...person }, index) => ({
    userId: user,
    displayName: nameOf(person),
    position: index + 1,
    waitingSince: isoTime(since),
    isAway: awaySince !== null,
  }))

const visitOf = (visit: Visit, now: number) => ({
  visitId: visit.id,
  roomId: visitKey(visit.id),
  conversationId: visit.conversation,
  hostId: visit.host ?? '',
  scheduledAt: visit.scheduledAt === null ? null : isoTime(visit.scheduledAt),
  waitingRoom: visit.hasWaitingRoom,
  createdAt: isoTime(visit.createdAt),
  endedAt: visit.endedAt === null ? null : isoTime(visit.endedAt),
  status: phaseOf(visit, now),
})

const participantOf = ({ user, role, state, ...person }: Participant) => ({
  userId: user,
  displayName: nameOf(person),
  role,
  state,
})

/** What entering a visit's room answers to whoever waits: nothing of the room. */
export const waitingAnswer = ({ id, conversation }: Visit, position: number) => ({
  roomId: visitKey(id),
  conversationId: conversation,
  visitId: id,
  waiting: true as const,
  position,
  participants: [],
  participantCount: 0,
  lastSeq: 0,
  messages: [],
  hasMore: false,
})

export const visitInbound: Pick<GatewayInbound<typeof telehealth>['/'], keyof typeof visitEvents.inbound> = {
  'visit:admit': async ({ visitId, userId }, { actor, services }) => ({
    visitId,
    userId: await services.visits.admit(actor, visitId, userId ?? 'first'),
  }),
}

export const visitOutbound = {
  'visit.waiting': ({ visit, queue, moved, revision }: DomainEventOf<'visit.waiting'>): Frame[] => {
    const about = { visitId: visit.id, revision }
    const event = 'visit:waiting'
    const toThem = moved.map(({ user, position }): Frame => ({
      to: toUser(user),
      event,
      data: { ...about, position },
    }))
    if (visit.host === null) return toThem
    return [{ to: toUser(visit.host), event, data: { ...about, waiting: waitingOf(queue) } }, ...toThem]
  },

  'visit.admitted': ({ visit, user }: DomainEventOf<'visit.admitted'>): Frame[] => {
    const { id, conversation } = visit
    const data = { visitId: id, userId: user, roomId: visitKey(id), conversationId: conversation }
    // A process on which they have just become a member may follow the conversation a moment later.
    const once = `${id} ${user}`
    return [toConversation(conversation), toUser(user)].map((to): Frame => ({
      to,
      event: 'visit:admitted',
      data,
      once,
    }))
  },

  'visit.participants-changed': ({
    visit: { id: visitId, conversation },
    added,
    removed,
    at,
  }: DomainEventOf<'visit.participants-changed'>): Frame[] => {
    const event = 'visit:participantsChanged'
    // Who is in it at once may follow the conversation already, and is sent it once all the same.
    const once = `${visitId} ${at} ${[...added, ...removed].join(' ')}`
    const frame = (to: Topic, data: { added: string[]; removed: string[] }): Frame => ({
      to,
      event,
      data: { visitId, ...data },
      once,
    })
    return [
      frame(toConversation(conversation), { added: [...added], removed: [...removed] }),
      ...added.map((user) => frame(toUser(user), { added: [user], removed: [] })),
      ...removed.map((user) => frame(toUser(user), { added: [], removed: [user] })),
    ]
  },

  'visit.over': ({ visit, at, audience }: DomainEventOf<'visit.over'>): Frame[] =>
    audience.map((to): Frame => ({
      to,
      event: 'visit:over',
      data: { visitId: visit.id, endedAt: isoTime(at) },
    })),
}

export const visitRest: Pick<GatewayRest<typeof telehealth>, keyof typeof rows> = {
  createVisit: async ({ body }, { actor, services, now }) => {
    const { participantIds: participants, scheduledAt, waitingRoom: hasWaitingRoom } = body
    const time = scheduledAt ? Date.parse(scheduledAt) : null
    const visit = await services.visits.create(actor, { participants, scheduledAt: time, hasWaitingRoom })
    return ok(visitOf(visit, now))
  },

  visits: async ({ query: { over, after, limit } }, { actor, services, now }) => {
    const query = { isOver: over === 'true', limit, ...(after === undefined ? {} : { after }) }
    const { visits, hasMore } = await services.visits.ofActor(actor, query)
    return ok({
      visits: visits.map(({ visit, state, hostName, some, participantCount, waitingCount }) => ({
        ...visitOf(visit, now),
        isHost: visit.host === actor.userId,
        state: state ?? 'invited',
        hostName: nameOf({ displayName: hostName }),
        participants: some.map(participantOf),
        participantCount,
        waitingCount,
      })),
      hasMore,
    })
  },

  visit: async ({ params: { id } }, { actor, services, now }) => {
    const seen = await services.visits.find(actor, id)
    const { visit, state, participants, queue, revision, position, mayInvite } = seen
    return ok({
      ...visitOf(visit, now),
      isHost: visit.host === actor.userId,
      state: state ?? 'invited',
      participants: participants.map(participantOf),
      waiting: waitingOf(queue),
      revision,
      position,
      mayInvite,
    })
  },

  inviteToVisit: async ({ params: { id }, body }, { actor, services }) =>
    ok({ visitId: id, added: [...(await services.visitInvitations.invite(actor, id, body.participantIds))] }),

  withdrawInvitation: async ({ params: { id, userId } }, { actor, services }) => {
    await services.visitInvitations.withdraw(actor, id, userId)
    return ok({ visitId: id, removed: [userId] })
  },

  endVisit: async ({ params: { id } }, { actor, services, now }) =>
    ok(visitOf(await services.visits.end(actor, id), now)),
}
