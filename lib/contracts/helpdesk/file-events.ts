import { z } from 'zod'
import { conversationId, messageId } from '../conversation-fields'
import { isoTime, type Namespace } from '../kit'
import { channelIdOut, chat, sourceOf } from './fields'

const source = sourceOf('File & System Events')

/** Files of channels, as the document has them: their content comes over REST. */
export const fileEvents = {
  inbound: {
    file_uploaded: {
      ...chat,
      access: 'chat.send_messages',
      input: z.object({
        channelId: conversationId,
        fileName: z.string().trim().min(1).max(255),
        /** In bytes. */
        fileSize: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
        fileType: z.string().max(255),
        /** One of one's own in the channel. */
        messageId,
      }),
      ack: z.object({ messageId: z.string() }),
      limits: ['conversationMessages'],
      summary: 'Tells the members of a channel that one’s own message there has a file',
      source,
    },
  },
  outbound: {
    file_upload_notification: {
      payload: z.object({
        messageId: z.string(),
        channelId: channelIdOut,
        uploadedBy: z.string(),
        uploaderName: z.string(),
        fileName: z.string(),
        fileSize: z.number().int(),
        fileType: z.string(),
        uploadedAt: isoTime,
      }),
      summary: 'A message in a channel has a file; to every connection of its members',
      source: sourceOf('System Events'),
    },
  },
} as const satisfies Namespace
