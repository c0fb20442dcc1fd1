import type { Content } from '@/lib/domain/conversations/attachment'

/** A file on this machine, complete and unchanging. */
export interface LocalFile extends Content {
  readonly path: string
}

/** A part of a file, in bytes; `end` is the last one's position. */
interface Part {
  readonly start: number
  readonly end: number
}

/** Contents by their hash: the same content is kept once. */
export interface FileStore {
  /**
   * Durable when it resolves. The local file may be gone afterwards.
   *
   * @param name - letters, digits, dots and hyphens; its hash unless given. What has the name already stays
   */
  put(file: LocalFile, name?: string): Promise<void>
  /** All of it or a part. Undefined: there is no such content. */
  read(name: string, part?: Part): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>
  /** Also of what is not there. */
  remove(name: string): Promise<void>
}
