import { z } from 'zod'
import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import { REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import { TTL_MS } from '../keys'
import { luaSource } from '../lua-source'
import { json } from '../replies'
import { defineScript } from '../scripts'

/** What was taken to be looked at, and was not seen to, is taken again after this: its taker is gone. */
export const LEASE_MS = 5_000

const CONSTANTS = {
  LEASE_MS,
  SESSION_TTL_MS: TTL_MS.session,
  INDEX_TTL_MS: TTL_MS.sessions,
  KEEP_ENDED_MS: REPORTABLE_AFTER_END_MS + 60_000,
}

/** A script of the index: what all of them begin with, then its own file. */
const script = (name: string) => luaSource(CONSTANTS, 'sessions/index.lua', `sessions/${name}.lua`)

interface In {
  readonly index: string
}
type Pair = readonly [UserId, UserId]
const id = z.string()

interface Claim extends In {
  readonly id: SessionId
  readonly pair: Pair
  /** When to look whether it is over. */
  readonly deadline: Millis
  /** Sessions that keep nobody: they are over, and about to be taken out. */
  readonly over: readonly SessionId[]
  readonly now: Millis
}

export const claim = defineScript({
  lua: script('claim'),
  input: ({ index, now, id: session, pair, deadline, over }: Claim) => ({
    keys: [index],
    args: [now, session, ...pair, deadline, ...over],
  }),
  reply: z
    .tuple([z.number(), id.nullable(), id.nullable(), z.number()])
    .transform(([size, one, other, claimed]) => ({ size, before: [one, other], isClaimed: claimed === 1 })),
})

const last = json(z.object({ session: id, partner: z.string(), at: z.number() }))

export const where = defineScript({
  lua: script('where'),
  input: ({ index, user }: In & { user: UserId }) => ({ keys: [index], args: [user] }),
  reply: z
    .tuple([id.nullable(), last.nullable()])
    .transform(([current, before]) => ({ current, last: before })),
})

export const soon = defineScript({
  lua: script('soon'),
  input: ({ index, user, at }: In & { user: UserId; at: Millis }) => ({ keys: [index], args: [user, at] }),
  reply: id.nullable(),
})

export const leave = defineScript({
  lua: script('leave'),
  input: ({ index, id: session, at, pair }: In & { id: SessionId; at: Millis; pair: Pair | [] }) => ({
    keys: [index],
    args: [session, at, ...pair],
  }),
  reply: z.tuple([z.number(), z.number()]).transform(([won, size]) => ({ isFirst: won === 1, size })),
})

export const takeDue = defineScript({
  lua: script('take-due'),
  input: ({ index, now, limit, mark }: In & { now: Millis; limit: number; mark: string }) => ({
    keys: [index],
    args: [now, limit, mark],
  }),
  reply: z
    .tuple([z.array(id), z.number(), z.number(), z.string()])
    .transform(([due, taken, size, mark]) => ({ due, taken, size, mark })),
})

export const putOff = defineScript({
  lua: script('put-off'),
  input: (plan: In & { id: SessionId; taken: Millis; at: Millis; pair: Pair }) => ({
    keys: [plan.index],
    args: [plan.id, plan.taken, plan.at, ...plan.pair],
  }),
  reply: z.literal(1),
})
