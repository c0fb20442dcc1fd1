import type { Conversation, ConversationKind } from '@/lib/domain/conversations/conversation'
import type { Attachment } from '@/lib/domain/conversations/attachment'
import type { ConversationMessage, ConversationMessageType } from '@/lib/domain/conversations/message'
import type { ConversationModel } from '../generated/models/Conversation'
import type { MessageModel } from '../generated/models/Message'

export type ConversationRow = Pick<
  ConversationModel,
  | 'id'
  | 'tenantId'
  | 'kind'
  | 'key'
  | 'name'
  | 'description'
  | 'isPrivate'
  | 'creatorId'
  | 'createdAt'
  | 'closedAt'
>

/** What a column of text holds. */
export const toKind = (column: string) => column as ConversationKind

export function toConversation(row: ConversationRow): Conversation {
  const { id, tenantId, kind, key, name, description, isPrivate, creatorId, createdAt, closedAt } = row
  return {
    id,
    tenantId,
    kind: toKind(kind),
    key,
    name,
    description,
    isPrivate,
    creator: creatorId,
    createdAt: createdAt.getTime(),
    ...(closedAt === null ? {} : { closedAt: closedAt.getTime() }),
  }
}

export type MessageRow = MessageModel & { readonly author: { readonly displayName: string | null } | null }

export function toMessage({ author, ...row }: MessageRow): ConversationMessage {
  return {
    id: row.id,
    conversation: row.conversationId,
    seq: row.seq,
    author: row.authorId === null ? null : { user: row.authorId, displayName: author?.displayName ?? null },
    type: row.type as ConversationMessageType,
    text: row.text,
    replyTo: row.replyToId,
    metadata: row.metadata as Readonly<Record<string, unknown>> | null,
    attachments: (row.attachments as readonly Attachment[] | null) ?? [],
    at: row.createdAt.getTime(),
    editedAt: row.editedAt?.getTime() ?? null,
    deletedAt: row.deletedAt?.getTime() ?? null,
    clientMessageId: row.clientMessageId,
    mentions: { people: row.mentions, everybody: row.mentionsAll },
    ...(row.flagged && { flagged: true }),
  }
}

export const WITH_AUTHOR = { author: { select: { displayName: true } } } as const
