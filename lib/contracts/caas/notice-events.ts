import { z } from 'zod'
import { BROADCAST_PRIORITIES } from '@/lib/domain/broadcasts'
import { isoTime, type Namespace } from '../kit'

/** What clients of `/chat` are sent of files that were attached elsewhere, and of broadcasts. */
export const noticeEvents = {
  outbound: {
    'file:attached': {
      payload: z.object({
        conversation_id: z.string(),
        message_id: z.string(),
        user_id: z.string(),
        file_name: z.string(),
        /** In bytes. */
        file_size: z.number(),
        file_type: z.string(),
        attached_at: isoTime,
      }),
      summary:
        'Somebody announced a file of their message, wherever that is; files of this server are in `attachments` of messages',
      source: 'contracts, section 9 "files"',
    },
    'broadcast:received': {
      payload: z.object({
        broadcast_id: z.string(),
        message: z.string(),
        priority: z.enum(BROADCAST_PRIORITIES),
        /** The sender’s display name. */
        from: z.string(),
        broadcast_at: isoTime,
      }),
      summary: 'A message of an administrator to everybody of the tenant',
      source: 'contracts, section 9 "broadcasts"',
    },
  },
} as const satisfies Pick<Namespace, 'outbound'>
