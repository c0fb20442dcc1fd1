import { z } from 'zod'
import { APPEAL_OUTCOMES, APPEAL_STATUSES, MAX_CASE_TEXT, MAX_REPLY_TITLE } from '@/lib/domain/casework'
import { envelope, isoTime, type RestRow } from '../kit'
import { claim, page, side } from './admin-shared'
import { password } from './fields'
import { id } from './shared'
import { tenantHeaders } from './tenant-rest'

const bans = 'contracts, section 9 "bans and appeals"'
const work = 'the project’s own: what moderators do beside deciding'
const text = z.string().trim().min(1).max(MAX_CASE_TEXT)

const appealState = z.object({
  status: z.enum(APPEAL_STATUSES),
  /** For the person. */
  answer: z.string().nullable(),
  decidedAt: isoTime.nullable(),
})
const warning = z.object({
  warningId: z.string(),
  text: z.string(),
  createdAt: isoTime,
  /** The person has confirmed it. */
  seen: z.boolean(),
})
const note = z.object({
  noteId: z.string(),
  /** Null: not known any more. */
  by: z.string().nullable(),
  text: z.string(),
  createdAt: isoTime,
})
const reply = z.object({ replyId: z.string(), title: z.string(), text: z.string() })
const appeal = z.object({
  appealId: z.string(),
  user: side,
  text: z.string(),
  status: z.enum(APPEAL_STATUSES),
  answer: z.string().nullable(),
  decidedBy: z.string().nullable(),
  createdAt: isoTime,
  decidedAt: isoTime.nullable(),
  ban: z.object({
    /** The moderator, who does not answer the appeal; null: not known. */
    by: z.string().nullable(),
    reason: z.string(),
    /** Null: without end. */
    until: isoTime.nullable(),
    createdAt: isoTime,
  }),
  /** Upheld reports about the person, newest first, some at most; `byYou`: the caller made it. */
  reports: z.array(
    z.object({ reportId: z.string(), reportType: z.string(), createdAt: isoTime, byYou: z.boolean() }),
  ),
  claim: claim.nullable(),
})

/** Appeals by the banned, and moderators' work on cases. */
export const caseworkRest = {
  appeal: {
    method: 'POST',
    path: '/api/moderation/appeal',
    headers: tenantHeaders,
    body: z.union([
      z.object({ deviceFingerprint: z.string().max(4_000), text }),
      z.object({ email: z.string().max(254), password, text }),
    ]),
    response: envelope(z.object({ status: z.literal('pending'), createdAt: isoTime })),
    access: 'public',
    limits: ['credentials', 'passwordGuesses'],
    summary: 'Asks another moderator to look at a ban; without a login, once a ban',
    source: bans,
  },
  standing: {
    method: 'GET',
    path: '/api/moderation/standing',
    response: envelope(
      z.object({
        /** Newest first, at most 50. */
        warnings: z.array(warning),
        /** Of the last ban; null: there was none. */
        appeal: appealState.nullable(),
        /** Until when meeting people pauses; null: it does not. */
        pausedUntil: isoTime.nullable(),
      }),
    ),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'The warnings one was given, and what became of one’s appeal',
    source: work,
  },
  confirmWarnings: {
    method: 'POST',
    path: '/api/moderation/standing/confirm',
    response: envelope(z.object({ confirmed: z.number().int() })),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Says that one has seen one’s warnings',
    source: work,
  },
  unbanUser: {
    method: 'POST',
    path: '/api/admin/unban-user',
    body: z.object({ userId: id, reason: text }),
    response: envelope(z.object({ userId: z.string() })),
    access: 'admin.bans',
    limits: ['requests'],
    summary: 'Lifts the ban of an account and its devices; the reason stays in the audit log',
    source: bans,
  },
  adminAppeals: {
    method: 'GET',
    path: '/api/admin/appeals',
    query: z.object({ ...page, status: z.enum(APPEAL_STATUSES).optional() }),
    response: envelope(z.object({ appeals: z.array(appeal), hasMore: z.boolean() })),
    access: 'admin.bans',
    limits: ['requests'],
    summary: 'Appeals against bans, newest first',
    source: bans,
  },
  adminAppeal: {
    method: 'GET',
    path: '/api/admin/appeals/:id',
    params: z.object({ id }),
    response: envelope(appeal),
    access: 'admin.bans',
    limits: ['requests'],
    summary: 'One appeal with its ban',
    source: bans,
  },
  decideAppeal: {
    method: 'PUT',
    path: '/api/admin/appeals/:id',
    params: z.object({ id }),
    body: z.object({
      status: z.enum(APPEAL_OUTCOMES),
      answer: z.string().trim().max(MAX_CASE_TEXT).optional(),
    }),
    response: envelope(z.object({ appealId: z.string(), status: z.enum(APPEAL_OUTCOMES) })),
    access: 'admin.bans',
    limits: ['requests'],
    summary:
      'Upholds or lifts a ban; not by the moderator who made it. The person is told the answer where they sign in',
    source: bans,
  },
  claimCase: {
    method: 'POST',
    path: '/api/admin/cases/:id/claim',
    /** A report or an appeal. */
    params: z.object({ id }),
    response: envelope(claim),
    access: 'admin.reports',
    limits: ['requests'],
    summary:
      'Takes a report or an appeal for a minute, or goes on holding it; no other moderator decides it meanwhile',
    source: work,
  },
  releaseCase: {
    method: 'DELETE',
    path: '/api/admin/cases/:id/claim',
    params: z.object({ id }),
    response: envelope(z.object({})),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'Gives a case back',
    source: work,
  },
  assignReport: {
    method: 'PUT',
    path: '/api/admin/reports/:id/assignee',
    params: z.object({ id }),
    /** Null: nobody. */
    body: z.object({ userId: id.nullable() }),
    response: envelope(z.object({ reportId: z.string(), assigneeId: z.string().nullable() })),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'Names the moderator who is to decide a report',
    source: work,
  },
  warnUser: {
    method: 'POST',
    path: '/api/admin/users/:id/warnings',
    params: z.object({ id }),
    /** `reportId`: the report that led to it. */
    body: z.object({ text, reportId: id.optional() }),
    response: envelope(warning),
    access: 'admin.bans',
    limits: ['requests'],
    summary: 'Warns a person, by moderation-alert at once and in their account until they confirm it',
    source: work,
  },
  userRecord: {
    method: 'GET',
    path: '/api/admin/users/:id/record',
    params: z.object({ id }),
    response: envelope(
      z.object({
        /** Newest first, at most 50 each. */
        warnings: z.array(warning.extend({ by: z.string().nullable() })),
        notes: z.array(note),
      }),
    ),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'A person’s warnings, and what moderators noted about them',
    source: work,
  },
  noteUser: {
    method: 'POST',
    path: '/api/admin/users/:id/notes',
    params: z.object({ id }),
    body: z.object({ text }),
    response: envelope(note),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'Notes something about a person for the other moderators',
    source: work,
  },
  retention: {
    method: 'GET',
    path: '/api/admin/retention',
    response: envelope(
      z.object({
        /** The last 31 runs of the nightly deletion, newest first: how many rows went, by kind. */
        runs: z.array(z.object({ at: isoTime, deleted: z.record(z.string(), z.number().int()) })),
        /** How long things are kept, in days. */
        keptDays: z.record(z.string(), z.number().int()),
      }),
    ),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'What the nightly deletion removed, for the tenant that runs the deployment',
    source: 'spec/omegoo.md "Data Retention"',
  },
  savedReplies: {
    method: 'GET',
    path: '/api/admin/saved-replies',
    response: envelope(z.object({ replies: z.array(reply) })),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'Texts that moderators use again',
    source: work,
  },
  saveReply: {
    method: 'POST',
    path: '/api/admin/saved-replies',
    body: z.object({ title: z.string().trim().min(1).max(MAX_REPLY_TITLE), text }),
    response: envelope(reply),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'Keeps a text for using it again; at most 100 in a tenant',
    source: work,
  },
  changeReply: {
    method: 'PUT',
    path: '/api/admin/saved-replies/:id',
    params: z.object({ id }),
    body: z.object({ title: z.string().trim().min(1).max(MAX_REPLY_TITLE), text }),
    response: envelope(reply),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'Changes a saved text',
    source: work,
  },
  removeReply: {
    method: 'DELETE',
    path: '/api/admin/saved-replies/:id',
    params: z.object({ id }),
    response: envelope(z.object({})),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'Removes a saved text',
    source: work,
  },
} as const satisfies Record<string, RestRow>
