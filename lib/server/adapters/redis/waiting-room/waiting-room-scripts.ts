import { z } from 'zod'
import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import type { Pairing, Place, Waiter, Waiting } from '@/lib/domain/matching'
import { json } from '../replies'
import { defineScript } from '../scripts'
import { AVOID, JOIN, LEAVE, RECONCILE, RELEASE, RETRY, SETTLE, TAKE_DUE } from './waiting-room-lua'

const count = z.coerce.number()
/** How many wait, by text, audio and video; and how many of them did nothing but leave. */
const sizes = z
  .tuple([count, count, count, count])
  .transform(([text, audio, video, heldBack]) => ({ text, audio, video, heldBack }))
export type Sizes = z.infer<typeof sizes>

/** A seat as its scripts keep it. Lists and objects that would be empty are absent: Lua cannot tell them apart. */
const seat = json(
  z.object({
    user: z.string(),
    tenantId: z.string(),
    chatType: z.enum(['text', 'audio', 'video']),
    dialect: z.string(),
    tier: z.number(),
    minTier: z.number(),
    interests: z.array(z.string()).default([]),
    interestsAsWritten: z.array(z.string()).default([]),
    since: z.number(),
    exPartner: z.object({ user: z.string(), allowedAt: z.number() }).optional(),
    heldUntil: z.number().nullable().default(null),
  }),
).transform(({ interests, exPartner, ...person }): Waiter => ({
  ...person,
  interests: new Set(interests),
  exPartner: exPartner ? { user: exPartner.user, until: exPartner.allowedAt } : null,
}))

const record = json(z.object({ id: z.string(), pairedAt: z.number(), dueAt: z.number() }))
const pairing = z
  .tuple([record, seat, seat])
  .transform(([about, one, other]): Pairing => ({ ...about, pair: [one, other] }))
const place = z.number().transform((position): Place => ({ position }))

interface At {
  readonly room: string
  readonly now: Millis
}

export const join = defineScript({
  lua: JOIN,
  input: ({ room, now, newcomer, id }: At & { newcomer: Waiting; id: SessionId }) => ({
    keys: [room],
    args: [now, seatText(newcomer), id, JSON.stringify([...newcomer.avoid])],
  }),
  reply: z.tuple([seat, place, z.number(), pairing.nullable(), sizes]),
})

function seatText({
  interests,
  interestsAsWritten,
  exPartner,
  heldUntil,
  avoid: _,
  ...person
}: Waiting): string {
  return JSON.stringify({
    ...person,
    queue: `${person.chatType}:${encodeURIComponent(person.tenantId)}`,
    interests: interests.size > 0 ? [...interests] : undefined,
    interestsAsWritten: interestsAsWritten.length > 0 ? interestsAsWritten : undefined,
    heldUntil: heldUntil ?? undefined,
    exPartner: exPartner ? { user: exPartner.user, allowedAt: exPartner.until } : undefined,
  })
}

export const leave = defineScript({
  lua: LEAVE,
  input: ({ room, now, user }: At & { user: UserId }) => ({ keys: [room], args: [now, user] }),
  reply: z.tuple([seat.nullable(), sizes]),
})

export const avoid = defineScript({
  lua: AVOID,
  input: ({ room, now, user, other }: At & { user: UserId; other: UserId }) => ({
    keys: [room],
    args: [now, user, other],
  }),
  reply: z.literal(1),
})

export const reconcile = defineScript({
  lua: RECONCILE,
  input: ({ room, now, user, other }: At & { user: UserId; other: UserId }) => ({
    keys: [room],
    args: [now, user, other],
  }),
  reply: z.literal(1),
})

/** Looks again for as many people as there are ids. `mark` is the room's if it has none. */
export const retry = defineScript({
  lua: RETRY,
  input: ({ room, now, ids, mark }: At & { ids: readonly SessionId[]; mark: string }) => ({
    keys: [room],
    args: [now, mark, ...ids],
  }),
  reply: z.tuple([z.array(pairing), z.number(), sizes, z.string()]),
})

export const takeDue = defineScript({
  lua: TAKE_DUE,
  input: ({ room, now, limit }: At & { limit: number }) => ({ keys: [room], args: [now, limit] }),
  reply: z.tuple([z.array(pairing), sizes]),
})

export const settle = defineScript({
  lua: SETTLE,
  input: ({ room, id }: { room: string; id: SessionId }) => ({ keys: [room], args: ['', id] }),
  reply: z.tuple([z.enum(['settled', 'broken', 'elsewhere']), sizes]),
})

export const release = defineScript({
  lua: RELEASE,
  input: ({ room, now, id, stay }: At & { id: SessionId; stay: readonly UserId[] }) => ({
    keys: [room],
    args: [now, id, ...stay],
  }),
  reply: z.tuple([z.number(), sizes]),
})
