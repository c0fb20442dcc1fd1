import { z } from 'zod'
import type { Millis, UserId } from '@/lib/domain/ids'
import {
  LAST_RECORD_MS,
  RECORD_LEASE_MS,
  type DueRecord,
  type RecordId,
} from '@/lib/server/ports/records/live-records'
import { TTL_MS } from '../keys'
import { luaSource } from '../lua-source'
import { json } from '../replies'
import { defineScript } from '../scripts'

const CONSTANTS = {
  RECORD_LEASE_MS,
  LAST_RECORD_MS,
  RECORD_TTL_MS: TTL_MS.record,
  INDEX_TTL_MS: TTL_MS.recordIndex,
}

/** A script of the index: what all of them begin with, then its own file. */
const script = (name: string) => luaSource(CONSTANTS, 'records/index.lua', `records/${name}.lua`)

interface In {
  readonly index: string
}
const id = z.string()
const ok = z.literal(1)

interface Entering extends In {
  readonly id: RecordId
  readonly users: readonly UserId[]
  readonly deadline: Millis
  /** Records that are over, and about to be closed: being named in them keeps people from no other. */
  readonly over: readonly RecordId[]
  readonly now: Millis
}

export const enter = defineScript({
  lua: script('enter'),
  input: ({ index, now, id: record, users, deadline, over }: Entering) => ({
    keys: [index],
    args: [now, record, deadline, over.length, ...over, ...users],
  }),
  reply: z.tuple([z.array(z.tuple([z.string(), id])), z.number()]).transform(([busy, size]) => ({
    busy: busy.map(([user, record]) => ({ user, record })),
    size,
  })),
})

interface Joining extends In {
  readonly id: RecordId
  readonly user: UserId
  readonly over: RecordId | undefined
  readonly now: Millis
}

export const join = defineScript({
  lua: script('join'),
  input: ({ index, now, id: record, user, over }: Joining) => ({
    keys: [index],
    args: [now, record, user, over ?? ''],
  }),
  reply: z
    .tuple([z.enum(['joined', 'busy', 'over']), id.nullable()])
    .transform(([outcome, before]) => ({ outcome, before })),
})

interface Leaving extends In {
  readonly id: RecordId
  readonly user: UserId
  readonly others: readonly UserId[]
  readonly now: Millis
}

export const leave = defineScript({
  lua: script('leave'),
  input: ({ index, now, id: record, user, others }: Leaving) => ({
    keys: [index],
    args: [now, record, user, ...others],
  }),
  reply: ok,
})

export const current = defineScript({
  lua: `return redis.call('GET', KEYS[1] .. ':u:' .. ARGV[1])`,
  input: ({ index, user }: In & { user: UserId }) => ({ keys: [index], args: [user] }),
  reply: id.nullable().transform((record) => record ?? undefined),
})

export const among = defineScript({
  lua: `local records = {}
for position, user in ipairs(ARGV) do records[position] = redis.call('GET', KEYS[1] .. ':u:' .. user) end
return records`,
  input: ({ index, users }: In & { users: readonly UserId[] }) => ({ keys: [index], args: users }),
  reply: z.array(id.nullable()).transform((records) => records.map((record) => record ?? undefined)),
})

export const last = defineScript({
  lua: `return redis.call('GET', KEYS[1] .. ':last:' .. ARGV[1])`,
  input: ({ index, user }: In & { user: UserId }) => ({ keys: [index], args: [user] }),
  reply: json(z.object({ id, others: z.array(z.string()).default([]), at: z.number() }))
    .nullable()
    .transform((record) => record ?? undefined),
})

export const bringForward = defineScript({
  lua: script('bring-forward'),
  input: ({ index, user, at }: In & { user: UserId; at: Millis }) => ({ keys: [index], args: [user, at] }),
  reply: id.nullable().transform((record) => record ?? undefined),
})

export const close = defineScript({
  lua: script('close'),
  input: ({
    index,
    id: record,
    users,
    now,
  }: In & { id: RecordId; users: readonly UserId[]; now: Millis }) => ({
    keys: [index],
    args: [now, record, ...users],
  }),
  reply: z.tuple([z.number(), z.number()]).transform(([won, size]) => ({ isFirst: won === 1, size })),
})

/** `epoch` becomes the index's if it has none. */
export const leaseDue = defineScript({
  lua: script('lease-due'),
  input: ({ index, now, limit, epoch }: In & { now: Millis; limit: number; epoch: string }) => ({
    keys: [index],
    args: [now, limit, epoch],
  }),
  reply: z
    .tuple([z.array(id), z.number(), z.number(), z.string()])
    .transform(([due, leasedUntil, size, epoch]) => ({ due, leasedUntil, size, epoch })),
})

/** In order of the index, which is by when they are due. */
export const list = defineScript({
  lua: `return redis.call('ZRANGE', KEYS[1] .. ':due', ARGV[1], ARGV[2])`,
  input: ({ index, offset, limit }: In & { offset: number; limit: number }) => ({
    keys: [index],
    args: [offset, offset + limit - 1],
  }),
  reply: z.array(id),
})

export const postpone = defineScript({
  lua: script('postpone'),
  input: ({
    index,
    id: record,
    leasedUntil,
    at,
    users,
  }: In & DueRecord & { at: Millis; users: readonly UserId[] }) => ({
    keys: [index],
    args: [record, leasedUntil, at, ...users],
  }),
  reply: ok,
})
