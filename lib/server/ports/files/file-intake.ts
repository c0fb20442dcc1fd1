import type { UserId } from '@/lib/domain/ids'
import type { LocalFile } from './file-store'

/** A file that has arrived, as it is going to be kept. */
export interface TakenFile {
  readonly content: LocalFile
  /** By its content. */
  readonly type: string
  /** Of pictures, in pixels, as they are shown. */
  readonly width: number | null
  readonly height: number | null
  /** Of pictures that are larger than one. */
  readonly thumbnail: LocalFile | null
  /** Removes what of it is on this machine. */
  discard(): Promise<void>
}

/** Bytes that have arrived, as they came. */
export interface TakenPart {
  readonly content: LocalFile
  /** Removes what of it is on this machine. */
  discard(): Promise<void>
}

/** Takes uploads, which never are in memory as a whole. */
export interface FileIntake {
  /**
   * Writes the bytes down as they come, looks at what they are, and writes pictures anew.
   *
   * @param by - whose file it is: people take turns at pictures
   * @throws PAYLOAD_TOO_LARGE before more is kept, UNSUPPORTED_MEDIA_TYPE by its content, INVALID_REQUEST when there is nothing
   * in it, and what `bytes` throws
   */
  take(bytes: AsyncIterable<Uint8Array>, maxBytes: number, by: UserId): Promise<TakenFile>
  /** Writes a part of a file down, without looking at it. */
  takePart(bytes: Uint8Array): Promise<TakenPart>
}
