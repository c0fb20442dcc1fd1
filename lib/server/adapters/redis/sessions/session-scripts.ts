import { z } from 'zod'
import type { Millis, UserId } from '@/lib/domain/ids'
import { EVIDENCE_MESSAGES, FOUL_MESSAGES_ALLOWED, REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import {
  type Dialect,
  type EndCause,
  type Entry,
  type EntryDraft,
  IDLE_MS,
  LOG_MAX,
  LOG_MIN,
  RECONNECT_WINDOW_MS,
  type Session,
  UNSURE_MS,
} from '@/lib/domain/sessions'
import { TTL_MS } from '../keys'
import { luaSource } from '../lua-source'
import { json } from '../replies'
import { defineScript } from '../scripts'

const CONSTANTS = {
  IDLE_MS,
  LOG_MAX,
  LOG_MIN,
  RECONNECT_WINDOW_MS,
  UNSURE_MS,
  EVIDENCE_MESSAGES,
  FOUL_MESSAGES_ALLOWED,
  SESSION_TTL_MS: TTL_MS.session,
  /** Clocks differ: what may be asked for until then is kept a little longer. */
  KEEP_ENDED_MS: REPORTABLE_AFTER_END_MS + 60_000,
}

/** A script of one session: what all of them begin with, then its own file. */
const script = (name: string) => luaSource(CONSTANTS, 'sessions/session.lua', `sessions/${name}.lua`)

const participant = z.object({
  user: z.string(),
  dialect: z.string(),
  awayUntil: z.number().nullable(),
  deliveredSeq: z.number(),
  messages: z.number(),
  strikes: z.number(),
  /** Absent when empty: Lua cannot tell an empty list from an empty object. */
  sharedInterests: z.array(z.string()).default([]),
})
const session: z.ZodType<Session> = json(
  z.object({
    id: z.string(),
    tenantId: z.string(),
    chatType: z.enum(['text', 'audio', 'video']),
    participants: z.tuple([participant, participant]),
    startedAt: z.number(),
    activeAt: z.number(),
    lastSeq: z.number(),
    end: z
      .object({
        cause: z.enum(['left', 'disconnected', 'timeout', 'reported', 'violation', 'banned']),
        by: z.string().nullable(),
        at: z.number(),
      })
      .nullable(),
  }),
)

const known = json(
  z.object({
    seq: z.number(),
    at: z.number(),
    delivered: z.boolean(),
    /** Absent in what an earlier version wrote. */
    flagged: z.boolean().default(false),
  }),
)
const written = json(
  z.object({
    messageId: z.string(),
    author: z.string(),
    content: z.string(),
    type: z.enum(['text', 'image', 'audio']),
    clientMessageId: z.string().nullable(),
  }),
)
/** An entry as the log keeps it: two lines, what the script knows and what the author wrote. */
const entry = z
  .string()
  .transform((text): [string, string] => {
    const end = text.indexOf('\n')
    return [text.slice(0, end), text.slice(end + 1)]
  })
  .pipe(z.tuple([known, written]))
  .transform(([numbered, words]): Entry => ({ ...words, ...numbered }))

const yes = z.number().transform((value) => value === 1)

interface At {
  /** The session's key. */
  readonly key: string
  readonly now: Millis
}

const withoutEmptyLists = (_: string, value: unknown) =>
  Array.isArray(value) && value.length === 0 ? undefined : value

export const open = defineScript({
  lua: script('open'),
  input: ({ key, draft }: { key: string; draft: Session }) => ({
    keys: [key],
    args: ['', JSON.stringify(draft, withoutEmptyLists)],
  }),
  reply: session,
})

export const discard = defineScript({
  lua: script('discard'),
  input: (key: string) => ({ keys: [key] }),
  reply: z.literal(1),
})

export const read = defineScript({
  lua: `return redis.call('GET', KEYS[1])`,
  input: (key: string) => ({ keys: [key] }),
  reply: session.nullable(),
})

interface Appending extends At {
  readonly author: UserId
  readonly draft: EntryDraft
  readonly partnerHere: boolean
  readonly foul: boolean
}

export const append = defineScript({
  lua: script('append'),
  input: ({ key, now, author, draft, partnerHere, foul }: Appending) => {
    const { clientMessageId } = draft
    const written = JSON.stringify({ ...draft, author })
    const name = [clientMessageId !== null, clientMessageId ?? '']
    return { keys: [key], args: [now, author, written, ...name, partnerHere, foul] }
  },
  reply: z.union([z.tuple([session, entry, yes, yes]), z.literal('too-foul'), z.null()]),
})

export const away = defineScript({
  lua: script('away'),
  input: ({ key, now, user }: At & { user: UserId }) => ({ keys: [key], args: [now, user] }),
  reply: session.nullable(),
})

interface Resuming extends At {
  readonly user: UserId
  readonly lastSeq: number
  readonly dialect: Dialect | undefined
}

export const resume = defineScript({
  lua: script('resume'),
  input: ({ key, now, user, lastSeq, dialect }: Resuming) => ({
    keys: [key],
    args: [now, user, lastSeq, dialect !== undefined, dialect ?? ''],
  }),
  reply: z.tuple([session, yes, z.number(), z.array(entry)]).nullable(),
})

export const missed = defineScript({
  lua: luaSource({}, 'sessions/missed.lua'),
  input: ({ key, after }: { key: string; after: number }) => ({ keys: [key], args: [after] }),
  reply: z.tuple([session, z.array(entry)]).nullable(),
})

interface Ending extends At {
  readonly user: UserId
  readonly cause: EndCause
  readonly by: UserId | null
}

export const end = defineScript({
  lua: script('end'),
  input: ({ key, now, user, cause, by }: Ending) => ({ keys: [key], args: [now, user, cause, by ?? ''] }),
  reply: session.nullable(),
})

export const expire = defineScript({
  lua: script('expire'),
  input: ({ key, now }: At) => ({ keys: [key], args: [now] }),
  reply: z.tuple([session, z.number().nullable()]).nullable(),
})

export const report = defineScript({
  lua: luaSource({}, 'sessions/report.lua'),
  input: (key: string) => ({ keys: [key], args: [] }),
  reply: z.tuple([session, z.array(entry)]).nullable(),
})
