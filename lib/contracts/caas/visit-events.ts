import { z } from 'zod'
import { isoTime, type Namespace } from '../kit'

const source = 'contracts, section 9 "visits"'

const visit = z.object({ visit_id: z.string(), conversation_id: z.string() })

/** Visits as clients of `/chat` are sent them; they wait, admit and end by telehealth's names. */
export const visitEvents = {
  outbound: {
    'visit:waiting': {
      payload: visit.extend({
        /** One’s own, from 1; not to the host. */
        position: z.number().int().optional(),
        /** Everybody who waits; to the host alone. */
        waiting: z
          .array(
            z.object({
              user_id: z.string(),
              display_name: z.string(),
              /** From 1. */
              position: z.number().int(),
              waiting_since: isoTime,
              /** Their connection is lost; they keep their position for 30 s. */
              is_away: z.boolean(),
            }),
          )
          .optional(),
        /** Grows with every change: of two, the one with the greater is newer. */
        revision: z.number().int(),
      }),
      summary: 'One waits at another position than before; to the host, who waits',
      source,
    },
    'visit:admitted': {
      payload: visit.extend({ user_id: z.string() }),
      summary: 'Somebody is in the visit now; to them and to everybody who is',
      source,
    },
    'visit:participants-changed': {
      payload: visit.extend({ added: z.array(z.string()), removed: z.array(z.string()) }),
      summary:
        'People were invited, or are invited no more; to who is in the visit, and to themselves, who learn of nobody else',
      source,
    },
    'visit:over': {
      payload: visit.extend({ ended_at: isoTime }),
      summary: 'The visit is over: nobody writes in it any more; to everybody who was of it',
      source,
    },
  },
} as const satisfies Pick<Namespace, 'outbound'>
