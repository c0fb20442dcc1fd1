import { z } from 'zod'
import { attachment, mentions } from '../conversation-fields'
import { isoTime, seq } from '../kit'

export const sourceOf = (heading: string) => `spec/telehealth.md "${heading}"`

/** Events of rooms: everybody who may chat. */
export const rooms = { access: 'chat.access', family: 'rooms' } as const

/** A room's name, or a conversation's id. */
export const roomId = z.string().trim().min(1).max(200)

/** Where an event names a visit in place of a room. */
export const place = { roomId: roomId.optional(), visitId: z.string().min(1).max(100).optional() }

/** A person in a room. */
export const participant = z.object({ userId: z.string(), role: z.string() })

/** A message as it goes out. @see spec/telehealth.md "Message Format" */
export const message = z.object({
  id: z.string(),
  /** Empty: the account has gone. */
  senderId: z.string(),
  senderName: z.string(),
  /** The other one of a pair. */
  recipientId: z.string().optional(),
  visitId: z.string().optional(),
  roomId: z.string(),
  conversationId: z.string(),
  /** Empty once it is deleted. */
  message: z.string(),
  messageType: z.string(),
  replyToId: z.string().nullable(),
  attachments: z.array(attachment),
  timestamp: isoTime,
  status: z.enum(['sent', 'delivered', 'read']),
  metadata: z.record(z.string(), z.unknown()),
  seq,
  mentions,
  /** It mentions everybody in the room. */
  mentionsEveryone: z.boolean().optional(),
  /** Against the rules: to be covered. */
  flagged: z.boolean().optional(),
  editedAt: isoTime.optional(),
  deletedAt: isoTime.optional(),
  /** Told to its sender only. */
  clientMessageId: z.string().optional(),
})
