import { z } from 'zod'
import { MESSAGE_LOOKS } from '@/lib/domain/payments/goods'
import type { Millis, UserId } from '@/lib/domain/ids'
import { MEDIA_FAILED_MS } from '@/lib/domain/media/media'
import { EVIDENCE_MESSAGES, FOUL_MESSAGES_ALLOWED } from '@/lib/domain/moderation'
import {
  bytesOf,
  type Dialect,
  type EndCause,
  type Entry,
  type EntryDraft,
  IDLE_MS,
  LOG_MAX,
  LOG_MAX_BYTES,
  LOG_MIN,
  type Participant,
  RECONNECT_WINDOW_MS,
  type Session,
  SPENT_NAMES,
  UNSURE_MS,
} from '@/lib/domain/sessions'
import { LAST_RECORD_MS } from '@/lib/server/ports/records/live-records'
import { luaSource } from '../lua-source'
import { defineRecordScripts, recordScript, withoutEmptyLists } from '../records/record-scripts'
import { json } from '../replies'
import { defineScript } from '../scripts'

const script = recordScript({
  constants: {
    IDLE_MS,
    LOG_MAX,
    LOG_MAX_BYTES,
    LOG_MIN,
    SPENT_NAMES,
    MEDIA_FAILED_MS,
    RECONNECT_WINDOW_MS,
    UNSURE_MS,
    EVIDENCE_MESSAGES,
    FOUL_MESSAGES_ALLOWED,
  },
  parts: [':log', ':names', ':spent', ':flagged', ':evidence1', ':evidence2'],
  keepEndedMs: LAST_RECORD_MS,
  prelude: 'sessions/session.lua',
})

const media = z.object({
  maxBitrate: z.number(),
  connection: z.string().nullable(),
  isMuted: z.boolean(),
  isVideoOff: z.boolean(),
  isShown: z.boolean(),
  failedAt: z.number().nullable(),
  reconnects: z.number(),
  reportedAt: z.number(),
  totals: z.object({
    reports: z.number(),
    packetLoss: z.number(),
    jitter: z.number(),
    bitrate: z.number(),
    connectTime: z.number().nullable(),
    isRelayed: z.boolean().optional(),
  }),
})

const participantFields = z.object({
  user: z.string(),
  /** Absent in what an earlier version wrote, which named partners by their accounts. */
  publicId: z.string().optional(),
  dialect: z.string(),
  awayUntil: z.number().nullable(),
  deliveredSeq: z.number(),
  messages: z.number(),
  strikes: z.number(),
  /** Absent when empty: Lua cannot tell an empty list from an empty object. */
  sharedInterests: z.array(z.string()).default([]),
  media: media.nullable(),
  look: z.enum(MESSAGE_LOOKS).nullable().default(null),
})
const participant = participantFields.transform((one): Participant => ({
  ...one,
  publicId: one.publicId ?? one.user,
}))
const session: z.ZodType<Session> = json(
  z.object({
    id: z.string(),
    tenantId: z.string(),
    chatType: z.enum(['text', 'audio', 'video']),
    participants: z.tuple([participant, participant]),
    startedAt: z.number(),
    activeAt: z.number(),
    lastSeq: z.number(),
    modeRequest: z
      .object({ by: z.string(), chatType: z.enum(['text', 'audio', 'video']), until: z.number() })
      .nullable(),
    end: z
      .object({
        cause: z.enum(['left', 'disconnected', 'timeout', 'media-failed', 'reported', 'violation', 'banned']),
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

export const { open, discard, read, end, expire } = defineRecordScripts<Session, EndCause>({
  schema: session,
  script,
})

/** A session as it is, with its text; null: there is none. */
export const readWithText = defineScript({
  lua: `return redis.call('GET', KEYS[1])`,
  input: (key: string) => ({ keys: [key] }),
  reply: z
    .string()
    .transform((text) => ({ text, session: session.parse(text) }))
    .nullable(),
})

const kept = json(z.looseObject({ participants: z.array(z.looseObject({})) }))

/** A session's new text: what the scripts alone know of it stays. */
function textOf(next: Session, before: string): string {
  const known = kept.parse(before)
  const participants = next.participants.map((one, index) => ({ ...known.participants[index], ...one }))
  return JSON.stringify({ ...known, ...next, participants }, withoutEmptyLists)
}

/** Replaces a session that is still the one that was read. @returns whether it was */
export const replace = defineScript({
  lua: script('records/replace.lua'),
  input: ({ key, now, text, next }: At & { text: string; next: Session }) => ({
    keys: [key],
    args: [now, text, textOf(next, text)],
  }),
  reply: yes,
})

interface Appending extends At {
  readonly author: UserId
  readonly draft: EntryDraft
  readonly deliversAtOnce: boolean
  readonly foul: boolean
}

export const append = defineScript({
  lua: script('sessions/append.lua'),
  input: ({ key, now, author, draft, deliversAtOnce, foul }: Appending) => {
    const { clientMessageId } = draft
    const written = JSON.stringify({ ...draft, author })
    const name = [clientMessageId !== null, clientMessageId ?? '']
    return { keys: [key], args: [now, author, written, ...name, deliversAtOnce, foul, bytesOf(draft)] }
  },
  reply: z.union([z.tuple([session, entry, yes, yes]), z.literal('too-foul'), z.null()]),
})

export const away = defineScript({
  lua: script('sessions/away.lua'),
  input: ({ key, now, user }: At & { user: UserId }) => ({ keys: [key], args: [now, user] }),
  reply: session.nullable(),
})

interface Resuming extends At {
  readonly user: UserId
  readonly lastSeq: number
  readonly dialect: Dialect | undefined
  readonly confirms: boolean
}

export const resume = defineScript({
  lua: script('sessions/resume.lua'),
  input: ({ key, now, user, lastSeq, dialect, confirms }: Resuming) => ({
    keys: [key],
    args: [now, user, lastSeq, dialect !== undefined, dialect ?? '', confirms],
  }),
  reply: z.tuple([session, yes, z.number(), z.array(entry)]).nullable(),
})

export const confirm = defineScript({
  lua: script('sessions/confirm.lua'),
  input: ({ key, user, seq }: { key: string; user: UserId; seq: number }) => ({
    keys: [key],
    args: [0, user, seq],
  }),
  reply: z.tuple([session, z.number(), z.array(entry)]).nullable(),
})

export const missed = defineScript({
  lua: luaSource({}, 'sessions/missed.lua'),
  input: ({ key, after }: { key: string; after: number }) => ({ keys: [key], args: [after] }),
  reply: z.tuple([session, z.array(entry)]).nullable(),
})

export const report = defineScript({
  lua: luaSource({}, 'sessions/report.lua'),
  input: (key: string) => ({ keys: [key], args: [] }),
  reply: z.tuple([session, z.array(entry)]).nullable(),
})
