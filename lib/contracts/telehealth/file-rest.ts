import { z } from 'zod'
import { BYTES_IN_MB, LARGEST_FILE_MB, PART_BOUNDS } from '@/lib/domain/conversations/attachment'
import { fileAnswer, rawBody, streamedFileBody } from '../bytes'
import { attachment } from '../conversation-fields'
import { envelope, isoTime, type RestRow } from '../kit'
import { wholeInQuery } from '../omegoo/fields'

const source = 'contracts, section 9 "files"'
const params = z.object({ id: z.string().min(1).max(100) })

const upload = z.object({
  uploadId: z.string(),
  size: z.number().int(),
  /** How much has arrived, in bytes: where it goes on. */
  offset: z.number().int(),
  /** What is not complete by then goes. */
  expiresAt: isoTime,
  /** Once it is complete. */
  file: attachment.nullable(),
})

const ofFile = { access: 'chat.send_messages', source } as const

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
  beginUpload: {
    ...ofFile,
    method: 'POST',
    path: '/api/v1/uploads',
    body: z.object({
      /** A conversation's id or a room's name. */
      conversationId: z.string().trim().min(1).max(200),
      name: z.string().trim().min(1).max(255),
      /** In bytes. */
      size: z
        .number()
        .int()
        .min(1)
        .max(LARGEST_FILE_MB * BYTES_IN_MB),
    }),
    response: envelope(upload),
    limits: ['requests', 'fileUploads'],
    summary: 'Begins to upload a file in parts, which goes on where it was cut off',
  },
  upload: {
    ...ofFile,
    method: 'GET',
    path: '/api/v1/uploads/:id',
    params,
    response: envelope(upload),
    limits: ['requests', 'fileParts'],
    summary: 'How much of one’s upload has arrived; for a day',
  },
  addPart: {
    ...ofFile,
    method: 'PUT',
    path: '/api/v1/uploads/:id',
    params,
    query: z.object({ offset: wholeInQuery(0, LARGEST_FILE_MB * BYTES_IN_MB) }),
    body: rawBody({ maxBytes: PART_BOUNDS.most, types: ['*/*'] }),
    response: envelope(upload),
    limits: ['requests', 'fileParts'],
    summary:
      'Adds a part at `offset`, of 250,000 bytes or more unless it is the last; with that the file is complete. Without a body after the last one that is tried again',
  },
  removeUpload: {
    ...ofFile,
    method: 'DELETE',
    path: '/api/v1/uploads/:id',
    params,
    response: envelope(z.object({ uploadId: z.string() })),
    limits: ['requests', 'fileParts'],
    summary: 'Gives an upload up',
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
