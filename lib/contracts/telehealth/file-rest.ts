import { z } from 'zod'
import { BYTES_IN_MB, LARGEST_FILE_MB } from '@/lib/domain/conversations/attachment'
import { fileAnswer, streamedFileBody } from '../bytes'
import { attachment } from '../conversation-fields'
import { envelope, type RestRow } from '../kit'

const source = 'contracts, section 9 "files"'
const params = z.object({ id: z.string().min(1).max(100) })

/** Files of conversations. Beyond MAX_FILE_MB of the server they are refused with 413. */
export const fileRest = {
  uploadFile: {
    method: 'POST',
    path: '/api/v1/files',
    query: z.object({
      /** A conversation's id or a room's name. */
      conversationId: z.string().trim().min(1).max(200),
    }),
    body: streamedFileBody({ maxBytes: LARGEST_FILE_MB * BYTES_IN_MB, types: ['*/*'] }),
    response: envelope(attachment),
    access: 'chat.send_messages',
    limits: ['requests', 'fileUploads'],
    summary: 'Uploads a file to a conversation that one may write in; a message with it is sent afterwards',
    source,
  },
  openFile: {
    method: 'GET',
    path: '/api/v1/files/:id',
    params,
    response: fileAnswer(),
    access: 'chat.access',
    limits: ['fileReads'],
    summary:
      'A file, for members of its conversation; until it is attached to a message, for who uploaded it',
    source,
  },
  openThumbnail: {
    method: 'GET',
    path: '/api/v1/files/:id/thumbnail',
    params,
    response: fileAnswer(['image/webp']),
    access: 'chat.access',
    limits: ['fileReads'],
    summary: 'A picture with at most 640 pixels on its longer side',
    source,
  },
} as const satisfies Record<string, RestRow>
