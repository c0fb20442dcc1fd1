import { z } from 'zod'
import type { Millis, UserId } from '@/lib/domain/ids'
import { TTL_MS } from '../keys'
import { luaSource } from '../lua-source'
import { defineScript } from '../scripts'

interface Kind<Stored> {
  /** A record in Redis' JSON. */
  readonly schema: z.ZodType<Stored>
  /** The text of a script: what those of one record begin with, then the file of that name. */
  readonly script: (file: string) => string
}

interface OfKind {
  /** Constants of the kind's scripts. */
  readonly constants: Readonly<Record<string, number | string>>
  /** A record's keys beside its own, by what follows that. */
  readonly parts: readonly string[]
  /** For how long an ended record can be asked for. */
  readonly keepEndedMs: Millis
  /** The file that all of the kind's scripts begin with, which defines `deadlineOf`. */
  readonly prelude: string
}

/** How the scripts of a kind of record are put together: constants, what any record has, what this kind has, the script. */
export function recordScript({ constants, parts, keepEndedMs, prelude }: OfKind): (file: string) => string {
  const all = { ...constants, RECORD_TTL_MS: TTL_MS.record, KEEP_ENDED_MS: keepEndedMs, PARTS: parts }
  return (file) => luaSource(all, 'records/record.lua', prelude, file)
}

interface At {
  /** The record's key. */
  readonly key: string
  readonly now: Millis
}

interface Ending<Cause> extends At {
  readonly user: UserId
  readonly cause: Cause
  readonly by: UserId | null
}

/** Lua cannot tell an empty list from an empty object: such fields are left out. */
export const withoutEmptyLists = (_: string, value: unknown) =>
  Array.isArray(value) && value.length === 0 ? undefined : value

/** What can be done with a record of any kind. `Cause`: why one ends. */
export function defineRecordScripts<Stored, Cause extends string>({ schema, script }: Kind<Stored>) {
  return {
    /** @returns the record that is there; the new one if there was none */
    open: defineScript({
      lua: script('records/open.lua'),
      input: ({ key, draft }: { key: string; draft: Stored }) => ({
        keys: [key],
        args: ['', JSON.stringify(draft, withoutEmptyLists)],
      }),
      reply: schema,
    }),
    /** Removes an opened record that cannot begin. */
    discard: defineScript({
      lua: script('records/discard.lua'),
      input: (key: string) => ({ keys: [key] }),
      reply: z.literal(1),
    }),
    read: defineScript({
      lua: `return redis.call('GET', KEYS[1])`,
      input: (key: string) => ({ keys: [key] }),
      reply: schema.nullable(),
    }),
    /** Ends a record that goes on and that the user is in; else null. */
    end: defineScript({
      lua: script('records/end.lua'),
      input: ({ key, now, user, cause, by }: Ending<Cause>) => ({
        keys: [key],
        args: [now, user, cause, by ?? ''],
      }),
      reply: schema.nullable(),
    }),
    /** Ends a record whose time is over. @returns it, and when it is due next if it goes on; null when there is none */
    expire: defineScript({
      lua: script('records/expire.lua'),
      input: ({ key, now }: At) => ({ keys: [key], args: [now] }),
      reply: z.tuple([schema, z.number().nullable()]).nullable(),
    }),
  }
}
