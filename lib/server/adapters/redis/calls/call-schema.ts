import { z } from 'zod'
import { type Call, CALL_ENDS, CALL_TYPES, type CallPerson } from '@/lib/domain/calls/call'
import { json } from '../replies'

const time = z.number().nullable()
const why = z.enum(CALL_ENDS)

const person: z.ZodType<CallPerson> = z.object({
  user: z.string(),
  displayName: z.string().nullable(),
  stage: z.enum(['rings', 'in', 'out']),
  hasRung: z.boolean(),
  ringsUntil: time,
  connection: z.string().nullable(),
  awayUntil: time,
  joinedAt: time,
  out: z.object({ why, at: z.number() }).nullable(),
  isHost: z.boolean(),
  hasHandUp: z.boolean(),
})

/** A call as it is kept. */
export const callText: z.ZodType<Call> = json(
  z.object({
    id: z.string(),
    tenantId: z.string(),
    callType: z.enum(CALL_TYPES),
    isGroup: z.boolean(),
    placer: z.string(),
    takesAnswer: z.boolean(),
    isOfferKnown: z.boolean(),
    visit: z.string().nullable(),
    people: z.array(person),
    placedAt: z.number(),
    acceptedAt: time,
    connectedAt: time,
    isLocked: z.boolean(),
    end: z.object({ why, by: z.string().nullable(), at: z.number() }).nullable(),
  }),
)
