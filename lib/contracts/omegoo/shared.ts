import { z } from 'zod'
import { MESSAGE_LOOKS } from '@/lib/domain/payments/goods'
import { REPORT_TYPES } from '@/lib/domain/moderation'
import { cleanName } from '@/lib/domain/visible-text'
import { type ErrorFamily, seq } from '../kit'
import { forms } from '../refusal-forms'

export const chatType = z.enum(['text', 'audio', 'video'])
const minTier = z.number().int().min(0).max(2)
/** At most 5 words of at most 30 characters; compared case-folded. */
export const interests = z.array(z.string().trim().min(1).max(30)).max(5)
/** What both like, in the reader's own words; empty when there is nothing. */
export const sharedInterests = z.array(z.string()).readonly()
const look = z.enum(MESSAGE_LOOKS).nullable()
/** Looks of the messages that somebody has by coins; absent: nobody has one. */
export const looks = z.object({ own: look, partner: look }).optional()
/** What the client found out about its line; unknown counts as good. `uplinkKbps` is what it can send. */
const network = z.object({
  stun: z.boolean().optional(),
  turn: z.boolean().optional(),
  uplinkKbps: z.number().min(0).optional(),
})
/** kbps; outside 16 to 64 the nearest of them. */
export const maxBitrate = z.number().optional()
/** What a client asks for in a partner. */
export const preferences = z.object({
  chatType,
  minTier: minTier.default(0),
  interests: interests.optional(),
  network: network.optional(),
  maxBitrate,
})
/** A name the client gives its message, so that sending it again is harmless. */
export const clientMessageId = z.string().min(1).max(100)
export const id = z.string().min(1).max(100)
const ROOM = /^(?:text|voice)_room_/
/** A session, also by the name of its room. */
export const sessionId = id.overwrite((given) => given.replace(ROOM, ''))
/** Any JSON; the server does not look into it. */
export const opaque = z.unknown().refine((given) => given !== undefined, 'Required')
/** The partner, by an id of this session: another one in the next, and never an account's. */
export const partnerId = z.string()
/** Who wrote it: one's own account, or `partnerId`. */
export const senderId = z.string()
/** Cleaned before it is measured: 1 to 50 characters, of which one at least can be seen. */
export const displayName = z.string().max(1_000).overwrite(cleanName).min(1).max(50)
export const description = z.string().max(2_000)
/** Also the document's other name for inappropriate content. */
export const reportType = z.enum([...REPORT_TYPES, 'inappropriate'])
/** On a message against the rules, for its reader only. */
export const flagged = z.literal(true).optional()

/** In `auth`, beside the credentials. */
export const handshake = z.object({
  /** The session that the client was in, for clients without an event for coming back; null: it knows of none. */
  sessionId: id.nullable(),
  /** The position in that session's log up to which it has everything. */
  lastSeq: seq,
  /** What the client can do that the document does not name, e.g. `confirm`, `mode`. */
  can: z.array(z.string().max(30)).max(20),
  /** The account that the page was opened as: credentials of another one are refused. */
  account: id,
})

/** What `{message, code}` events carry beside the text. */
export const refusal = z.object({
  message: z.string(),
  code: z.number().int(),
  /** Seconds until trying again makes sense. */
  retryAfter: z.number().int().optional(),
})

/** A report of the partner out of a session, in the dialects that have an event for it. */
export const partnerReport = z.object({
  /** `partnerId`. */
  reportedUserId: id,
  violationType: reportType,
  description: description.default(''),
})

/** Position from 1, estimate in whole seconds. */
export const queuePosition = z.object({ position: z.number().int(), estimatedWaitTime: z.number().int() })

const tooFast = { event: 'rate_limit_exceeded', form: forms.limit, text: 'Rate limit exceeded' } as const
const nothingToResume = (event: string) =>
  ({ event, form: forms.reason, text: 'Session expired or room no longer exists' }) as const

/** A family that answers with one event, in words of its own where there is no session. */
const answeringWith = (
  event: string,
  noSession?: NonNullable<ErrorFamily['overrides']>['SESSION_NOT_FOUND'],
) =>
  ({
    event,
    form: forms.object,
    always: true,
    overrides: { RATE_LIMIT_EXCEEDED: tooFast, ...(noSession && { SESSION_NOT_FOUND: noSession }) },
  }) satisfies ErrorFamily

/** omegoo sends its documented event always, and the acknowledgement too if one was asked for. */
export const families = {
  generic: answeringWith('error'),
  resume: answeringWith('error', nothingToResume('session-resume-failed')),
  text: answeringWith('text_chat_error', { text: 'No active text chat room' }),
  reconnect: answeringWith('text_chat_error', nothingToResume('text_reconnect_failed')),
  voice: answeringWith('voice_chat_error', { text: 'No active voice room' }),
  voiceReconnect: answeringWith('voice_chat_error', nothingToResume('voice_reconnect_failed')),
} as const satisfies Record<string, ErrorFamily>
