import { z } from 'zod'
import { ADMINISTERED_KINDS, SHOWN_DAYS } from '@/lib/domain/conversations/administered'
import { envelope, isoDay, isoTime, type RestRow } from '../kit'
import { auditEntry, page, role } from './admin-shared'
import { id } from './shared'
import { wholeInQuery } from './fields'

const source = 'lib/DECISIONS.md, 288'

const count = z.number().int()

const conversation = z.object({
  conversationId: z.string(),
  kind: z.enum(ADMINISTERED_KINDS),
  /** Of a channel; null: a visit has none. */
  name: z.string().nullable(),
  description: z.string().nullable(),
  isPrivate: z.boolean(),
  /** The tenant's first channel, which stays, and stays open to everybody. */
  isGeneral: z.boolean(),
  createdAt: isoTime,
  /** Who made it, or hosts it; null: nobody, or their account has gone. */
  maker: z.object({ userId: z.string(), displayName: z.string().nullable() }).nullable(),
  memberCount: count,
  /** Written in all. */
  messages: count,
  /** Null: there is no message. */
  lastMessageAt: isoTime.nullable(),
  /** Messages by UTC day, those with one alone, oldest first; some seconds late. */
  days: z.array(z.object({ day: isoDay, messages: count })),
  /** Null: it is a channel. */
  visit: z
    .object({
      visitId: z.string(),
      scheduledAt: isoTime.nullable(),
      endedAt: isoTime.nullable(),
      /** The host among them. */
      invited: count,
      waiting: count,
    })
    .nullable(),
})

/** What administrators see of channels and visits, which is never what is written in them. */
export const conversationAdminRest = {
  adminConversations: {
    method: 'GET',
    path: '/api/admin/conversations',
    query: z.object({
      ...page,
      kind: z.enum(ADMINISTERED_KINDS).default('channel'),
      /** The beginning of an id, of a name, or of the name of who made it, whatever its case. */
      search: z.string().trim().min(1).max(200).optional(),
    }),
    response: envelope(z.object({ conversations: z.array(conversation), hasMore: z.boolean() })),
    access: 'chat.manage_channels',
    limits: ['requests'],
    summary: `Channels or visits of the tenant, newest first, with the messages of ${SHOWN_DAYS.list} days`,
    source,
  },
  adminConversation: {
    method: 'GET',
    path: '/api/admin/conversations/:id',
    params: z.object({ id }),
    response: envelope(conversation.extend({ audit: z.array(auditEntry) })),
    access: 'chat.manage_channels',
    limits: ['requests'],
    summary: `One channel or visit with the messages of ${SHOWN_DAYS.one} days, and what was done about it`,
    source,
  },
  adminConversationMembers: {
    method: 'GET',
    path: '/api/admin/conversations/:id/members',
    params: z.object({ id }),
    query: z.object({
      /** The last person of the page before. */
      after: id.optional(),
      limit: wholeInQuery(1, 100).default(50),
    }),
    response: envelope(
      z.object({
        members: z.array(
          z.object({
            userId: z.string(),
            displayName: z.string().nullable(),
            role,
            joinedAt: isoTime,
            /** What the person may do there, by their role and by having made it. */
            mayWrite: z.boolean(),
            mayManage: z.boolean(),
          }),
        ),
        hasMore: z.boolean(),
      }),
    ),
    access: 'chat.manage_channels',
    limits: ['requests'],
    summary: 'Members of a channel or visit, those who joined first first, and what each may do there',
    source,
  },
} as const satisfies Record<string, RestRow>
