/**
 * A body that is read as the bytes that came, not as JSON: a webhook, whose signature is over them, or a file.
 * It is refused (413) before more than `maxBytes` of it are kept.
 */
export interface BytesBody<IsFile extends boolean = boolean, IsStreamed extends boolean = boolean> {
  /** 1 or more. */
  readonly maxBytes: number
  /** Media types, e.g. `application/json` or `image/*`; `*` and `/*`: any. Another one is refused (415). */
  readonly types: readonly string[]
  /** Whether it is a file, whose name comes in `X-File-Name` (percent-encoded UTF-8). */
  readonly isFile: IsFile
  /** Handed over as it comes, for files that are never to be in memory as a whole. */
  readonly isStreamed: IsStreamed
}

interface BytesRules {
  readonly maxBytes: number
  readonly types: readonly string[]
}

/** The bytes of a webhook and the like, as they came. */
export function rawBody({ maxBytes, types }: BytesRules): BytesBody<false, false> {
  return { maxBytes, types, isFile: false, isStreamed: false }
}

/** A file: raw body, `Content-Type`, `X-File-Name`. */
export function fileBody({ maxBytes, types }: BytesRules): BytesBody<true, false> {
  return { maxBytes, types, isFile: true, isStreamed: false }
}

/** A file that may be large: the same on the wire, read by the handler piece by piece. */
export function streamedFileBody({ maxBytes, types }: BytesRules): BytesBody<true, true> {
  return { maxBytes, types, isFile: true, isStreamed: true }
}

/** What a handler gets for a raw body. */
export interface RawBytes {
  readonly bytes: Uint8Array
  /** The media type in lower case, without parameters. Said by the client: check the content before trusting it. */
  readonly type: string
}

/** What a handler gets for a file: at least one byte, and a name without a path, of 1 to 255 characters. */
export interface NamedBytes extends RawBytes {
  readonly name: string
}

/** What a handler gets for a file that may be large, before any of it was read; it may be empty. */
export interface StreamedFile {
  /** Without a path, of 1 to 255 characters. */
  readonly name: string
  /** In bytes, as the client declares it; undefined: it does not. */
  readonly declaredSize: number | undefined
  /** To be read once. It throws PAYLOAD_TOO_LARGE beyond the row's limit, and INVALID_REQUEST when the body breaks off. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** An answer that is a file: bytes as an attachment, by parts and only when changed where the client asks for that. */
export interface FileAnswer {
  /** Media types that it may have. */
  readonly fileTypes: readonly string[]
}

export function fileAnswer(types: readonly string[] = ['*/*']): FileAnswer {
  return { fileTypes: types }
}

/** A part of a file, in bytes; `end` is the last one's position. */
export interface BytePart {
  readonly start: number
  readonly end: number
}

/** A file as a handler answers it. */
export interface FileOut {
  /** As the client will see it, any text. */
  readonly name: string
  readonly type: string
  /** In bytes; undefined: not known until it is sent, and then there are no parts of it. */
  readonly size?: number
  /** Changes with the content, e.g. its hash; without it a client cannot ask whether it has changed. */
  readonly tag?: string
  /** Browsers may show it: for pictures that the server has written itself. Anything else is saved. */
  readonly isInline?: boolean
  /** The part, or everything; called only when bytes are sent. */
  read(part?: BytePart): Sendable | Promise<Sendable>
}

type Sendable = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>

export function isBytesBody(body: object): body is BytesBody {
  return 'maxBytes' in body
}

export function isFileAnswer(response: object): response is FileAnswer {
  return 'fileTypes' in response
}
