import { z } from 'zod'
import { attachment, mentions } from '../conversation-fields'
import { isoTime, seq } from '../kit'

export const sourceOf = (heading: string) => `spec/caas.md "${heading}"`

/** What the document does not name and clients of `/chat` need. */
export const CHAT = 'contracts, section 8 "`/chat`"'
export const EDITING = 'contracts, section 9 "editing, deleting, managing"'
export const RECEIPTS = sourceOf('Read Receipts with Privacy')

/** Events of both namespaces: everybody who may chat. */
export const members = { access: 'chat.access', family: 'caas' } as const

/** A message as it goes out. */
export const message = z.object({
  message_id: z.string(),
  conversation_id: z.string(),
  /** Empty: the account has gone. */
  sender_id: z.string(),
  sender_name: z.string(),
  /** Empty once it is deleted. */
  content: z.string(),
  message_type: z.string(),
  reply_to_id: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  attachments: z.array(attachment),
  /** Of all the others together. */
  status: z.enum(['sent', 'delivered', 'read']),
  created_at: isoTime,
  seq,
  mentions,
  /** It mentions everybody in the conversation. */
  mentions_everyone: z.boolean().optional(),
  /** Against the rules, as found when it was sent or edited. */
  flagged: z.boolean().optional(),
  edited_at: isoTime.optional(),
  deleted_at: isoTime.optional(),
})

/** A person, and the conversation that it is about. */
export const personIn = z.object({ conversation_id: z.string(), user_id: z.string() })
