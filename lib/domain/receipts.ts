import type { Millis, SessionId } from './ids'
import type { MediaQuality } from './media/media'
import { REPORTABLE_AFTER_END_MS } from './moderation'
import type { Rating } from './ratings'
import { KEPT_DAYS } from './retention'
import type { ChatType } from './sessions'

const DAY_MS: Millis = 24 * 60 * 60_000

/** What is kept of a session about one of its two people. */
export interface SessionFacts {
  readonly sessionId: SessionId
  readonly chatType: ChatType
  readonly startedAt: Millis
  readonly endedAt: Millis
  readonly endReason: string
  readonly messagesSent: number
  readonly messagesReceived: number
  readonly quality: MediaQuality | null
  readonly rating: Rating | null
  /** By this person; null: none. */
  readonly report: {
    readonly createdAt: Millis
    readonly type: string
    /** Whether the messages that went with it are still there. */
    readonly hasEvidence: boolean
    readonly screenshots: number
  } | null
  /** By this person; null: none. */
  readonly blockedAt: Millis | null
}

/** `kept` until then, `gone` since then, `never` kept at all; `untold`: nobody learns from a receipt that they were reported. */
export type ReceiptState = 'kept' | 'gone' | 'never' | 'untold'

/** What can be kept of a session, each with a reason of its own. */
export const RECEIPT_KINDS = [
  'session',
  'quality',
  'rating',
  'messages',
  'media',
  'report',
  'evidence',
  'block',
  'reportsByOthers',
] as const
export type ReceiptKind = (typeof RECEIPT_KINDS)[number]

export interface ReceiptEntry {
  readonly what: ReceiptKind
  readonly state: ReceiptState
  /** Why, in a word that screens have a sentence for. */
  readonly why: 'history' | 'line' | 'matching' | 'reporting' | 'direct' | 'moderation' | 'safety' | 'privacy'
  /** When it goes, or went; null: when its owner takes it away, or does not apply. */
  readonly until: Millis | null
  readonly details: Readonly<Record<string, string | number>>
}

/**
 * What is kept of a session about one person, why and until when, from the rows that there are.
 *
 * What has gone has a line for as long as the session's own row stays; that row is the last to go.
 *
 * @see spec/omegoo.md "Data Retention"
 */
export function receiptOf(facts: SessionFacts, now: Millis): readonly ReceiptEntry[] {
  const sessionUntil = facts.endedAt + KEPT_DAYS.sessions * DAY_MS
  const messagesUntil = facts.endedAt + REPORTABLE_AFTER_END_MS
  return [
    {
      what: 'session',
      state: 'kept',
      why: 'history',
      until: sessionUntil,
      details: {
        // Nobody learns from a receipt that they were reported: it ended as when a partner leaves.
        endReason: facts.endReason === 'reported' && !facts.report ? 'left' : facts.endReason,
        messagesSent: facts.messagesSent,
        messagesReceived: facts.messagesReceived,
      },
    },
    ...qualityEntry(facts, sessionUntil),
    ...ratingEntry(facts, sessionUntil),
    {
      what: 'messages',
      state: now < messagesUntil ? 'kept' : 'gone',
      why: 'reporting',
      until: messagesUntil,
      details: {},
    },
    ...(facts.chatType === 'text'
      ? []
      : [{ what: 'media', state: 'never', why: 'direct', until: null, details: {} } as const]),
    ...reportEntries(facts, now),
    ...(facts.blockedAt === null
      ? []
      : [{ what: 'block', state: 'kept', why: 'safety', until: null, details: {} } as const]),
    { what: 'reportsByOthers', state: 'untold', why: 'privacy', until: null, details: {} },
  ]
}

function qualityEntry({ quality }: SessionFacts, until: Millis): readonly ReceiptEntry[] {
  if (!quality) return []
  const { packetLoss, jitter, bitrate, reconnects } = quality
  const details = { packetLoss, jitter, bitrate, reconnects }
  return [{ what: 'quality', state: 'kept', why: 'line', until, details }]
}

function ratingEntry({ rating }: SessionFacts, until: Millis): readonly ReceiptEntry[] {
  return rating === null
    ? []
    : [{ what: 'rating', state: 'kept', why: 'matching', until, details: { rating } }]
}

function reportEntries({ report }: SessionFacts, now: Millis): readonly ReceiptEntry[] {
  if (!report) return []
  const { createdAt, type, hasEvidence, screenshots } = report
  const until = createdAt + KEPT_DAYS.evidence * DAY_MS
  return [
    { what: 'report', state: 'kept', why: 'moderation', until: null, details: { type } },
    {
      what: 'evidence',
      state: hasEvidence && now < until ? 'kept' : 'gone',
      why: 'moderation',
      until,
      details: { screenshots },
    },
  ]
}
