import { z } from 'zod'
import { PARTICIPANT_STATES, VISIT_BOUNDS, VISIT_PHASES } from '@/lib/domain/visits/visit'
import { personId } from '../conversation-fields'
import { envelope, isoTime, type RestRow } from '../kit'
import { visitId, waitingPerson } from './visit-events'

const source = 'contracts, section 8 "visits"'

const params = z.object({ id: visitId })

const participant = z.object({
  userId: z.string(),
  displayName: z.string(),
  role: z.string(),
  state: z.enum(PARTICIPANT_STATES),
})

const visit = z.object({
  visitId: z.string(),
  roomId: z.string(),
  conversationId: z.string(),
  /** Empty: the account has gone. */
  hostId: z.string(),
  scheduledAt: isoTime.nullable(),
  waitingRoom: z.boolean(),
  createdAt: isoTime,
  endedAt: isoTime.nullable(),
  status: z.enum(VISIT_PHASES),
})

const ofCaller = { isHost: z.boolean(), state: z.enum(PARTICIPANT_STATES) }

/** Visits over REST. */
export const visitRest = {
  createVisit: {
    method: 'POST',
    path: '/api/v1/visits',
    body: z.object({
      participantIds: z.array(personId).min(1).max(VISIT_BOUNDS.participants),
      /** A year ahead at most; whenever its people are there without one. */
      scheduledAt: isoTime.nullish(),
      /** Without one everybody is admitted from the start. */
      waitingRoom: z.boolean().default(false),
    }),
    response: envelope(visit),
    access: 'visits.host',
    limits: ['requests', 'newVisits'],
    summary: 'Makes a visit, of which the caller is a participant and the host',
    source,
  },
  visits: {
    method: 'GET',
    path: '/api/v1/visits',
    query: z.object({
      /** Those that are over, latest first; else those that are not, earliest first. */
      over: z.enum(['true', 'false']).default('false'),
      /** The last visit of the page before. */
      after: visitId.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: envelope(
      z.object({
        visits: z.array(
          visit.extend({
            ...ofCaller,
            hostName: z.string(),
            /** Some of the others, five at most; whoever is not in it yet learns of the host alone. */
            participants: z.array(participant),
            /** With oneself; 0 for whoever is not in it yet. */
            participantCount: z.number().int(),
            waitingCount: z.number().int(),
          }),
        ),
        hasMore: z.boolean(),
      }),
    ),
    access: 'chat.access',
    limits: ['requests', 'conversationReads'],
    summary: 'The caller’s visits, by pages',
    source,
  },
  visit: {
    method: 'GET',
    path: '/api/v1/visits/:id',
    params,
    response: envelope(
      visit.extend({
        ...ofCaller,
        participants: z.array(participant),
        /** Those who wait, for the host alone. */
        waiting: z.array(waitingPerson),
        /** Of the waiting room, as in `visit:waiting`. */
        revision: z.number().int(),
        /** The caller’s, where they wait. */
        position: z.number().int().nullable(),
        /** Whether the caller may invite people, and take invitations back. */
        mayInvite: z.boolean(),
      }),
    ),
    access: 'chat.access',
    limits: ['requests', 'conversationReads'],
    summary: 'One of the caller’s visits',
    source,
  },
  inviteToVisit: {
    method: 'POST',
    path: '/api/v1/visits/:id/participants',
    params,
    body: z.object({ participantIds: z.array(personId).min(1).max(VISIT_BOUNDS.participants) }),
    response: envelope(z.object({ visitId: z.string(), added: z.array(z.string()) })),
    access: 'visits.host',
    limits: ['requests', 'conversationSteps'],
    summary:
      'Invites more people; `added` are those who were not of the visit. For its host, and for agents in it',
    source,
  },
  withdrawInvitation: {
    method: 'DELETE',
    path: '/api/v1/visits/:id/participants/:userId',
    params: params.extend({ userId: personId }),
    response: envelope(z.object({ visitId: z.string(), removed: z.array(z.string()) })),
    access: 'visits.host',
    limits: ['requests', 'conversationSteps'],
    summary:
      'Takes back the invitation of somebody who is not in the visit yet, for its host, and for agents in it; its host removes people who are in it, too',
    source,
  },
  endVisit: {
    method: 'POST',
    path: '/api/v1/visits/:id/end',
    params,
    response: envelope(visit),
    access: 'visits.host',
    limits: ['requests', 'conversationSteps'],
    summary: 'Ends a visit; for its host',
    source,
  },
} as const satisfies Record<string, RestRow>
