import type { AttachmentId, ConversationId, MessageId, Millis, TenantId, UserId } from '../ids'

/** A file of a message, as everybody in the conversation knows it. */
export interface Attachment {
  readonly id: AttachmentId
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** The media type that its content shows. */
  readonly type: string
  /** Of pictures, in pixels; null: it is none. */
  readonly width: number | null
  readonly height: number | null
  /** There is a smaller picture of it. */
  readonly hasThumbnail: boolean
}

/** What is kept under a hash. */
export interface Content {
  /** SHA-256 of it, in hex. */
  readonly hash: string
  /** In bytes. */
  readonly size: number
}

/** A file as it is kept. */
export interface StoredAttachment extends Omit<Attachment, 'hasThumbnail' | 'size'> {
  readonly tenantId: TenantId
  /** Null: the conversation has gone. */
  readonly conversation: ConversationId | null
  /** Null: the account has gone. */
  readonly uploader: UserId | null
  /** Null: it is attached to no message yet. */
  readonly message: MessageId | null
  readonly content: Content
  readonly thumbnail: Content | null
  readonly createdAt: Millis
}

/** Files of one message. */
export const MAX_ATTACHMENTS = 10
/** No configuration takes larger files: so much may arrive at the port. */
export const LARGEST_FILE_MB = 500
export const BYTES_IN_MB = 1_000_000
/** The longer side of a thumbnail, in pixels. */
export const THUMBNAIL_PX = 640
/** What a thumbnail is, whatever the picture. */
export const THUMBNAIL_TYPE = 'image/webp'

const DAY_MS: Millis = 24 * 60 * 60_000

/** Bounds of what one person may upload. */
export const UPLOAD_BOUNDS = {
  /** Uploads under way, in one process. */
  atOnce: 3,
  /** Files that are attached to no message. */
  unattached: 50,
  /** Bytes in `windowMs`. */
  bytes: 1_000 * BYTES_IN_MB,
  windowMs: DAY_MS,
} as const

/** Bounds of uploads that go on where they were cut off. */
export const PART_BOUNDS = {
  /** Of one part, in bytes: what is sent again at most. */
  most: 4 * BYTES_IN_MB,
  /** Of every part but the last, so that a file is not thousands of them. */
  least: 250_000,
  /** Uploads of one person that are not complete. */
  open: 10,
  /** What is not complete by then goes. */
  keptMs: DAY_MS,
} as const

/** What a person has begun to upload and not completed. */
export interface BegunUploads {
  readonly count: number
  /** As declared. */
  readonly bytes: number
}

/** Whether another upload of this size may begin. */
export function mayBegin(usage: Usage, begun: BegunUploads, size: number): boolean {
  return begun.count < PART_BOUNDS.open && mayUpload(usage, begun.bytes + size)
}

/** Whether a part of this size may be added to what has arrived. */
export function isPart(size: number, { received, whole }: { received: number; whole: number }): boolean {
  const isLast = received + size === whole
  return size > 0 && received + size <= whole && (isLast || size >= PART_BOUNDS.least)
}

/** A file that nobody attached by then goes. */
export const UNATTACHED_FOR_MS: Millis = DAY_MS

/** Pictures that are decoded and written anew, so that neither the place where they were taken nor anything else hidden in them travels on. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

/** Is read, and written as WebP: writing AVIF takes a processor half a minute for a photograph. */
const AVIF = 'image/avif'

/** What telephones make of photographs, and what can be read neither here nor by most browsers. */
const HEIC = /^image\/hei[cf](?:-sequence)?$/
export const isHeic = (shown: string | undefined): boolean => HEIC.test(shown ?? '')

/** The name of a file that is kept as another type than it came as. */
export const nameAs = (name: string, type: string): string =>
  type === 'image/webp' ? name.replace(/\.avif$/i, '.webp') : name

/** What is kept as it came, by what its content shows. Nothing of it runs: it is only ever saved. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/zip',
  'application/gzip',
  'application/x-7z-compressed',
  'application/rtf',
  'application/epub+zip',
  'application/x-cfb',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
  'audio/ogg',
  'audio/opus',
  'audio/flac',
  'audio/wav',
  'audio/amr',
  'video/mp4',
  'video/x-m4v',
  'video/webm',
  'video/quicktime',
  'video/ogg',
  'video/3gpp',
  'video/matroska',
])

/** Text formats that file types know by their content; they are kept as plain text, so that no browser makes a page of them. */
const TEXT_TYPES: ReadonlySet<string> = new Set(['application/xml', 'text/calendar', 'text/vcard'])

/**
 * As what a file is kept.
 *
 * @param shown - the media type that its content shows; undefined: none that is known
 * @param isText - all of it is UTF-8 without control characters
 * @returns undefined: such files are not taken
 */
export function keptType(shown: string | undefined, isText: boolean): string | undefined {
  const type = shown?.split(';')[0]?.trim()
  if (type === AVIF) return 'image/webp'
  if (type !== undefined && (isPicture(type) || OTHER_TYPES.has(type))) return type
  return isText && (type === undefined || TEXT_TYPES.has(type)) ? 'text/plain' : undefined
}

export function isPicture(type: string): type is PictureType {
  return (PICTURE_TYPES as readonly string[]).includes(type)
}

/** As members know a file. */
export function attachmentOf(stored: StoredAttachment): Attachment {
  const { id, name, type, width, height, content, thumbnail } = stored
  return { id, name, size: content.size, type, width, height, hasThumbnail: thumbnail !== null }
}

/** What a person has uploaded lately. */
export interface Usage {
  readonly bytes: number
  readonly unattached: number
}

/** Whether a file of this size may come in addition. */
export function mayUpload(usage: Usage, size: number): boolean {
  return usage.unattached < UPLOAD_BOUNDS.unattached && usage.bytes + size <= UPLOAD_BOUNDS.bytes
}
