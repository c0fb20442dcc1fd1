import { z } from 'zod'
import { ROLES } from '@/lib/domain/accounts'
import { CONVERSATION_KINDS } from '@/lib/domain/conversations/conversation'
import { REPORT_STATUSES, REPORT_TYPES } from '@/lib/domain/moderation'
import { isoTime } from '../kit'
import { id } from './shared'
import { wholeInQuery } from './fields'

export const role = z.enum(ROLES)
/** Newest first; the next page is asked for by the last one's time and id. */
export const page = {
  limit: wholeInQuery(1, 100).default(20),
  before: isoTime.optional(),
  /** With `before`: the last one's id, so that of what was made in one millisecond nothing is skipped. */
  beforeId: id.optional(),
}

export const side = z.object({
  userId: z.string(),
  /** Null for guests without one, and for accounts that have gone. */
  displayName: z.string().nullable(),
  banned: z.boolean(),
})

/** A moderator, and until when they hold a case unless they go on. */
export const claim = z.object({ moderatorId: z.string(), until: isoTime })

export const reportCase = z.object({
  reportId: z.string(),
  /** Null: it is about a conversation. */
  sessionId: z.string().nullable(),
  conversationId: z.string().nullable(),
  /** Its kind, and its name where it has one; null: it is about a session, or the conversation is gone. */
  conversation: z.object({ kind: z.enum(CONVERSATION_KINDS), name: z.string().nullable() }).nullable(),
  reportType: z.enum(REPORT_TYPES),
  description: z.string(),
  status: z.enum(REPORT_STATUSES),
  /** Of a session, or `conversation`. */
  chatType: z.string(),
  createdAt: isoTime,
  reporter: side,
  reported: side,
  /** Reports against the reported person, this one among them. */
  reportsAgainst: z.number().int(),
  /** The moderator who is to decide it; null: anybody. */
  assigneeId: z.string().nullable(),
  /** Who has it before them; null: nobody. */
  claim: claim.nullable(),
})

export const auditEntry = z.object({
  /** Null: the system itself. */
  actorId: z.string().nullable(),
  action: z.string(),
  targetId: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  at: isoTime,
})

export const userSummary = z.object({
  userId: z.string(),
  displayName: z.string().nullable(),
  email: z.string().nullable(),
  role,
  tier: z.number().int(),
  banned: z.boolean(),
  /** Null: not banned, or without end. */
  bannedUntil: isoTime.nullable(),
  isActive: z.boolean(),
  createdAt: isoTime,
})
