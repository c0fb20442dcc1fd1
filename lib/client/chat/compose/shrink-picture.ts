import { MAX_MEDIA_BYTES } from '@/lib/domain/text'

/** Larger files are not even read. */
export const PICTURE_FILE_MAX_BYTES = 30 * 1_024 * 1_024

const SIDES = [1_280, 1_024, 800, 640, 480, 320, 160] as const
const QUALITIES = [0.8, 0.65, 0.5] as const
/** Safari writes no WebP, and gives PNG instead. */
const TYPES = ['image/webp', 'image/jpeg'] as const

interface Size {
  readonly width: number
  readonly height: number
}

interface Encoded {
  readonly size: number
  readonly type: string
}

/** A picture that the browser has decoded. */
export interface Source<T extends Encoded> extends Size {
  /** Draws it anew in this size. @returns null where the browser cannot write this type */
  readonly encode: (size: Size, type: string, quality: number) => Promise<T | null>
}

/**
 * Draws a picture anew, as large as fits into a message: what the file carried beside the picture (location, time, device) is
 * gone with it.
 *
 * @returns undefined where no size fits, or the browser can write neither WebP nor JPEG.
 */
export async function shrink<T extends Encoded>(source: Source<T>): Promise<T | undefined> {
  for (const side of SIDES) {
    const size = fit(source, side)
    for (const quality of QUALITIES) {
      const encoded = await encodeIn(source, size, quality)
      if (!encoded) return undefined
      if (encoded.size <= MAX_MEDIA_BYTES) return encoded
    }
  }
  return undefined
}

async function encodeIn<T extends Encoded>(source: Source<T>, size: Size, quality: number) {
  for (const type of TYPES) {
    const encoded = await source.encode(size, type, quality)
    if (encoded?.type === type) return encoded
  }
  return undefined
}

/** The longer side becomes `side` at most; nothing is made larger, and nothing vanishes. */
export function fit({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
