import { CONVERSATION_KINDS } from '@/lib/domain/conversations/conversation'
import { ALL_PERMISSIONS } from '@/lib/domain/permissions'
import { z } from 'zod'
import { MAX_SCREENSHOTS, REPORT_OUTCOMES, REPORT_STATUSES, REPORT_TYPES } from '@/lib/domain/moderation'
import { fileAnswer } from '../bytes'
import { envelope, isoTime, type RestRow } from '../kit'
import { kindsPart, livePart, messagesPart, pairingPart, sessionsPart, troublePart } from './admin-events'
import { auditEntry, page, reportCase, role, userSummary } from './admin-shared'
import { chatType, id } from './shared'
import { wholeInQuery } from './fields'

/** Means of what a client reported: per cent, ms, kbps; `connectTime` in ms, null: not known. */
const lineQuality = z.object({
  packetLoss: z.number(),
  jitter: z.number(),
  bitrate: z.number(),
  connectTime: z.number().nullable(),
  reconnects: z.number().int(),
  reports: z.number().int(),
})
/** A call that was reported: how long it was, and the line of each side; null without reports. */
const callQuality = z.object({
  durationMs: z.number(),
  reporter: lineQuality.nullable(),
  reported: lineQuality.nullable(),
})

/** How much the reports against the person weighed around the time of this one, and why. */
const credibility = z.object({
  /** Each between 0 and 1 by how often the reporter was right; a burst counts once. */
  weight: z.number(),
  /** Within the hour before; of one reporter the newest. */
  reports: z.number().int(),
  reporters: z.number().int(),
  /** Within minutes, by people who had met nobody else. */
  inBurst: z.number().int(),
  parts: z.array(z.object({ reportId: z.string(), weight: z.number(), isBurst: z.boolean() })),
  /** Until when meeting people pauses, or last paused; null: it never did. */
  pausedUntil: isoTime.nullable(),
})

const source = (heading: string) => `spec/omegoo.md "Admin Endpoints" · ${heading}`
const bodies = 'contracts, section 8 "bodies of administration"'

/** Administration. Callers without the permission get 2004 before anything of the request is read. */
export const adminRest = {
  dashboard: {
    method: 'GET',
    path: '/api/admin/dashboard',
    response: envelope(
      z.object({
        live: livePart,
        kinds: kindsPart,
        pairing: pairingPart,
        messages: messagesPart,
        sessions: sessionsPart,
        trouble: troublePart,
        /** Accounts; the day begins at midnight UTC. */
        users: z.object({ total: z.number().int(), newToday: z.number().int() }),
        reports: z.object({ pending: z.number().int() }),
        at: isoTime,
      }),
    ),
    access: 'admin.dashboard',
    limits: ['requests'],
    summary: 'The figures of now; what is not of the last minute counts since the start',
    source: source('GET /api/admin/dashboard'),
  },
  banUser: {
    method: 'POST',
    path: '/api/admin/ban-user',
    body: z.object({
      userId: id,
      reason: z.string().trim().min(1).max(2_000),
      /** Without it the ban has no end. */
      expiresAt: isoTime.nullish(),
      /** A report of this person, resolved in the same step. */
      reportId: id.optional(),
      /** About that report; stays in the audit log. */
      note: z.string().trim().max(2_000).optional(),
    }),
    response: envelope(z.object({ userId: z.string(), bannedUntil: isoTime.nullable() })),
    access: 'admin.bans',
    limits: ['requests'],
    summary: 'Bans an account and its devices; its sockets close at once; a report named is resolved',
    source: source('POST /api/admin/ban-user'),
  },
  adminReports: {
    method: 'GET',
    path: '/api/admin/reports',
    query: z.object({
      ...page,
      status: z.enum(REPORT_STATUSES).optional(),
      reportType: z.enum(REPORT_TYPES).optional(),
    }),
    response: envelope(z.object({ reports: z.array(reportCase), hasMore: z.boolean() })),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'The reports of everybody, newest first',
    source: source('GET /api/admin/reports'),
  },
  adminReport: {
    method: 'GET',
    path: '/api/admin/reports/:id',
    params: z.object({ id }),
    response: envelope(
      reportCase.extend({
        session: z.object({ startedAt: isoTime, endedAt: isoTime.nullable() }),
        /** When it happened, by the reporter's account. */
        occurredAt: isoTime.nullable(),
        /** How the call was; null: there was no sound. */
        quality: callQuality.nullable(),
        /**
         * The session's last messages, the last of each author and all flagged ones, oldest first; none after 90 days. Of a
         * conversation also what stands around the named ones, and of authors the two sides'.
         */
        messages: z.array(
          z.object({
            messageId: z.string(),
            senderId: z.string(),
            /** Of a picture: its path, by which it is opened. */
            content: z.string(),
            type: z.string(),
            timestamp: isoTime,
            /** Against the rules, as found when it was sent. */
            flagged: z.boolean(),
            /** What it was before it was edited, oldest first; of conversations. */
            originals: z.array(z.string()).optional(),
            /** Its author deleted it; `content` is what it was. */
            isDeleted: z.boolean().optional(),
            /** Names of what was attached. */
            files: z.array(z.string()).optional(),
            /** Those of them that can be opened, each by its path. */
            attachments: z
              .array(
                z.object({
                  name: z.string(),
                  /** By its content. */
                  type: z.string(),
                  /** In bytes. */
                  size: z.number().int(),
                  path: z.string(),
                }),
              )
              .optional(),
          }),
        ),
        /** Paths of the pictures, each of which is opened by itself; none after 90 days. */
        screenshots: z.array(z.string()),
        audit: z.array(auditEntry),
        /** The last 20 other reports against the reported person, and by them; newest first. */
        history: z.object({ against: z.array(reportCase), by: z.array(reportCase) }),
        /** The oldest undecided report, this one aside; null: there is none. */
        nextReportId: z.string().nullable(),
        credibility,
      }),
    ),
    access: 'admin.evidence',
    limits: ['requests'],
    summary: 'A report with its evidence and what was decided so far',
    source: bodies,
  },
  openScreenshot: {
    method: 'GET',
    path: '/api/admin/reports/:id/screenshots/:number',
    /** From 1. */
    params: z.object({ id, number: wholeInQuery(1, MAX_SCREENSHOTS) }),
    response: fileAnswer(['image/png', 'image/jpeg', 'image/webp']),
    access: 'admin.evidence',
    limits: ['requests'],
    summary: 'One picture of a report; the audit log has an entry of who opened it before it is sent',
    source: bodies,
  },
  openMessagePicture: {
    method: 'GET',
    path: '/api/admin/reports/:id/messages/:messageId/picture',
    params: z.object({ id, messageId: id }),
    response: fileAnswer(['image/*']),
    access: 'admin.evidence',
    limits: ['requests'],
    summary: 'A picture that was sent in the conversation; noted in the same way',
    source: bodies,
  },
  openEvidenceFile: {
    method: 'GET',
    path: '/api/admin/reports/:id/files/:fileId',
    params: z.object({ id, fileId: id }),
    response: fileAnswer(),
    access: 'admin.evidence',
    limits: ['requests'],
    summary: 'A file of a message in the evidence, for as long as that is kept; noted in the same way',
    source: bodies,
  },
  reviewReport: {
    method: 'PUT',
    path: '/api/admin/reports/:id',
    params: z.object({ id }),
    body: z.object({ status: z.enum(REPORT_OUTCOMES), note: z.string().trim().max(2_000).optional() }),
    response: envelope(z.object({ reportId: z.string(), status: z.enum(REPORT_OUTCOMES) })),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'Decides a report; the note stays in the audit log, the reporter sees the status',
    source: source('PUT /api/admin/reports/:id'),
  },
  adminUsers: {
    method: 'GET',
    path: '/api/admin/users',
    query: z.object({
      ...page,
      /** The beginning of an id, an e-mail address or a display name, whatever its case. */
      search: z.string().trim().min(1).max(254).optional(),
      role: role.optional(),
      tier: wholeInQuery(0, 2).optional(),
      banned: z.enum(['true', 'false']).optional(),
      /** Whether there is a report about them. */
      reported: z.enum(['true', 'false']).optional(),
    }),
    response: envelope(
      z.object({
        users: z.array(userSummary.extend({ reportsAgainst: z.number().int() })),
        hasMore: z.boolean(),
      }),
    ),
    access: 'admin.users',
    limits: ['requests'],
    summary: 'Accounts, newest first',
    source: source('GET /api/admin/users'),
  },
  adminUser: {
    method: 'GET',
    path: '/api/admin/users/:id',
    params: z.object({ id }),
    response: envelope(
      userSummary.extend({
        /** Whether an authenticator app or a passkey is asked for beside the password. */
        secondFactor: z.boolean(),
        platform: z.string().nullable(),
        attribution: z.object({
          source: z.string().optional(),
          medium: z.string().optional(),
          campaign: z.string().optional(),
        }),
        /** Whether the address of mail is confirmed. */
        emailVerified: z.boolean(),
        /** When a device of the account signed in last, or its last conversation ended. */
        seenAt: isoTime.nullable(),
        /** The last 50; never what was said or with whom. */
        sessions: z.array(
          z.object({
            sessionId: z.string(),
            chatType,
            startedAt: isoTime,
            endedAt: isoTime,
            endReason: z.string(),
            messagesSent: z.number().int(),
            messagesReceived: z.number().int(),
          }),
        ),
        /** The last 50 each. */
        reportsBy: z.array(reportCase),
        reportsAgainst: z.array(reportCase),
        /** Every ban there was, from the audit log. */
        bans: z.array(auditEntry),
        /** How many there are, never which: channels that the person made, and conversations that they are a member of. */
        conversations: z.object({
          channelsMade: z.number().int(),
          /** By kind; one without any is left out. */
          memberOf: z.partialRecord(z.enum(CONVERSATION_KINDS), z.number().int()),
        }),
        /** What their role may do. */
        permissions: z.array(z.enum(ALL_PERMISSIONS)),
        /** The last 100 entries of what the person did and what was done about them. */
        audit: z.array(auditEntry),
      }),
    ),
    access: 'admin.users',
    limits: ['requests'],
    summary: 'All that is kept of one person but what they said',
    source: bodies,
  },
  removeSecondFactor: {
    method: 'DELETE',
    path: '/api/admin/users/:id/second-factor',
    params: z.object({ id }),
    /** For the audit log. */
    body: z.object({ reason: z.string().trim().min(1).max(2_000) }),
    response: envelope(z.object({ userId: z.string(), endedLogins: z.number().int() })),
    access: 'admin.users',
    limits: ['requests'],
    summary: 'Takes a lost second factor away from another person, ends their logins and tells them by mail',
    source: 'the project’s own: a lost second factor',
  },
  setRole: {
    method: 'PUT',
    path: '/api/admin/users/:id/role',
    params: z.object({ id }),
    body: z.object({ role }),
    response: envelope(z.object({ userId: z.string(), role })),
    access: 'admin.users',
    limits: ['requests'],
    summary: 'Changes a role; the last administrator stays one',
    source: bodies,
  },
} as const satisfies Record<string, RestRow>
