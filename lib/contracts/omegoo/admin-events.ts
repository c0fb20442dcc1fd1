import { z } from 'zod'
import { ROLES } from '@/lib/domain/accounts'
import { RELAY_STATES } from '@/lib/domain/media/ice'
import { APPEAL_OUTCOMES } from '@/lib/domain/casework'
import { REPORT_OUTCOMES, REPORT_TYPES } from '@/lib/domain/moderation'
import { alertFields } from './alerts-rest'
import { refusal } from './shared'
import { type Namespace, isoTime, millis } from '../kit'

const source = 'contracts, section 8 "live administration feed"'
const count = z.number().int()
const counts = z.record(z.string(), count)

/** `[bucket, count]` pairs; bucket n ends at 10^(n/20) ms, the same in every process. */
const sparseHistogram = z.array(z.tuple([count, count]).readonly()).readonly()

export const livePart = z.object({ online: count, waiting: count, talking: count })
const kindCount = z.object({ waiting: count, talking: count })
/** People by kind of session, right now. */
export const kindsPart = z.object({ text: kindCount, audio: kindCount, video: kindCount })
export const pairingPart = z.object({
  /** Milliseconds, of the last minute. */
  p50: millis,
  p95: millis,
  p99: millis,
  /** Per cent. */
  underOneSecond: z.number(),
  /** Pairings measured. */
  count,
})
export const messagesPart = z.object({ perMinute: count, total: count, averagePerSession: z.number() })
export const sessionsPart = z.object({
  active: count,
  total: count,
  /** Milliseconds. */
  averageDuration: z.number(),
  /** Ended sessions by cause. */
  causes: counts,
  requeues: count,
  requeuesPerHour: z.number(),
})
export const troublePart = z.object({
  /** Refusals for being too fast, by limit. */
  limits: counts,
  /** Bugs and outages, by where they were noticed. */
  errors: counts,
  /** Microphones and cameras that people did not get, by `<kind> <error>`. */
  devices: counts,
  /** People waiting right now who did nothing but leave, and are made to wait for it. */
  heldBack: count,
  /** Whether the relays for voice and video answer; null: there are none. */
  relay: z.enum(RELAY_STATES).nullable(),
})

const point = pairingPart.extend({
  /** The point's end; it is of 10 s. */
  at: millis,
  ...livePart.shape,
  /** Within the 10 s. */
  messages: count,
  ended: count,
  /** People who searched again within a minute of a session's end. */
  requeues: count,
  limits: count,
  errors: count,
  /** Times to a pair, and lengths of the sessions that ended. */
  waits: sparseHistogram,
  lengths: sparseHistogram,
  /** What `ended`, `limits` and `errors` are made of. */
  causes: counts,
  limitKinds: counts,
  errorKinds: counts,
  kinds: kindsPart.optional(),
  /** Of sessions with sound or picture. Loss is in hundredths of a per cent. */
  calls: z.object({ setup: sparseHistogram, loss: sparseHistogram, ended: count, failed: count }).optional(),
})

/** What administrators watch. Nothing is asked for here: each event comes when its figures changed, at most once a second. */
export const adminEvents = {
  access: 'admin.area',
  inbound: {},
  outbound: {
    error: { payload: refusal, summary: 'A refusal', source: 'contracts, section 3 "Errors"' },
    'admin:snapshot': {
      payload: z.object({
        live: livePart,
        kinds: kindsPart,
        pairing: pairingPart,
        messages: messagesPart,
        sessions: sessionsPart,
        trouble: troublePart,
        /** The last hour, oldest first. */
        points: z.array(point),
      }),
      summary: 'Once on connection, to administrators: the figures, and the last hour of them',
      source,
    },
    'admin:live': {
      payload: livePart.extend({ at: millis }),
      summary: 'People connected, waiting and talking',
      source,
    },
    'admin:kinds': { payload: kindsPart, summary: 'People waiting and talking, by kind of session', source },
    'admin:pairing': { payload: pairingPart, summary: 'Pairing times of the last minute', source },
    'admin:messages': { payload: messagesPart, summary: 'Messages in the last minute and in all', source },
    'admin:sessions': { payload: sessionsPart, summary: 'Sessions, why they ended, and requeues', source },
    'admin:trouble': { payload: troublePart, summary: 'Limits hit and errors, by kind', source },
    'admin:point': { payload: point, summary: 'The next point of the last hour, every 10 s', source },
    'admin:alert': {
      payload: alertFields,
      summary: 'An alert was raised, became worse, or is over',
      source,
    },
    'admin:role': {
      payload: z.object({ role: z.enum(ROLES) }),
      summary: 'One’s own role is another one now; what it may not see is not sent any more',
      source: 'contracts, section 2 "Identity and access"',
    },
    'admin:report': {
      payload: z.object({
        reportId: z.string(),
        /** Null: it is about a conversation. */
        sessionId: z.string().nullable(),
        conversationId: z.string().nullable(),
        reportType: z.enum(REPORT_TYPES),
        chatType: z.string(),
        reporterId: z.string(),
        reportedId: z.string(),
        createdAt: isoTime,
      }),
      summary: 'A new report, at once; to moderators too',
      source,
    },
    'admin:case-claimed': {
      payload: z.object({
        /** A report or an appeal. */
        caseId: z.string(),
        /** Null: nobody has it any more. */
        claim: z.object({ moderatorId: z.string(), until: isoTime }).nullable(),
      }),
      summary: 'A moderator has a case before them, or gave it back; to moderators too',
      source,
    },
    'admin:appeal': {
      payload: z.object({ appealId: z.string(), userId: z.string(), createdAt: isoTime }),
      summary: 'A banned person appealed; to moderators too',
      source,
    },
    'admin:appeal-decided': {
      payload: z.object({ appealId: z.string(), status: z.enum(APPEAL_OUTCOMES) }),
      summary: 'Somebody decided an appeal; to moderators too',
      source,
    },
    'admin:revenue': {
      payload: z.object({ at: isoTime }),
      summary: 'Orders, refunds or spending changed: who looks at the figures reads them again',
      source: 'DECISIONS 176',
    },
    'admin:acquisition': {
      payload: z.object({ at: isoTime }),
      summary: 'Somebody registered: who looks at where people come from reads the figures again',
      source: 'DECISIONS 212',
    },
    'admin:engagement': {
      payload: z.object({ at: isoTime }),
      summary: 'People did something: who looks at what they do reads the figures again',
      source: 'DECISIONS 212',
    },
    'admin:report-reviewed': {
      payload: z.object({ reportId: z.string(), status: z.enum(REPORT_OUTCOMES) }),
      summary: 'Somebody decided a report; to moderators too',
      source,
    },
  },
} as const satisfies Namespace
