import { z } from 'zod'
import { MESSAGE_LOOKS } from '@/lib/domain/payments/goods'
import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import {
  AVOID_REMEMBERED_MS,
  MATCHING_DELAY_MS,
  MAX_CANDIDATES,
  type Pairing,
  PATIENCE_MS,
  type Waiter,
  type Waiting,
} from '@/lib/domain/matching'
import { TTL_MS } from '../keys'
import { luaSource } from '../lua-source'
import { json } from '../replies'
import { defineScript } from '../scripts'

const CONSTANTS = {
  PATIENCE_MS,
  MATCHING_DELAY_MS,
  MAX_CANDIDATES,
  AVOID_REMEMBERED_MS,
  ROOM_TTL_MS: TTL_MS.room,
  /** More candidates than one search covers: it goes on after this, then twice as long, up to the limit. */
  CONTINUE_MS: 250,
  CONTINUE_AT_MOST_MS: 5_000,
  /** Of the candidates of one search, those that share an interest. */
  SHARING: MAX_CANDIDATES / 2,
  /** And those who did nothing but leave, for one of them; a person who is held has all of the search for them. */
  HELD_BACK: MAX_CANDIDATES / 4,
  /** A pairing that a process took and did not settle is handed out again after this: that process is gone. */
  LEASE_MS: 5_000,
  /** Longer than any process takes to settle what it was handed. */
  BROKEN_MS: 120_000,
}

/** A script of the waiting room: what all of them begin with, then the files named. */
const script = (...names: readonly string[]) =>
  luaSource(CONSTANTS, ...['entries', ...names].map((name) => `waiting-room/${name}.lua`))

const count = z.coerce.number()
/** How many wait, by text, audio and video; and how many of them did nothing but leave. */
const sizes = z
  .tuple([count, count, count, count])
  .transform(([text, audio, video, heldBack]) => ({ text, audio, video, heldBack }))
export type Sizes = z.infer<typeof sizes>
/** Those of them that a script has changed: names, each followed by its number. */
const resized = z
  .array(z.union([z.enum(['text', 'audio', 'video', 'heldBack']), z.number()]))
  .transform((flat): Partial<Sizes> => {
    const changed: Record<string, number> = {}
    for (let index = 0; index < flat.length; index += 2)
      changed[String(flat[index])] = Number(flat[index + 1])
    return changed
  })

/** A person who waits, as the scripts keep them. Lists and objects that would be empty are absent: Lua cannot tell them apart. */
const entry = json(
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
    patienceMs: z.number().nullable().default(null),
    look: z.enum(MESSAGE_LOOKS).nullable().default(null),
    media: z.object({ maxBitrate: z.number(), connection: z.string().nullable() }).nullable().default(null),
    noVideo: z.literal(true).optional(),
    policy: z.object({ delayMs: z.number(), patienceMs: z.number() }).optional(),
  }),
).transform(({ interests, exPartner, noVideo, ...person }): Waiter => ({
  ...person,
  carriesVideo: !noVideo,
  interests: new Set(interests),
  exPartner: exPartner ? { user: exPartner.user, until: exPartner.allowedAt } : null,
}))

const record = json(z.object({ id: z.string(), pairedAt: z.number(), dueAt: z.number() }))
const pairing = z
  .tuple([record, entry, entry])
  .transform(([about, one, other]): Pairing => ({ ...about, pair: [one, other] }))

interface At {
  readonly room: string
  readonly now: Millis
}

export const join = defineScript({
  lua: script('find-partner', 'join'),
  input: ({ room, now, newcomer, id }: At & { newcomer: Waiting; id: SessionId }) => ({
    keys: [room],
    args: [now, entryText(newcomer), id, JSON.stringify([...newcomer.avoid])],
  }),
  reply: z.tuple([entry, z.number(), z.number(), pairing.nullable(), resized]),
})

function entryText({
  interests,
  interestsAsWritten,
  exPartner,
  heldUntil,
  patienceMs,
  look,
  media,
  carriesVideo,
  avoid: _,
  ...person
}: Waiting): string {
  return JSON.stringify({
    ...person,
    queue: `${person.chatType}:${encodeURIComponent(person.tenantId)}`,
    interests: interests.size > 0 ? [...interests] : undefined,
    interestsAsWritten: interestsAsWritten.length > 0 ? interestsAsWritten : undefined,
    heldUntil: heldUntil ?? undefined,
    patienceMs: patienceMs ?? undefined,
    look: look ?? undefined,
    media: media ?? undefined,
    noVideo: carriesVideo ? undefined : true,
    exPartner: exPartner ? { user: exPartner.user, allowedAt: exPartner.until } : undefined,
  })
}

export const isWaiting = defineScript({
  lua: script('is-waiting'),
  input: ({ room, user }: { room: string; user: UserId }) => ({ keys: [room], args: ['', user] }),
  reply: z.union([z.literal(0), z.literal(1)]),
})

export const leave = defineScript({
  lua: script('leave'),
  input: ({ room, now, user }: At & { user: UserId }) => ({ keys: [room], args: [now, user] }),
  reply: z.tuple([entry.nullable(), resized]),
})

export const avoid = defineScript({
  lua: script('note-change', 'avoid'),
  input: ({ room, now, user, other }: At & { user: UserId; other: UserId }) => ({
    keys: [room],
    args: [now, user, other],
  }),
  reply: z.literal(1),
})

export const reconcile = defineScript({
  lua: script('note-change', 'reconcile'),
  input: ({ room, now, user, other }: At & { user: UserId; other: UserId }) => ({
    keys: [room],
    args: [now, user, other],
  }),
  reply: z.literal(1),
})

/** Searches again for as many people as there are ids. `epoch` becomes the room's if it has none. */
export const retry = defineScript({
  lua: script('find-partner', 'retry'),
  input: ({ room, now, ids, epoch }: At & { ids: readonly SessionId[]; epoch: string }) => ({
    keys: [room],
    args: [now, epoch, ...ids],
  }),
  reply: z.tuple([z.array(pairing), z.number(), sizes, z.string()]),
})

export const takeDue = defineScript({
  lua: script('take-due'),
  input: ({ room, now, limit }: At & { limit: number }) => ({ keys: [room], args: [now, limit] }),
  reply: z.array(pairing),
})

export const settle = defineScript({
  lua: script('settle'),
  input: ({ room, id }: { room: string; id: SessionId }) => ({ keys: [room], args: ['', id] }),
  reply: z.tuple([z.enum(['settled', 'broken', 'elsewhere']), resized]),
})

export const release = defineScript({
  lua: script('release'),
  input: ({ room, now, id, stay }: At & { id: SessionId; stay: readonly UserId[] }) => ({
    keys: [room],
    args: [now, id, ...stay],
  }),
  reply: z.tuple([z.number(), resized]),
})
