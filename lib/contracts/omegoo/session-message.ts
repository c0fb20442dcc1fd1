import { z } from 'zod'
import { isoTime, seq } from '../kit'
import { clientMessageId, flagged, senderId } from './shared'

/** A message as `message-received` has it. */
export const sessionMessage = z.object({
  sessionId: z.string(),
  message: z.string(),
  type: z.enum(['text', 'image', 'audio']),
  timestamp: isoTime,
  messageId: z.string(),
  senderId,
  seq,
  flagged,
  /** Echoed to the sender only. */
  clientMessageId: clientMessageId.optional(),
})
