/** Judges what people send each other, without keeping it. */
export interface Content {
  /** Whether the text breaks the guidelines. */
  isFoul(text: string): boolean
  /** The media type that the bytes themselves show, e.g. `image/png`; undefined for none known. */
  mediaType(bytes: Uint8Array): Promise<string | undefined>
}
