import { z } from 'zod'
import { MAX_NAMED_MESSAGES, MAX_SCREENSHOTS } from '@/lib/domain/moderation'
import { envelope, isoTime, type RestRow } from '../kit'
import { chatType, description, id, reportType, sessionId } from './shared'
import { wholeInQuery } from './fields'

const source = (heading: string) => `spec/omegoo.md "Moderation Endpoints" · ${heading}`
const block = 'contracts, section 8 "blocking"'
/** 700 KB as base64, with room for a data URL's head. */
const screenshot = z.string().max(956_000)

/** Reports and blocks. */
export const moderationRest = {
  report: {
    method: 'POST',
    path: '/api/moderation/report',
    body: z
      .object({
        sessionId: sessionId.optional(),
        /** Instead: a conversation in which one is a member. */
        conversationId: z.string().min(1).max(200).optional(),
        /** Messages of one person in it, at most 10. */
        messageIds: z.array(id).min(1).max(MAX_NAMED_MESSAGES).optional(),
        /** In a conversation: an account, when no messages are named. */
        reportedUserId: id.optional(),
        reportType: reportType,
        description: description.default(''),
        evidence: z
          .object({
            screenshots: z.array(screenshot).max(MAX_SCREENSHOTS).default([]),
            timestamp: isoTime.optional(),
          })
          .optional(),
      })
      .refine(
        ({ sessionId: session, conversationId }) =>
          (session === undefined) !== (conversationId === undefined),
        { message: 'Either a session or a conversation', path: ['sessionId'] },
      )
      .meta({ examples: [{ sessionId: 'a session', reportType: 'harassment' }] }),
    response: envelope(z.object({ reportId: z.string(), status: z.string(), createdAt: isoTime })),
    access: 'authenticated',
    limits: ['report', 'reportOfAccount'],
    maxBytes: 3_000_000,
    summary:
      'Reports a session during it or within 5 minutes after it, or a person in a conversation; again adds to the first report',
    source: source('POST /api/moderation/report'),
  },
  userReports: {
    method: 'GET',
    path: '/api/moderation/user-reports',
    query: z.object({
      limit: wholeInQuery(1, 100).default(20),
      before: isoTime.optional(),
    }),
    response: envelope(
      z.object({
        reports: z.array(
          z.object({
            reportId: z.string(),
            /** Null: it is about a conversation. */
            sessionId: z.string().nullable(),
            conversationId: z.string().nullable(),
            reportType: z.string(),
            description: z.string(),
            status: z.string(),
            createdAt: isoTime,
          }),
        ),
        hasMore: z.boolean(),
      }),
    ),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'The reports one has submitted',
    source: source('GET /api/moderation/user-reports'),
  },
  blocks: {
    method: 'GET',
    path: '/api/moderation/blocks',
    response: envelope(
      z.object({
        blocks: z.array(
          z.object({
            blockId: z.string(),
            createdAt: isoTime,
            madeBy: z.enum(['block', 'report']),
            /** Where it was made; absent when it was made by an account's id. */
            sessionId: z.string().optional(),
            chatType: chatType.optional(),
            /** Only where the block was made by it. */
            userId: z.string().optional(),
          }),
        ),
      }),
    ),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'The blocks one has made, by ids of their own: whom they name are strangers',
    source: block,
  },
  block: {
    method: 'POST',
    path: '/api/moderation/block',
    /** `partnerId` of a session, live or past, or an account's id, which ends no session. */
    body: z.object({ userId: id }),
    response: envelope(z.object({ userId: z.string(), blockId: z.string() })),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Never meets this person again; named by the partnerId of the live session, that session ends',
    source: block,
  },
  unblock: {
    method: 'DELETE',
    path: '/api/moderation/block/:userId',
    /** `blockId`, or the name by which the block was made. */
    params: z.object({ userId: id }),
    response: envelope(z.object({ userId: z.string() })),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Takes a block back',
    source: block,
  },
} as const satisfies Record<string, RestRow>
