import { z } from 'zod'
import { personId } from '../conversation-fields'
import { isoTime, type Namespace } from '../kit'
import { rooms } from './fields'

const source = 'contracts, section 9 "visits"'

export const visitId = z.string().trim().min(1).max(100)

/** Somebody in the waiting room, as the host sees them. */
export const waitingPerson = z.object({
  userId: z.string(),
  displayName: z.string(),
  /** From 1. */
  position: z.number().int(),
  waitingSince: isoTime,
  /** Their connection is lost; they keep their position for 30 s. */
  isAway: z.boolean(),
})

/** Waiting rooms and the ends of visits; one comes by `room:join` of `visit:<visitId>`. */
export const visitEvents = {
  inbound: {
    'visit:admit': {
      ...rooms,
      access: 'visits.host',
      input: z.object({ visitId, userId: personId.optional() }),
      ack: z.object({ visitId: z.string(), userId: z.string() }),
      limits: ['conversationSteps'],
      summary: 'Admits a person of the visit, or the first who waits; for its host',
      source,
    },
  },
  outbound: {
    'visit:waiting': {
      payload: z.object({
        visitId: z.string(),
        /** One’s own, from 1; not to the host. */
        position: z.number().int().optional(),
        /** Everybody who waits; to the host alone. */
        waiting: z.array(waitingPerson).optional(),
        /** Grows with every change: of two, the one with the greater is newer. */
        revision: z.number().int(),
      }),
      summary: 'One waits at another position than before; to the host, who waits',
      source,
    },
    'visit:admitted': {
      payload: z.object({
        visitId: z.string(),
        userId: z.string(),
        roomId: z.string(),
        conversationId: z.string(),
      }),
      summary: 'Somebody is in the visit now; to them and to everybody who is',
      source,
    },
    'visit:participantsChanged': {
      payload: z.object({ visitId: z.string(), added: z.array(z.string()), removed: z.array(z.string()) }),
      summary:
        'People were invited, or are invited no more; to who is in the visit, and to themselves, who learn of nobody else',
      source,
    },
    'visit:over': {
      payload: z.object({ visitId: z.string(), endedAt: isoTime }),
      summary: 'The visit is over: nobody writes in it any more; to everybody who was of it',
      source,
    },
  },
} as const satisfies Namespace
