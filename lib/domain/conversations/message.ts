import type { AttachmentId, ConversationId, MessageId, Millis, UserId } from '../ids'
import { hasVisible } from '../visible-text'
import type { Attachment } from './attachment'
import type { Mentions } from './mentions'

/** Kinds of message that the contracts name between them. `system` is ours: nobody sends it. */
export const CONVERSATION_MESSAGE_TYPES = ['text', 'file', 'image', 'gif', 'ticket_link'] as const
export type ConversationMessageType = (typeof CONVERSATION_MESSAGE_TYPES)[number]

/** Characters (UTF-16 units) that a message in a conversation may have. */
export const MAX_CONVERSATION_TEXT = 4_000
/** Messages that a page of history may have. */
export const PAGE_MAX = 100
/** Of a message's `metadata`, as JSON. */
export const MAX_METADATA_BYTES = 4_096

/** Who wrote a message; null: their account has gone. */
export type Author = { readonly user: UserId; readonly displayName: string | null } | null

/** A message as it is kept. */
export interface ConversationMessage {
  readonly id: MessageId
  readonly conversation: ConversationId
  /** Its place in the conversation, from 1, the same for everybody. */
  readonly seq: number
  readonly author: Author
  readonly type: ConversationMessageType
  /** Empty once it is deleted. */
  readonly text: string
  readonly replyTo: MessageId | null
  /** What the sending client added; opaque. */
  readonly metadata: Readonly<Record<string, unknown>> | null
  /** In the order in which their sender gave them. */
  readonly attachments: readonly Attachment[]
  readonly at: Millis
  readonly editedAt: Millis | null
  readonly deletedAt: Millis | null
  /** Echoed to its sender only. */
  readonly clientMessageId: string | null
  /** As found when it was sent or edited; for who notifies, too. */
  readonly mentions: Mentions
  /** Against the rules, as found when it was sent or edited. */
  readonly flagged?: boolean
}

/** What a person wants to send. */
export interface MessageDraft {
  readonly text: string
  readonly type: ConversationMessageType
  readonly replyTo: MessageId | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  /** Files that the sender has uploaded to the conversation; each once, MAX_ATTACHMENTS at most. */
  readonly attachments: readonly AttachmentId[]
  readonly clientMessageId: string | null
}

/** How far the others of a conversation are, all of them: sequence numbers. */
export interface Reach {
  readonly read: number
  readonly delivered: number
}

/** What has become of a message, by how far all the others are. */
export function statusFor(seq: number, reach: Reach | undefined): 'sent' | 'delivered' | 'read' {
  if (!reach) return 'sent'
  if (seq <= reach.read) return 'read'
  return seq <= reach.delivered ? 'delivered' : 'sent'
}

/**
 * The text as it is kept: trimmed, lone surrogates replaced; tags stay, because clients show text as text.
 *
 * @returns undefined where there is nothing to see in it, and `too-long` beyond MAX_CONVERSATION_TEXT
 */
export function keptText(raw: string): { readonly text: string } | 'empty' | 'too-long' {
  const text = raw.toWellFormed().trim()
  if (text.length > MAX_CONVERSATION_TEXT) return 'too-long'
  return hasVisible(text) ? { text } : 'empty'
}
